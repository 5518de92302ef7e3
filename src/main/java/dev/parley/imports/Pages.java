package dev.parley.imports;

import dev.parley.archive.ArchivedPage;
import dev.parley.comment.Article;
import dev.parley.comment.Article.State;
import dev.parley.database.Ids;
import dev.parley.http.Parameters;
import dev.parley.text.CanonicalAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The articles that pages of an archive become: by their address, or by their own key when they
 * have none.
 */
final class Pages {
  private final Map<String, Optional<Article>> told = new HashMap<>();

  private final int site;
  private final PageRules rules;

  private final ImportReport report;

  Pages(int site, PageRules rules, ImportReport report) {
    this.site = site;
    this.rules = rules;
    this.report = report;
  }

  /** Forgets what pages are called: those of another installation follow. */
  void forget() {
    told.clear();
  }

  /** Takes note of a page. Archives may tell one several times; the first counts. */
  void add(ArchivedPage page) {
    told.computeIfAbsent(
        page.id(),
        id -> {
          Optional<Article> article = article(page);
          article.ifPresent(known -> report.page(page.url(), known.key()));
          return article;
        });
  }

  /** The article of the page that comments of the archive call so; empty when there is none. */
  Optional<Article> of(String page) {
    return told.getOrDefault(page, Optional.empty());
  }

  /** A key that is kept as it is says nothing of where the page is. */
  private static String address(ArchivedPage page, String named, String key) {
    return page.keyed()
        ? page.url().strip()
        : CanonicalAddress.of(key).or(() -> CanonicalAddress.of(named)).orElse("");
  }

  /** Empty when a page has neither an address nor a key. */
  private Optional<Article> article(ArchivedPage page) {
    String named =
        page.keyed() || page.url().isBlank() ? page.key().orElse("") : page.url().strip();
    String key = named.isEmpty() ? "" : page.keyed() ? rules.moved(named) : rules.key(named);
    return Optional.of(key)
        .filter(known -> !known.isEmpty() && Parameters.usable(known))
        .map(
            known ->
                new Article(
                    Ids.article(site, known),
                    known,
                    address(page, named, known),
                    page.title().strip(),
                    page.closed() ? State.CLOSED : State.OPEN,
                    Optional.empty(),
                    0,
                    0));
  }
}
