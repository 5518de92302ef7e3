package dev.parley.archive;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.owasp.html.HtmlSanitizer;

/** HTML as a tree, its tags balanced as browsers balance them. */
final class HtmlTree implements HtmlSanitizer.Policy {
  private static final Set<String> VOID =
      Set.of("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr");

  /** A part of the tree. */
  sealed interface Node {}

  /** Characters, with entities decoded. */
  record Characters(String text) implements Node {}

  /**
   * An element.
   *
   * @param name in lower case
   */
  record Element(String name, Map<String, String> attributes, List<Node> children) implements Node {
    /** An attribute, empty if it is not there. */
    String attribute(String key) {
      return attributes.getOrDefault(key, "");
    }
  }

  private final List<Node> roots = new ArrayList<>();
  private final Deque<Element> open = new ArrayDeque<>();

  private HtmlTree() {}

  static List<Node> of(String html) {
    return StrictHtml.tree(html).orElseGet(() -> balanced(html));
  }

  /** The tree of HTML whose tags may stand anywhere. */
  static List<Node> balanced(String html) {
    HtmlTree tree = new HtmlTree();
    HtmlSanitizer.sanitize(html, tree);
    return tree.roots;
  }

  @Override
  public void openDocument() {}

  @Override
  public void closeDocument() {}

  @Override
  public void openTag(String name, List<String> attributes) {
    Map<String, String> known = new HashMap<>();
    for (int i = 0; i + 1 < attributes.size(); i += 2) {
      known.putIfAbsent(attributes.get(i), attributes.get(i + 1));
    }
    Element element = new Element(name, known, new ArrayList<>());
    add(element);
    if (!VOID.contains(name)) {
      open.push(element);
    }
  }

  @Override
  public void closeTag(String name) {
    if (!open.isEmpty() && open.peek().name().equals(name)) {
      open.pop();
    }
  }

  @Override
  public void text(String text) {
    add(new Characters(text));
  }

  private void add(Node node) {
    (open.isEmpty() ? roots : open.getFirst().children()).add(node);
  }
}
