package dev.parley.comment;

import dev.parley.site.Site;
import dev.parley.site.SiteSettings;
import java.util.List;
import java.util.Optional;

/**
 * Where a comment is written.
 *
 * @param settings the site's; where no site is meant, those a new one has
 * @param article the page it stands under, if it is known
 * @param newTitle the title the page would get with it, from the reader's browser; empty when the
 *     page has one already
 * @param parent the comment it answers
 */
public record Place(
    SiteSettings settings,
    Optional<Site> site,
    Optional<Article> article,
    Optional<String> newTitle,
    Optional<Parent> parent) {

  /** No site in particular, nobody has settled anything for it. */
  public static final Place ANYWHERE =
      new Place(
          SiteSettings.DEFAULT,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** Somewhere on a site. */
  public static Place on(Site site) {
    return new Place(
        site.settings(), Optional.of(site), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Under an article, or a comment on it. */
  public static Place under(
      Site site, Article article, Optional<String> newTitle, Optional<Parent> parent) {
    return new Place(site.settings(), Optional.of(site), Optional.of(article), newTitle, parent);
  }

  /** What the page is called, or would be called; empty when nobody says. */
  public String title() {
    return newTitle.or(() -> article.map(Article::title)).orElse("");
  }

  /** The registrable domains of the site itself. */
  List<String> ownDomains() {
    return site.stream()
        .flatMap(on -> on.origins().stream())
        .flatMap(origin -> Website.domain(origin).stream())
        .toList();
  }
}
