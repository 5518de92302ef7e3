package dev.parley.archive;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.HtmlSanitizer;

/**
 * How HTML looks once it is sanitised, letter by letter: each visible character, whether a line or
 * a space stands before it, and the elements around it. Knows nothing of the code it tests.
 */
final class Appearance implements HtmlSanitizer.Policy {
  private static final Set<String> LINES =
      Set.of("p", "div", "br", "li", "ul", "ol", "blockquote", "pre");
  private static final Set<String> SHOWN =
      Set.of("em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a");
  private static final Map<String, String> NAMES = Map.of("b", "strong", "i", "em");

  private final List<String> letters = new ArrayList<>();
  private final Deque<String> open = new ArrayDeque<>();
  private String before = "";

  private Appearance() {}

  static List<String> of(String html) {
    String safe =
        new HtmlPolicyBuilder()
            .allowElements(
                "p",
                "div",
                "br",
                "b",
                "i",
                "em",
                "strong",
                "code",
                "pre",
                "blockquote",
                "ul",
                "ol",
                "li",
                "a")
            .allowUrlProtocols("http", "https", "mailto")
            .allowAttributes("href")
            .onElements("a")
            .toFactory()
            .sanitize(html);
    Appearance appearance = new Appearance();
    HtmlSanitizer.sanitize(safe, appearance);
    return appearance.letters;
  }

  /** The same without links. */
  static List<String> withoutLinks(List<String> letters) {
    return letters.stream().map(letter -> letter.replaceAll(" a=[^ ]*", "")).toList();
  }

  @Override
  public void openDocument() {}

  @Override
  public void closeDocument() {}

  @Override
  public void openTag(String element, List<String> attributes) {
    String name = NAMES.getOrDefault(element, element);
    if (LINES.contains(name)) {
      before = "line ";
    }
    if (!name.equals("br")) {
      open.push(name.equals("a") ? "a=" + attributes.get(1) : name);
    }
  }

  @Override
  public void closeTag(String element) {
    if (LINES.contains(element)) {
      before = "line ";
    }
    open.pop();
  }

  @Override
  public void text(String text) {
    boolean program = open.contains("pre");
    text.codePoints()
        .forEach(
            c -> {
              if (c == '\n' && program) {
                before = "line ";
              } else if (" \t\n\f\r\u00A0".indexOf(c) >= 0) {
                before = before.isEmpty() ? "space " : before;
              } else {
                letters.add(letter(c));
                before = "";
              }
            });
  }

  private String letter(int c) {
    return (letters.isEmpty() ? "" : before)
        + Character.toString(c)
        + open.stream()
            .filter(name -> SHOWN.contains(name) || name.startsWith("a="))
            .filter(name -> !name.equals("code") || !open.contains("pre"))
            .distinct()
            .sorted()
            .map(name -> " " + name)
            .collect(Collectors.joining());
  }
}
