package dev.parley.page;

import static j2html.TagCreator.rawHtml;

import j2html.tags.UnescapedText;

/** The page's drawings. */
final class Icons {
  static final UnescapedText CLOCK =
      icon("M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11M8 5v3l2 1.5");
  static final UnescapedText LOCK = icon("M3.5 7h9v6h-9zM5.5 7V5.2a2.5 2.5 0 0 1 5 0V7");
  static final UnescapedText WARN = icon("M8 2.5 14 13H2zM8 6.5v3M8 11.4v.01");

  private Icons() {}

  private static UnescapedText icon(String path) {
    return rawHtml(
        "<svg viewBox=\"0 0 16 16\" aria-hidden=\"true\"><path d=\"" + path + "\"/></svg>");
  }
}
