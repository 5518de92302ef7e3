package dev.parley.comment;

import java.util.List;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;
import org.owasp.html.Encoding;

/**
 * The place of each character of a parsed piece in its Markdown source, where an entity or an
 * escaped sign is longer than here.
 *
 * @param starts where each character begins
 * @param ends where each character ends
 */
@SuppressWarnings("ArrayRecordComponent")
record SourceOffsets(int[] starts, int[] ends) {
  private static final int LONGEST_ENTITY = 34;

  /** The places of a text's characters. */
  static SourceOffsets of(String source, Text text) {
    return of(source, text.getSourceSpans(), text.getLiteral(), false);
  }

  /** The places of the characters of code, and of everything else that is shown as written. */
  static SourceOffsets ofCode(String source, List<SourceSpan> spans, String literal) {
    return of(source, spans, literal, true);
  }

  /**
   * The places of the characters of a literal.
   *
   * @param verbatim whether it is shown as written
   */
  static SourceOffsets of(String source, List<SourceSpan> spans, String literal, boolean verbatim) {
    SourceOffsets offsets = new SourceOffsets(new int[literal.length()], new int[literal.length()]);
    if (isItself(source, spans, literal)) {
      int begin = spans.get(0).getInputIndex();
      for (int i = 0; i < literal.length(); i++) {
        offsets.put(i, begin + i, begin + i + 1);
      }
      return offsets;
    }
    int done = 0;
    int before = -1;
    for (SourceSpan span : spans) {
      int begin = span.getInputIndex();
      int end = begin + span.getLength();
      done = before < 0 ? done : offsets.lineEnds(literal, done, before, begin);
      done = offsets.align(source, begin, end, literal, done, verbatim);
      before = end;
    }
    // A character that cannot be found is placed after the last one found.
    int last =
        done > 0 ? offsets.ends[done - 1] : spans.isEmpty() ? 0 : spans.get(0).getInputIndex();
    for (int i = done; i < literal.length(); i++) {
      offsets.put(i, last, Math.max(last, before));
    }
    return offsets;
  }

  private static boolean isItself(String source, List<SourceSpan> spans, String literal) {
    return spans.size() == 1
        && spans.get(0).getLength() == literal.length()
        && source.startsWith(literal, spans.get(0).getInputIndex());
  }

  /** Line ends belong to no span; inside a line of code a space stands for one. */
  private int lineEnds(String literal, int from, int end, int next) {
    int done = from;
    while (done < literal.length() && literal.charAt(done) == '\n') {
      put(done++, end, next);
    }
    if (done == from && done < literal.length() && literal.charAt(done) == ' ') {
      put(done++, end, next);
    }
    return done;
  }

  /** Follows a stretch of the source and what was parsed from it. Answers how far it came. */
  private int align(String source, int begin, int end, String literal, int from, boolean verbatim) {
    int done = from;
    int i = begin;
    while (i < end && done < literal.length()) {
      int width = verbatim ? 1 : width(source, i, end, literal, done);
      String meant = width > 2 ? Encoding.decodeHtml(source.substring(i, i + width), false) : "";
      if (!meant.isEmpty()) {
        for (int k = 0; k < meant.length(); k++) {
          put(done++, i, i + width);
        }
      } else if (source.charAt(i + width - 1) == literal.charAt(done)) {
        put(done++, i, i + width);
      }
      i += width;
    }
    return done;
  }

  /**
   * The length of what stands for the next character: an entity, an escaped sign or the character
   * itself.
   */
  private static int width(String source, int i, int end, String literal, int at) {
    if (source.charAt(i) == '&') {
      int semicolon = source.indexOf(';', i);
      if (semicolon > i + 1 && semicolon < Math.min(end, i + LONGEST_ENTITY)) {
        String entity = source.substring(i, semicolon + 1);
        String meant = Encoding.decodeHtml(entity, false);
        boolean coded = !meant.equals(entity) && literal.startsWith(meant, at);
        return coded ? entity.length() : 1;
      }
    }
    boolean escape =
        source.charAt(i) == '\\'
            && i + 1 < end
            && isSign(source.charAt(i + 1))
            && source.charAt(i + 1) == literal.charAt(at);
    return escape ? 2 : 1;
  }

  /** Whether a backslash escapes this sign. */
  private static boolean isSign(char c) {
    return c > ' ' && c < 127 && !Character.isLetterOrDigit(c);
  }

  private void put(int index, int start, int end) {
    starts[index] = start;
    ends[index] = end;
  }

  /** The span from one character to another. */
  SourceSpan part(int from, int to) {
    return SourceSpan.of(0, 0, starts[from], ends[to - 1] - starts[from]);
  }
}
