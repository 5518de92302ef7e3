package dev.parley.comment;

import dev.parley.text.WebAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.owasp.html.Encoding;

/**
 * A tag in an HTML body.
 *
 * @param name in lower case; empty for an HTML comment
 * @param address the destination of a link; empty for everything else
 */
record HtmlTag(String name, Optional<WebAddress> address) {
  private static final Pattern NAME = Pattern.compile("</?([A-Za-z][A-Za-z0-9-]*)");
  private static final Pattern HREF =
      Pattern.compile(
          "\\shref\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s\"'>]+))", Pattern.CASE_INSENSITIVE);

  /** Tags that may stand inside a word. */
  private static final Set<String> IN_WORDS =
      Set.of(
          "", "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em",
          "font", "i", "img", "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strike",
          "strong", "sub", "sup", "time", "tt", "u", "var", "wbr");

  static HtmlTag of(String tag) {
    Matcher named = NAME.matcher(tag);
    String name = named.lookingAt() ? named.group(1).toLowerCase(Locale.ROOT) : "";
    return new HtmlTag(name, name.equals("a") ? address(tag) : Optional.empty());
  }

  private static Optional<WebAddress> address(String tag) {
    Matcher href = HREF.matcher(tag);
    if (!href.find()) {
      return Optional.empty();
    }
    String value =
        href.group(1) != null
            ? href.group(1)
            : href.group(2) != null ? href.group(2) : href.group(3);
    return WebAddress.of(Encoding.decodeHtml(value, true));
  }

  /** Whether it separates words. */
  boolean separates() {
    return !IN_WORDS.contains(name);
  }
}
