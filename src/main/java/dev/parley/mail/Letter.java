package dev.parley.mail;

import static j2html.TagCreator.a;
import static j2html.TagCreator.blockquote;
import static j2html.TagCreator.body;
import static j2html.TagCreator.div;
import static j2html.TagCreator.document;
import static j2html.TagCreator.head;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.span;
import static j2html.TagCreator.title;

import dev.parley.site.MailLook;
import dev.parley.site.Site;
import j2html.TagCreator;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The content of a message, written once and read as plain text or as HTML. Its styles stand at the
 * elements, because many readers of mail drop all others.
 */
final class Letter {
  private static final String ACCENT = "#1d4ed8";
  private static final String QUIET = "color:#57606a;font-size:13px;margin:4px 0";

  private final Site site;
  private final String language;
  private final String direction;
  private final List<String> lines = new ArrayList<>();
  private final List<DomContent> parts = new ArrayList<>();
  private final List<String> smallLines = new ArrayList<>();
  private final List<DomContent> smallParts = new ArrayList<>();

  Letter(Site site, String language, String direction) {
    this.site = site;
    this.language = language;
    this.direction = direction;
  }

  Letter paragraph(String words) {
    lines.add(words);
    parts.add(p(words).withStyle("margin:16px 0"));
    return this;
  }

  /**
   * What somebody has written.
   *
   * @param markdown as they wrote it
   * @param html as it is shown, sanitised
   */
  Letter quote(String markdown, String html) {
    lines.add(markdown.lines().map(line -> "> " + line).collect(Collectors.joining("\n")));
    parts.add(
        blockquote(rawHtml(html))
            .attr("dir", "auto")
            .withStyle("margin:16px 0;padding:0 16px;border-inline-start:3px solid " + accent()));
    return this;
  }

  /** The thing to do. */
  Letter button(String words, String url) {
    lines.add(words + ":\n" + url);
    parts.add(
        p(a(words)
                .withHref(url)
                .withStyle(
                    "display:inline-block;padding:10px 18px;border-radius:6px;color:#fff;"
                        + "text-decoration:none;background:"
                        + accent()))
            .withStyle("margin:20px 0"));
    return this;
  }

  /** Links in one line; words and addresses alternate. */
  Letter links(String... wordsAndUrls) {
    List<DomContent> line = new ArrayList<>();
    List<String> plain = new ArrayList<>();
    for (int i = 0; i < wordsAndUrls.length; i += 2) {
      plain.add(wordsAndUrls[i] + ": " + wordsAndUrls[i + 1]);
      line.add(
          a(wordsAndUrls[i])
              .withHref(wordsAndUrls[i + 1])
              .withStyle("color:" + accent() + ";margin-inline-end:16px"));
    }
    lines.add(String.join("\n", plain));
    parts.add(p().with(line).withStyle("margin:8px 0"));
    return this;
  }

  /** At the end, why it came and how to change that. */
  Letter small(String words, @Nullable String url) {
    smallLines.add(url == null ? words : words + ":\n" + url);
    smallParts.add(
        p(url == null ? rawHtml(escaped(words)) : a(words).withHref(url).withStyle(QUIET))
            .withStyle(QUIET));
    return this;
  }

  private static String escaped(String words) {
    return j2html.utils.EscapeUtil.escape(words);
  }

  private MailLook look() {
    return site.settings().mail().orElse(MailLook.PLAIN);
  }

  private String accent() {
    return look().accent().orElse(ACCENT);
  }

  /** The site's name, which leads to it where it says where it is. */
  private DomContent name() {
    String style = "font-weight:600;text-decoration:none;color:" + accent();
    return look()
        .link()
        .<DomContent>map(url -> a(site.name()).withHref(url).withStyle(style))
        .orElseGet(() -> span(site.name()).withStyle(style));
  }

  /** What the site says at the end of all its mail. */
  Letter signed() {
    look().footer().ifPresent(words -> small(words, null));
    return this;
  }

  String text() {
    return String.join("\n\n", lines) + "\n\n-- \n" + String.join("\n", smallLines) + "\n";
  }

  String html() {
    return document(
        TagCreator.html(
                head(meta().attr("charset", "utf-8"), title(site.name())),
                body(div(p(name()).withStyle("margin:0"))
                        .with(parts)
                        .with(
                            div()
                                .with(smallParts)
                                .withStyle(
                                    "border-top:1px solid #d0d7de;margin-top:24px;padding-top:8px"))
                        .withStyle("max-width:560px;margin:0 auto;padding:16px"))
                    .withStyle(
                        "margin:0;font:16px/1.5 -apple-system,Segoe UI,Helvetica,Arial,sans-serif"))
            .withLang(language)
            .attr("dir", direction));
  }
}
