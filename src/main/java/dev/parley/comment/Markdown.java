package dev.parley.comment;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jspecify.annotations.Nullable;
import org.owasp.html.Encoding;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * A comment's body, from the Markdown its author wrote to the HTML everyone is shown: emphasis,
 * links, code, quotes, lists and line breaks. Two gates: commonmark escapes raw HTML, and the
 * sanitiser lets only the named elements and links with a host through.
 */
public final class Markdown {
  private static final Parser PARSER =
      Parser.builder()
          .enabledBlockTypes(Set.of(BlockQuote.class, FencedCodeBlock.class, ListBlock.class))
          .maxOpenBlockParsers(12)
          .extensions(List.of(AutolinkExtension.create()))
          .build();

  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder().escapeHtml(true).sanitizeUrls(true).softbreak("<br>\n").build();

  private static final PolicyFactory POLICY =
      new HtmlPolicyBuilder()
          .allowElements(
              "p", "br", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a")
          .allowUrlProtocols("http", "https", "mailto")
          .allowAttributes("href")
          .matching((element, attribute, value) -> linkWithHost(value))
          .onElements("a")
          .requireRelsOnLinks("nofollow", "ugc", "noopener")
          .skipRelsOnLinks("noreferrer")
          .toFactory();

  /** A link as the sanitiser writes it. */
  private static final Pattern LINK = Pattern.compile("<a href=\"([^\"]*)\"");

  private Markdown() {}

  /** The HTML of {@code body}; safe to place in any page. */
  public static String html(String body) {
    return POLICY.sanitize(RENDERER.render(PARSER.parse(body)));
  }

  /**
   * The hosts the links of such HTML lead to, in order. What is written in a way that only a
   * renderer understands, with entities or escapes, is a link all the same.
   */
  public static List<String> hosts(String html) {
    return LINK.matcher(html)
        .results()
        .flatMap(link -> host(Encoding.decodeHtml(link.group(1), true)).stream())
        .toList();
  }

  private static Optional<String> host(String address) {
    try {
      return Optional.ofNullable(new URI(address).getHost());
    } catch (URISyntaxException rewritten) {
      return Optional.empty();
    }
  }

  /** The link when it leads to a host by http or https, or to a mailbox; else null. */
  private static @Nullable String linkWithHost(String value) {
    try {
      URI uri = new URI(value);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(java.util.Locale.ROOT);
      boolean web = (scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null;
      boolean mail = scheme.equals("mailto") && value.indexOf('@') > "mailto:".length();
      return web || mail ? value : null;
    } catch (URISyntaxException broken) {
      return null;
    }
  }
}
