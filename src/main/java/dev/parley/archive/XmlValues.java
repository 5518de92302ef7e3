package dev.parley.archive;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The values in an element, by the path to them: {@code author/name} is the text of an element in
 * an element, {@code thread@dsq:id} an attribute.
 */
final class XmlValues {
  private final Map<String, String> values = new HashMap<>();

  /**
   * Reads an element that has just begun.
   *
   * @param wanted the paths of the texts to keep
   */
  static XmlValues of(XmlFile xml, Set<String> wanted) throws IOException {
    XmlValues values = new XmlValues();
    xml.children(child -> values.take(child, "", wanted));
    return values;
  }

  /** Keeps the current element if it is wanted, and otherwise what is wanted in it. */
  void take(XmlFile xml, String within, Set<String> wanted) throws IOException {
    String path = within + xml.name();
    String id = xml.disqusId();
    if (!id.isEmpty()) {
      values.put(path + "@dsq:id", id);
    }
    if (wanted.contains(path)) {
      values.put(path, xml.text().strip());
    } else if (wanted.stream().anyMatch(name -> name.startsWith(path + "/"))) {
      xml.children(child -> take(child, path + "/", wanted));
    }
  }

  /** The first of these values that is not empty; empty if all are. */
  String text(String... paths) {
    for (String path : paths) {
      String value = values.getOrDefault(path, "");
      if (!value.isEmpty()) {
        return value;
      }
    }
    return "";
  }

  /** Whether a value says yes. */
  boolean is(String path) {
    return text(path).equalsIgnoreCase("true");
  }
}
