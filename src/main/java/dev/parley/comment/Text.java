package dev.parley.comment;

import dev.parley.site.SiteSettings;
import dev.parley.text.Domains;
import dev.parley.text.Excerpt;
import dev.parley.text.Link;
import dev.parley.text.Reading;
import dev.parley.text.Sketch;
import dev.parley.text.Span;
import dev.parley.text.Visible;
import dev.parley.text.WebAddress;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A body, read once for everyone who asks: the text a reader sees with its words, links and
 * language, the place of each of them in the body, and the HTML. Checks judge exactly what readers
 * see.
 *
 * <p>Immutable, except that the HTML is made and the language guessed when they are first asked
 * for. Reading is work for the processor.
 */
public final class Text {
  /**
   * The most code points that are read of a body. Of a longer one the beginning and the end are
   * read.
   */
  public static final int LONGEST = 20_000;

  /** The format a body is written in. */
  public enum Format {
    /** Markdown in which HTML tags are shown as written. */
    MARKDOWN,
    /** Markdown with HTML tags, as programs send comments. */
    HTML
  }

  /** Without any of these signs, nothing in a body is hidden or stands for something else. */
  private static final String MARKS = "\\&*_[]`<~";

  private final String body;
  private final Excerpt excerpt;
  private @Nullable Markdown markdown;
  private final SeenText seen;
  private final Reading reading;
  private final Optional<Sketch> sketch;
  private final SiteSettings settings;
  private volatile @Nullable CommentLanguage language;
  private final Set<String> hosts;
  private final List<String> domains;
  private volatile @Nullable String html;

  private Text(Text text, CommentLanguage language) {
    this.body = text.body;
    this.excerpt = text.excerpt;
    this.markdown = text.markdown;
    this.seen = text.seen;
    this.reading = text.reading;
    this.sketch = text.sketch;
    this.hosts = text.hosts;
    this.domains = text.domains;
    this.settings = text.settings;
    this.language = language;
  }

  private Text(String body, Format format, SiteSettings settings, Optional<String> told) {
    this.body = body;
    this.excerpt = Excerpt.of(body, LONGEST);
    if (isPlain(excerpt.text())) {
      this.seen = SeenText.whole(excerpt.text());
    } else {
      this.markdown = Markdown.of(excerpt.text());
      this.seen = markdown.seen(format == Format.HTML);
    }
    this.reading = Reading.of(seen.text());
    this.sketch = reading.sketch();
    this.hosts = hosts(reading, seen);
    this.domains =
        hosts.stream().flatMap(host -> Domains.registrable(host).stream()).distinct().toList();
    this.settings = settings;
    this.language = told.map(CommentLanguage::told).orElse(null);
  }

  /**
   * Reads a comment's body.
   *
   * @param told the language it is in according to its sender, as an ISO 639-1 code
   */
  public static Text read(String body, SiteSettings settings, Optional<String> told) {
    return read(body, Format.MARKDOWN, settings, told);
  }

  /** Reads a body in a format. */
  public static Text read(
      String body, Format format, SiteSettings settings, Optional<String> told) {
    return new Text(body, format, settings, told);
  }

  /** The HTML that would show a body; empty when a reader would see nothing. */
  public static Optional<String> preview(String body) {
    return Prose.of(body)
        .map(Prose::html)
        .or(() -> Optional.of(Markdown.of(body)).filter(Markdown::shows).map(Markdown::html));
  }

  /** HTML that another system has shown, safe to place in any page. */
  public static String sanitised(String html) {
    return Markdown.sanitised(html);
  }

  /**
   * The HTML of a body, with marks around the given stretches: {@code <mark data-start="12">}
   * begins at offset 12 of the body.
   */
  public static String marked(String body, List<Span> stretches) {
    return Markdown.html(body, stretches);
  }

