package dev.parley.comment;

import dev.parley.text.Span;
import dev.parley.text.Visible;
import dev.parley.text.WebAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
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
  private static final Parser PARSER = parser(IncludeSourceSpans.BLOCKS);

  /** Also knows where the letters of a line stand, which takes longer. */
  private static final Parser PLACING = parser(IncludeSourceSpans.BLOCKS_AND_INLINES);

  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

  private static final PolicyFactory POLICY = policy().toFactory();

  private static final PolicyFactory WITH_MARKS =
      policy()
          .allowElements("mark")
          .allowAttributes("data-start")
          .matching(NUMBER)
          .onElements("mark")
          .toFactory();

  private static HtmlPolicyBuilder policy() {
    return new HtmlPolicyBuilder()
        .allowElements(
            "p", "br", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a")
        .allowUrlProtocols("http", "https", "mailto")
        .allowAttributes("href")
        .matching((element, attribute, value) -> linkWithHost(value))
        .onElements("a")
        .allowAttributes("start")
        .matching(NUMBER)
        .onElements("ol")
        .allowAttributes("value")
        .matching(NUMBER)
        .onElements("li")
        .requireRelsOnLinks("nofollow", "ugc", "noopener")
        .skipRelsOnLinks("noreferrer");
  }

  private static Parser parser(IncludeSourceSpans places) {
    return Parser.builder()
        .enabledBlockTypes(Set.of(BlockQuote.class, FencedCodeBlock.class, ListBlock.class))
        .maxOpenBlockParsers(12)
        .includeSourceSpans(places)
        .build();
  }

  /** A link as the sanitiser writes it. */
  private static final Pattern LINK = Pattern.compile("<a href=\"([^\"]*)\"");

  /** Signs that can hide the letters they stand by: of links, pictures, entities and fences. */
  private static final String HIDING = "[]!&`~";

  private Markdown() {}

  /**
   * A body as read: what of it shows, and the numbers of its lists.
   *
   * @param text what was parsed
   */
  private record Parsed(String text, Node document, ListNumbers numbers, boolean shows) {}

  /** The HTML of {@code body}; safe to place in any page. */
  public static String html(String body) {
    return POLICY.sanitize(rendered(parsed(body, PARSER)));
  }

  /**
   * The same with marks where stretches of {@code body} are shown: {@code <mark data-start="12">},
   * which begins at the letter 12 of {@code body}.
   */
  public static String html(String body, List<Span> marked) {
    Parsed parsed = parsed(body, PLACING);
    parsed.document().accept(new Marks(new SourceLines(body, parsed.text()), marked));
    return WITH_MARKS.sanitize(rendered(parsed));
  }

  private static String rendered(Parsed parsed) {
    HtmlRenderer renderer =
        HtmlRenderer.builder()
            .escapeHtml(true)
            .sanitizeUrls(true)
            .softbreak("<br>\n")
            .attributeProviderFactory(context -> parsed.numbers())
            .nodeRendererFactory(Marks.Renderer::new)
            .build();
    return Visible.withFewMarks(renderer.render(parsed.document()));
  }

  /** Whether a reader sees anything of {@code body} once it is shown. */
  public static boolean shows(String body) {
    boolean plain = body.chars().noneMatch(c -> HIDING.indexOf(c) >= 0);
    return plain && body.codePoints().anyMatch(Markdown::isShownLetter)
        || parsed(body, PARSER).shows();
  }

  private static boolean isShownLetter(int codePoint) {
    return Character.isLetterOrDigit(codePoint) && Visible.shows(codePoint);
  }

  private static Parsed parsed(String body, Parser parser) {
    String text = body.replace("\r\n", "\n").replace('\r', '\n');
    Node document = parser.parse(text);
    String marked = QuoteEnds.marked(text, document);
    if (!marked.equals(text)) {
      document = parser.parse(marked);
    }
    document.accept(new Autolinks());
    document.accept(new ReachableLinks());
    ListNumbers numbers = new ListNumbers(marked);
    document.accept(numbers);
    boolean shows = BlankParts.drop(document);
    return new Parsed(marked, document, numbers, shows);
  }

  /**
   * The hosts the links of such HTML lead to, in order. What is written in a way that only a
   * renderer understands, with entities or escapes, is a link all the same.
   */
  public static List<String> hosts(String html) {
    return LINK.matcher(html)
        .results()
        .flatMap(link -> WebAddress.of(Encoding.decodeHtml(link.group(1), true)).stream())
        .map(WebAddress::host)
        .toList();
  }

  /** The link when it leads to a host by http or https, or to a mailbox; else null. */
  private static @Nullable String linkWithHost(String value) {
    return Optional.of(value)
        .filter(link -> WebAddress.of(link).isPresent() || WebAddress.mailbox(link).isPresent())
        .orElse(null);
  }
}
