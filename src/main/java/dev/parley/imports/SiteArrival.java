package dev.parley.imports;

import dev.parley.database.Database;
import dev.parley.problem.Refusal;
import dev.parley.site.Site;
import dev.parley.site.Sites;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;

/**
 * The site here that a site of Parley is brought into. One that is not there is made as it was. One
 * that holds nothing yet gets the archive's settings; its name and origins were chosen here. Any
 * other stays as it is.
 */
final class SiteArrival {
  private final Database database;
  private final Sites sites;
  private final Optional<Site> chosen;
  private final Optional<String> slug;

  /**
   * @param chosen the site; empty when it is found by its name
   * @param slug what it is called here; empty when it is called as it was
   */
  SiteArrival(Database database, Sites sites, Optional<Site> chosen, Optional<String> slug) {
    this.database = database;
    this.sites = sites;
    this.chosen = chosen;
    this.slug = slug;
  }

  /** The site if it is there. */
  Future<Optional<Site>> present(SiteHead head) {
    return chosen.isPresent()
        ? Future.succeededFuture(chosen)
        : sites
            .get(name(head))
            .map(Optional::of)
            .recover(
                missing ->
                    missing instanceof Refusal
                        ? Future.succeededFuture(Optional.empty())
                        : Future.failedFuture(missing));
  }

  /** The site, ready for what comes. */
  Future<Site> prepared(SiteHead head) {
    return present(head)
        .compose(
            present ->
                present.isPresent()
                    ? settled(present.get(), head)
                    : sites.restore(head.named(name(head)), head.createdAt()));
  }

  private String name(SiteHead head) {
    return slug.orElse(head.site().slug());
  }

  private Future<Site> settled(Site site, SiteHead head) {
    return database
        .pool()
        .preparedQuery(
            """
            select exists (select from comment where site_id = $1)
              or exists (select from article where site_id = $1) as used
            """)
        .execute(Tuple.of(site.id()))
        .compose(
            rows ->
                rows.iterator().next().getBoolean("used")
                    ? Future.succeededFuture(site)
                    : sites.settle(site.slug(), head.site().settings().toJson()));
  }
}
