package dev.parley.comment;

import dev.parley.site.Site;
import dev.parley.site.SiteSettings;
import java.util.List;
import java.util.Optional;

/**
 * Where a comment is written.
 *
 * @param settings the site's settings; without a site, those of a new one
 * @param article the article it stands under, if that is known
 * @param newTitle the title the reader's browser gave the page; empty when the page has a title
 *     already
 * @param parent the comment it answers
 */
public record Place(
    SiteSettings settings,
    Optional<Site> site,
    Optional<Article> article,
    Optional<String> newTitle,
    Optional<Parent> parent) {

  /** A place on no particular site, with default settings. */
  public static final Place ANYWHERE =
      new Place(
          SiteSettings.DEFAULT,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** A place on a site, without an article. */
  public static Place on(Site site) {
    return new Place(
        site.settings(), Optional.of(site), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** A place under an article, or under a comment there. */
  public static Place under(
      Site site, Article article, Optional<String> newTitle, Optional<Parent> parent) {
    return new Place(site.settings(), Optional.of(site), Optional.of(article), newTitle, parent);
  }

  /** The title of the page, or the one it would get; empty when neither is known. */
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
