package dev.parley.archive;

import java.util.Optional;

/** What a comment says. */
public sealed interface ArchivedText {
  /**
   * Markdown in which HTML tags are shown as written.
   *
   * @param html as Parley shows it
   */
  record Markdown(String source, String html) implements ArchivedText {}

  /** HTML that Markdown cannot say. It is as the source has it: unsafe until it is sanitised. */
  record Html(String source) implements ArchivedText {}

  /** Nothing a reader could see. */
  record None() implements ArchivedText {}

  /** The text of HTML: Markdown where that loses nothing. */
  static ArchivedText ofHtml(String html) {
    String clean = Characters.clean(html);
    return HtmlToMarkdown.convert(clean)
        .<ArchivedText>map(text -> text.source().isEmpty() ? new None() : text)
        .orElseGet(() -> new Html(clean));
  }

  /** The text of HTML that was made of Markdown: the Markdown itself if it says the same here. */
  static ArchivedText ofHtml(String html, String markdown) {
    String own = Characters.clean(markdown);
    return Optional.of(own)
        .filter(text -> !text.isEmpty())
        .<ArchivedText>flatMap(text -> HtmlToMarkdown.saying(text, html).map(said -> said))
        .orElseGet(() -> ofHtml(html));
  }

  /** The text of Markdown as most systems read it, with HTML tags in it. */
  static ArchivedText ofMarkdown(String markdown) {
    String clean = Characters.clean(markdown);
    return clean.isEmpty() ? new None() : ofHtml(CommonMark.html(clean), clean);
  }
}
