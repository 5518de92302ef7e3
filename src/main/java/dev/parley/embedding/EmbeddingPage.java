package dev.parley.embedding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.owasp.html.HtmlSanitizer;

/**
 * What a page says of the widget: its scripts, its elements, and the policies in its head.
 *
 * @param scripts the attributes of each
 * @param widgets the attributes of each {@code <parley-comments>}
 * @param policies of {@code <meta http-equiv="Content-Security-Policy">}
 */
record EmbeddingPage(
    List<Map<String, String>> scripts, List<Map<String, String>> widgets, List<String> policies) {

  static EmbeddingPage of(String html) {
    EmbeddingPage page = new EmbeddingPage(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    HtmlSanitizer.sanitize(html, new Visitor(page));
    return page;
  }

  private void add(String name, Map<String, String> attributes) {
    switch (name) {
      case "script" -> scripts.add(attributes);
      case "parley-comments" -> widgets.add(attributes);
      case "meta" -> {
        if (attributes
            .getOrDefault("http-equiv", "")
            .toLowerCase(Locale.ROOT)
            .equals("content-security-policy")) {
          policies.add(attributes.getOrDefault("content", ""));
        }
      }
      default -> {}
    }
  }

  /** Takes the tags of a page. */
  private record Visitor(EmbeddingPage page) implements HtmlSanitizer.Policy {
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
      page.add(name, known);
    }

    @Override
    public void closeTag(String name) {}

    @Override
    public void text(String characters) {}
  }
}
