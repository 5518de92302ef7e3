package dev.parley.archive;

import dev.parley.comment.Text;
import java.util.Optional;

/** Makes Markdown of HTML where Parley then shows the same as the HTML does. */
final class HtmlToMarkdown {
  private HtmlToMarkdown() {}

  /**
   * The Markdown that shows what HTML shows; empty if there is none. What shows nothing is an empty
   * text.
   */
  static Optional<ArchivedText.Markdown> convert(String html) {
    Optional<Shown> shown = Shown.of(html);
    if (shown.isEmpty() || shown.get().blocks().isEmpty()) {
      return shown.map(nothing -> new ArchivedText.Markdown("", ""));
    }
    // Most words need no care, and are easier to read without.
    return written(shown.get(), Escaping.NONE).or(() -> written(shown.get(), Escaping.EVERYTHING));
  }

  private static Optional<ArchivedText.Markdown> written(Shown shown, Escaping escaping) {
    return showing(shown.markdown(escaping), shown);
  }

  /** Markdown as a text, if Parley shows it as HTML shows. */
  static Optional<ArchivedText.Markdown> saying(String markdown, String html) {
    return Shown.of(html).flatMap(shown -> showing(markdown, shown));
  }

  private static Optional<ArchivedText.Markdown> showing(String markdown, Shown wanted) {
    return Text.preview(markdown)
        .filter(html -> Shown.of(html).filter(own -> own.keeps(wanted)).isPresent())
        .map(html -> new ArchivedText.Markdown(markdown, html));
  }
}
