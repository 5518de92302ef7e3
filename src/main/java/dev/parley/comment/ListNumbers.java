package dev.parley.comment;

import java.util.HashMap;
import java.util.Map;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.renderer.html.AttributeProvider;

/**
 * Keeps the numbers of list items as they were written. HTML counts on from the first item, so
 * where a writer has left out numbers, an item gets its own. A writer who repeats one number leaves
 * the counting to the browser.
 */
final class ListNumbers extends AbstractVisitor implements AttributeProvider {
  private final String text;
  private final Map<Node, Integer> numbers = new HashMap<>();

  /**
   * @param text the text the document was parsed from
   */
  ListNumbers(String text) {
    this.text = text;
  }

  @Override
  public void visit(OrderedList list) {
    int next = list.getMarkerStartNumber();
    for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
      int written = item instanceof ListItem one ? written(one) : -1;
      if (written > next) {
        numbers.put(item, written);
        next = written;
      }
      next++;
    }
    visitChildren(list);
  }

  private int written(ListItem item) {
    if (item.getSourceSpans().isEmpty()) {
      return -1;
    }
    int end = item.getSourceSpans().get(0).getInputIndex();
    while (end < text.length() && text.charAt(end) == ' ') {
      end++;
    }
    int from = end;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    // CommonMark allows at most nine digits in an item's number.
    return end == from || end - from > 9 ? -1 : Integer.parseInt(text.substring(from, end));
  }

  @Override
  public void setAttributes(Node node, String tagName, Map<String, String> attributes) {
    Integer number = numbers.get(node);
    if (number != null) {
      attributes.put("value", number.toString());
    }
  }
}
