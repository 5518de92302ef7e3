package dev.parley.comment;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SourceSpan;

/**
 * Ends quotes where their writer ends them. CommonMark lets a quoted paragraph go on in lines
 * without the sign ("laziness", section 5.1), so an answer right below a quote would look like the
 * quoted person's words. This class inserts an empty line where the writer stops writing {@code >}.
 */
final class QuoteEnds {
  private final String text;

  /** The quote signs that remain open, by the places where lines are inserted. */
  private final TreeMap<Integer, String> ends = new TreeMap<>();

  private QuoteEnds(String text) {
    this.text = text;
  }

  /** The ends of quotes in a text that have no empty line after them. */
  static QuoteEnds of(String text, Node document) {
    QuoteEnds quotes = new QuoteEnds(text);
    if (text.indexOf('>') >= 0) {
      document.accept(
          new AbstractVisitor() {
            @Override
            public void visit(Paragraph paragraph) {
              quotes.look(paragraph);
            }
          });
    }
    return quotes;
  }

  private void look(Paragraph paragraph) {
    int depth = depth(paragraph);
    for (SourceSpan span : paragraph.getSourceSpans()) {
      int begin = span.getInputIndex() - span.getColumnIndex();
      String before = text.substring(begin, span.getInputIndex());
      int signs = (int) before.chars().filter(c -> c == '>').count();
      if (signs < depth) {
        // With the line break of the line before: another one would not make an empty line.
        String lineEnd = text.substring(begin - 1, begin);
        ends.put(begin, ">".repeat(signs) + lineEnd);
      }
      depth = signs;
    }
  }

  private static int depth(Node node) {
    int depth = 0;
    for (Node around = node.getParent(); around != null; around = around.getParent()) {
      depth += around instanceof BlockQuote ? 1 : 0;
    }
    return depth;
  }

  /** The text with an empty line at each of these places; the same text if there are none. */
  Marked marked() {
    if (ends.isEmpty()) {
      return new Marked(text, new int[0]);
    }
    int length = text.length() + ends.values().stream().mapToInt(String::length).sum();
    StringBuilder marked = new StringBuilder(length);
    int[] places = new int[length + 1];
    int done = 0;
    for (Map.Entry<Integer, String> end : ends.entrySet()) {
      append(marked, places, done, end.getKey());
      Arrays.fill(
          places, marked.length(), marked.length() + end.getValue().length(), ~end.getKey());
      marked.append(end.getValue());
      done = end.getKey();
    }
    append(marked, places, done, text.length());
    places[length] = text.length();
    return new Marked(marked.toString(), places);
  }

  private void append(StringBuilder marked, int[] places, int from, int to) {
    for (int i = from; i < to; i++) {
      places[marked.length()] = i;
      marked.append(text.charAt(i));
    }
  }

  /**
   * A text with inserted lines.
   *
   * @param places the former place of each character, or the complement of that place for an
   *     inserted one; empty when nothing was inserted
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Marked(String text, int[] places) {
    /** The former place of a character. */
    int original(int place) {
      int before = places.length == 0 ? place : places[place];
      return before < 0 ? ~before : before;
    }

    boolean isPutIn(int place) {
      return places.length > 0 && places[place] < 0;
    }
  }
}
