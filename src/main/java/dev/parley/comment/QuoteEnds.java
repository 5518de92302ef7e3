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
 * Where quotes end. CommonMark lets a quoted paragraph go on in lines without the sign ("laziness",
 * section 5.1), so that an answer right below a quote would be shown as the other's words. Here a
 * quote ends where its writer stops writing {@code >}: there an empty line is put in.
 */
final class QuoteEnds {
  private final String text;

  /** By the places before which lines are put in: the signs of the quotes that go on. */
  private final TreeMap<Integer, String> ends = new TreeMap<>();

  private QuoteEnds(String text) {
    this.text = text;
  }

  /** The ends of quotes in a text that have no empty line of their own. */
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
        // As the line before it ends: with another sign there would be no empty line between.
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

  /** The text with an empty line at each of them; the same text if there are none. */
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
   * A text with lines put in.
   *
   * @param places where each character was before, or its complement for one that was put in there;
   *     empty when nothing was put in
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Marked(String text, int[] places) {
    /** Where a place was before. */
    int original(int place) {
      int before = places.length == 0 ? place : places[place];
      return before < 0 ? ~before : before;
    }

    boolean isPutIn(int place) {
      return places.length > 0 && places[place] < 0;
    }
  }
}
