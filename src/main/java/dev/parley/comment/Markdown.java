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
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * A parsed Markdown body, which gives both the HTML everyone is shown and the text a reader sees.
 * It allows emphasis, links, code, quotes, lists and line breaks. Two gates protect the HTML:
 * commonmark escapes raw HTML, and the sanitiser lets through only the named elements and links
 * with a host.
 */
final class Markdown {
  private static final Parser PARSER =
      Parser.builder()
          .enabledBlockTypes(Set.of(BlockQuote.class, FencedCodeBlock.class, ListBlock.class))
          .maxOpenBlockParsers(12)
          .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
          .build();

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

  private final QuoteEnds.Marked source;
  private final Node document;
  private final Regions regions;
  private final ListNumbers numbers;
  private final boolean shows;

  private Markdown(QuoteEnds.Marked source, Node document) {
    this.source = source;
    this.document = document;
    // Places must be known before anything moves.
    this.regions = Regions.of(source, document);
    document.accept(new Autolinks(source.text()));
    document.accept(new ReachableLinks());
    this.numbers = new ListNumbers(source.text());
    document.accept(numbers);
    this.shows = BlankParts.drop(document);
  }

  static Markdown of(String body) {
    Node document = PARSER.parse(body);
    QuoteEnds.Marked marked = QuoteEnds.of(body, document).marked();
    return new Markdown(
        marked, marked.text().equals(body) ? document : PARSER.parse(marked.text()));
  }

  /** The HTML of the body, safe to place in any page. */
  String html() {
    return POLICY.sanitize(rendered());
  }

  /** HTML from elsewhere, with the elements and links that comments may have. */
  static String sanitised(String html) {
    return POLICY.sanitize(Visible.withFewMarks(html));
  }

  /**
   * The HTML of the body, with marks around the given stretches: {@code <mark data-start="12">}
   * begins at offset 12 of the body.
   */
  static String html(String body, List<Span> marked) {
    Markdown markdown = of(body);
    markdown.document.accept(new Marks(markdown.source, marked));
    return WITH_MARKS.sanitize(markdown.rendered());
  }

  private String rendered() {
    HtmlRenderer renderer =
        HtmlRenderer.builder()
            .escapeHtml(true)
            .sanitizeUrls(true)
            .softbreak("<br>\n")
            .attributeProviderFactory(context -> numbers)
            .nodeRendererFactory(Marks.Renderer::new)
            .build();
    return Visible.withFewMarks(renderer.render(document));
  }

  /** Whether a reader sees anything of it. */
  boolean shows() {
    return shows;
  }

  /**
   * The text that a reader sees.
   *
   * @param tags whether HTML tags count as tags; if not, they are shown as written
   */
  SeenText seen(boolean tags) {
    return SeenText.of(source, document, regions, tags);
  }

  /** The link if it leads to a host by http or https, or to a mailbox; otherwise null. */
  private static @Nullable String linkWithHost(String value) {
    return Optional.of(value)
        .filter(link -> WebAddress.of(link).isPresent() || WebAddress.mailbox(link).isPresent())
        .orElse(null);
  }
}