  /** Whether everything written is shown as written and no browser makes a link of any of it. */
  static boolean isPlain(String body) {
    for (int i = 0; i < body.length(); i++) {
      char c = body.charAt(i);
      if (c == '@' || MARKS.indexOf(c) >= 0) {
        return false;
      }
    }
    return !body.contains("://") && !body.regionMatches(true, 0, "www.", 0, 4) && !hasWww(body);
  }

  private static boolean hasWww(String body) {
    for (int at = body.indexOf('.'); at >= 0; at = body.indexOf('.', at + 1)) {
      if (at >= 3 && body.regionMatches(true, at - 3, "www", 0, 3)) {
        return true;
      }
    }
    return false;
  }

  /** The body as it was written. */
  public String body() {
    return body;
  }

  /** Whether a part between the beginning and the end was not read. */
  public boolean truncated() {
    return excerpt.truncated();
  }

  /** The HTML of the body, safe to place in any page. */
  public String html() {
    String known = html;
    if (known == null) {
      known = Prose.of(body).map(Prose::html).orElseGet(this::parsedHtml);
      html = known;
    }
    return known;
  }

  private String parsedHtml() {
    return (excerpt.truncated() ? Markdown.of(body) : parsed()).html();
  }

  /** Whether a reader sees anything of it. */
  public boolean shows() {
    boolean letters = markdown == null && body.codePoints().anyMatch(Text::isShownLetter);
    return letters || parsed().shows();
  }

  static boolean isShownLetter(int codePoint) {
    return Character.isLetterOrDigit(codePoint) && Visible.shows(codePoint);
  }

  private Markdown parsed() {
    Markdown known = markdown;
    if (known == null) {
      known = Markdown.of(excerpt.text());
      markdown = known;
    }
    return known;
  }

  /** The reading of the seen text. Its places are those of the seen text; see {@link #original}. */
  public Reading reading() {
    return reading;
  }

  /** The text that a reader sees. */
  public String seen() {
    return reading.original();
  }

  /** A sketch by which texts from the same template are found; empty for a short text. */
  public Optional<Sketch> sketch() {
    return sketch;
  }

  /** The language of the text. */
  public CommentLanguage language() {
    CommentLanguage known = language;
    if (known == null) {
      known = CommentLanguage.of(reading, seen.code(), settings);
      language = known;
    }
    return known;
  }

  /** The same text, read as one in another language. */
  public Text as(CommentLanguage other) {
    return new Text(this, other);
  }

  /**
   * The places of its sentences in the body, without the white space around them. If there are more
   * than {@code most}, the last ones count as one.
   */
  public List<Span> sentences(int most) {
    return Sentences.of(body, language().code(), most);
  }

  /** The links in it: those a browser would follow, and those people would type. */
  public List<Span> links() {
    return reading.links().stream().map(Link::span).toList();
  }

  /**
   * The hosts of its links in ASCII: as a browser reads them, and as a person does who takes
   * look-alike letters for the real ones.
   */
  public Set<String> hosts() {
    return hosts;
  }

  /** The registrable domains of its links, each once. */
  public List<String> domains() {
    return domains;
  }

  private static Set<String> hosts(Reading reading, SeenText seen) {
    if (reading.links().isEmpty() && seen.followed().isEmpty()) {
      return Set.of();
    }
    Set<String> hosts = new LinkedHashSet<>();
    for (Link link : reading.links()) {
      WebAddress.ascii(link.host()).ifPresent(hosts::add);
      WebAddress.typed(link.url()).map(WebAddress::host).ifPresent(hosts::add);
    }
    seen.followed().stream().map(WebAddress::host).forEach(hosts::add);
    return Collections.unmodifiableSet(hosts);
  }

  /** The stretch of the body that a stretch of the seen text comes from. */
  public Span original(Span span) {
    Span read = seen.original(span);
    return new Span(
        excerpt.original(read.start()),
        read.length() > 0 ? excerpt.original(read.end() - 1) + 1 : excerpt.original(read.end()));
  }

  /** The stretches of the body that stretches of the seen text come from, each once. */
  public List<Span> original(List<Span> spans) {
    return spans.stream().map(this::original).distinct().toList();
  }
}
