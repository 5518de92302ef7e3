package dev.parley.comment;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.SourceSpan;
import org.owasp.html.Encoding;

/**
 * Where the letters of a parsed body stand in the body as it was sent: there line ends may be
 * longer, escapes and entities are written out, and no lines have been put in.
 */
final class SourceLines {
  private static final int LONGEST_ENTITY = 34;

  /** Signs between two letters: escapes, the rest of an entity, the quotes of code. */
  private static final int LONGEST_GAP = 64;

  /** The lines that were parsed. */
  private final List<String> lines;

  /** Where each begins in the body. */
  private final int[] starts;

  /**
   * @param body as it was sent
   * @param parsed the same, with line ends of one character and with lines put in
   */
  SourceLines(String body, String parsed) {
    this.lines = List.of(parsed.split("\n", -1));
    this.starts = new int[lines.size()];
    int at = 0;
    for (int i = 0; i < starts.length; i++) {
      starts[i] = at;
      String line = lines.get(i);
      int end = at + line.length();
      boolean written =
          body.startsWith(line, at) && (end == body.length() || isLineEnd(body.charAt(end)));
      if (written) {
        at = body.startsWith("\r\n", end) ? end + 2 : Math.min(end + 1, body.length());
      }
    }
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }

  /** Where the letters of a text stand: the letter {@code i} from {@code starts[i]} on. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Places(int[] starts, int[] ends) {}

  /** The first place of a stretch of source, or behind its last one. */
  int start(List<SourceSpan> spans) {
    SourceSpan first = spans.get(0);
    return starts[first.getLineIndex()] + first.getColumnIndex();
  }

  int end(List<SourceSpan> spans) {
    SourceSpan last = spans.get(spans.size() - 1);
    return starts[last.getLineIndex()] + last.getColumnIndex() + last.getLength();
  }

  /** The places of the letters of {@code shown}, which was read from these spans. */
  Places places(String shown, List<SourceSpan> spans) {
    Source source = source(spans);
    String text = source.text().toString();
    int[] from = new int[shown.length()];
    int[] to = new int[shown.length()];
    int at = 0;
    for (int i = 0; i < shown.length(); ) {
      int next = next(text, at, shown, i);
      String entity = next < text.length() ? entity(text, next) : "";
      String decoded = entity.isEmpty() ? "" : decoded(entity);
      boolean coded = !decoded.equals(entity) && shown.startsWith(decoded, i);
      int letters = coded ? decoded.length() : 1;
      int width = coded ? entity.length() : next < text.length() ? 1 : 0;
      for (int k = i; k < i + letters; k++) {
        from[k] = source.place(next);
        to[k] = width == 0 ? from[k] : source.place(next + width - 1) + 1;
      }
      i += letters;
      at = next + width;
    }
    return new Places(from, to);
  }

  /**
   * Where the letter {@code i} comes from: what is passed over are signs of the language. A letter
   * that is nowhere stays where the one before it was.
   */
  private static int next(String text, int at, String shown, int i) {
    char wanted = shown.charAt(i);
    for (int next = at; next < Math.min(text.length(), at + LONGEST_GAP); next++) {
      char c = text.charAt(next);
      if (c == wanted || wanted == ' ' && c == '\n' || isCoded(text, next, shown, i)) {
        return next;
      }
    }
    return at;
  }

  private static boolean isCoded(String text, int at, String shown, int i) {
    return !entity(text, at).isEmpty() && shown.startsWith(decoded(entity(text, at)), i);
  }

  private static String decoded(String entity) {
    return Encoding.decodeHtml(entity, false);
  }

  /** The entity that begins there, or nothing. */
  private static String entity(String text, int at) {
    if (text.charAt(at) != '&' || at > 0 && text.charAt(at - 1) == '\\') {
      return "";
    }
    int end = text.indexOf(';', at);
    return end < 0 || end - at > LONGEST_ENTITY ? "" : text.substring(at, end + 1);
  }

  /** Characters of the source, and where each stands in the body. */
  private record Source(StringBuilder text, List<Integer> at) {
    int place(int index) {
      return index < at.size() ? at.get(index) : at.isEmpty() ? 0 : at.get(at.size() - 1) + 1;
    }
  }

  private Source source(List<SourceSpan> spans) {
    Source source = new Source(new StringBuilder(), new ArrayList<>());
    int before = spans.isEmpty() ? 0 : spans.get(0).getLineIndex();
    for (SourceSpan span : spans) {
      String line = lines.get(span.getLineIndex());
      int start = starts[span.getLineIndex()];
      int end = Math.min(line.length(), span.getColumnIndex() + span.getLength());
      if (span.getLineIndex() != before) {
        before = span.getLineIndex();
        source.text().append('\n');
        source.at().add(Math.max(0, start - 1));
      }
      for (int i = span.getColumnIndex(); i < end; i++) {
        source.text().append(line.charAt(i));
        source.at().add(start + i);
      }
    }
    return source;
  }
}
