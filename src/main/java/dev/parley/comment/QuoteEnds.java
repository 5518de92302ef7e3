package dev.parley.comment;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SourceSpan;

/**
 * Where quotes end. CommonMark lets a quoted paragraph go on in lines without the sign ("laziness",
 * section 5.1), so that an answer right below a quote would be shown as the other's words. Here a
 * quote ends where its writer stops writing {@code >}.
 */
final class QuoteEnds {
  private final List<String> lines;

  /** What to write before a line: the signs of the quotes that go on. */
  private final TreeMap<Integer, String> ends = new TreeMap<>();

  private QuoteEnds(List<String> lines) {
    this.lines = lines;
  }

  /** The text with an empty line wherever a quote ends without one; the same text if none does. */
  static String marked(String text, Node document) {
    if (text.indexOf('>') < 0) {
      return text;
    }
    QuoteEnds quotes = new QuoteEnds(List.of(text.split("\n", -1)));
    document.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Paragraph paragraph) {
            quotes.look(paragraph);
          }
        });
    return quotes.ends.isEmpty() ? text : quotes.text();
  }

  private void look(Paragraph paragraph) {
    int depth = depth(paragraph);
    for (SourceSpan span : paragraph.getSourceSpans()) {
      String before = lines.get(span.getLineIndex()).substring(0, span.getColumnIndex());
      int signs = (int) before.chars().filter(c -> c == '>').count();
      if (signs < depth) {
        ends.put(span.getLineIndex(), ">".repeat(signs));
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

  private String text() {
    List<String> marked = new ArrayList<>(lines.size() + ends.size());
    for (int i = 0; i < lines.size(); i++) {
      String end = ends.get(i);
      if (end != null) {
        marked.add(end);
      }
      marked.add(lines.get(i));
    }
    return String.join("\n", marked);
  }
}
