package dev.parley.archive;

import dev.parley.archive.HtmlTree.Characters;
import dev.parley.archive.HtmlTree.Element;
import dev.parley.archive.HtmlTree.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.owasp.html.Encoding;

/**
 * Reads HTML in which every tag stands where it belongs, as sanitisers and most exports write it.
 * Balancing tags takes many times as long, and such HTML does not need it.
 */
final class StrictHtml {
  private static final Pattern TAG =
      Pattern.compile("<(/?)([a-z]{1,10})((?:\\s+[a-z-]{1,30}=\"[^\"<>]*\")*)\\s*/?>");

  private static final Pattern ATTRIBUTE = Pattern.compile("([a-z-]+)=\"([^\"]*)\"");

  private static final Set<String> INLINE = Set.of("a", "b", "strong", "i", "em", "code");
  private static final Set<String> BLOCKS = Set.of("p", "blockquote", "ul", "ol");
  private static final Set<String> HOLDING_BLOCKS = Set.of("", "blockquote", "li");
  private static final Set<String> LISTS = Set.of("ul", "ol");

  private final List<Node> roots = new ArrayList<>();
  private final Deque<Element> open = new ArrayDeque<>();

  private StrictHtml() {}

  /** The tree of HTML; empty if a tag stands where it does not belong, or is not known. */
  static Optional<List<Node>> tree(String html) {
    StrictHtml strict = new StrictHtml();
    return strict.isRead(html) && strict.open.isEmpty()
        ? Optional.of(strict.roots)
        : Optional.empty();
  }

  private boolean isRead(String html) {
    Matcher tag = TAG.matcher(html);
    int done = 0;
    for (int at = html.indexOf('<'); at >= 0; at = html.indexOf('<', done)) {
      tag.region(at, html.length());
      if (!isText(html.substring(done, at)) || !tag.lookingAt() || !isTag(tag)) {
        return false;
      }
      done = tag.end();
    }
    return isText(html.substring(done));
  }

  private boolean isText(String text) {
    if (!text.isEmpty()) {
      parts().add(new Characters(decoded(text)));
    }
    return !LISTS.contains(around()) || text.isBlank();
  }

  private static String decoded(String text) {
    return Encoding.decodeHtml(text, false);
  }

  private boolean isTag(Matcher tag) {
    String name = tag.group(2);
    if (!tag.group(1).isEmpty()) {
      return name.equals(around()) && open.pop().name().equals(name);
    }
    Element element = new Element(name, attributes(tag.group(3)), new ArrayList<>());
    parts().add(element);
    if (name.equals("br")) {
      return true;
    }
    boolean belongs = belongs(name);
    open.push(element);
    return belongs && open.size() < 40;
  }

  private boolean belongs(String name) {
    String around = around();
    if (BLOCKS.contains(name)) {
      return HOLDING_BLOCKS.contains(around);
    }
    return name.equals("li")
        ? LISTS.contains(around)
        : INLINE.contains(name)
            && !LISTS.contains(around)
            && open.stream().noneMatch(element -> element.name().equals(name));
  }

  private static Map<String, String> attributes(String written) {
    Map<String, String> attributes = new HashMap<>();
    Matcher attribute = ATTRIBUTE.matcher(written);
    while (attribute.find()) {
      attributes.putIfAbsent(attribute.group(1), Encoding.decodeHtml(attribute.group(2), true));
    }
    return attributes;
  }

  /** The name of the innermost open element; empty if there is none. */
  private String around() {
    return open.isEmpty() ? "" : open.getFirst().name();
  }

  private List<Node> parts() {
    return open.isEmpty() ? roots : open.getFirst().children();
  }
}
