package dev.parley.publish;

import dev.parley.comment.ArticleKeys;
import dev.parley.comment.Threads;
import dev.parley.database.Database;
import dev.parley.http.Answers;
import dev.parley.http.OwnOrigin;
import dev.parley.http.Parameters;
import dev.parley.site.Site;
import dev.parley.site.Sites;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Optional;

/**
 * {@code GET /feed.atom} and {@code GET /feed.json}: the latest comments of a site or an article.
 */
public final class FeedRoutes {
  private static final CharSequence ROBOTS = HttpHeaders.createOptimized("X-Robots-Tag");

  private final Sites sites;
  private final ArticleKeys keys;
  private final FeedStore store;
  private final Vertx vertx;
  private final PageCache cache;
  private final OwnOrigin own;
  private final LastChanges changes;

  /** How a feed is written. */
  private enum Format {
    ATOM("feed.atom", "application/atom+xml; charset=utf-8") {
      @Override
      String written(Feed feed) {
        return AtomFeed.of(feed);
      }
    },
    JSON("feed.json", "application/feed+json; charset=utf-8") {
      @Override
      String written(Feed feed) {
        return JsonFeed.of(feed).encode();
      }
    };

    private final String file;
    private final String type;

    Format(String file, String type) {
      this.file = file;
      this.type = type;
    }

    abstract String written(Feed feed);
  }

  /** What a feed depends on beside its site. */
  private record What(Format format, Optional<String> article, String origin) {}

  private record Of(int site, What what) {}

  public FeedRoutes(
      Vertx vertx,
      Sites sites,
      ArticleKeys keys,
      Database database,
      PageCache cache,
      OwnOrigin own,
      Clock clock) {
    this.vertx = vertx;
    this.cache = cache;
    this.sites = sites;
    this.keys = keys;
    this.store = new FeedStore(database, new Threads(database));
    this.own = own;
    this.changes = new LastChanges(clock);
  }

  public void mount(Router router) {
    for (Format format : Format.values()) {
      router
          .get("/api/v1/sites/:site/" + format.file)
          .handler(Answers.handled(context -> feed(context, format)));
    }
  }

  private Future<Void> feed(RoutingContext context, Format format) {
    Optional<String> sent = Parameters.text(context, "article");
    String origin = own.of(context.request());
    return sites
        .get(context.pathParam("site"))
        .compose(
            site ->
                article(site, sent)
                    .compose(article -> send(context, site, new What(format, article, origin))));
  }

  private Future<Optional<String>> article(Site site, Optional<String> sent) {
    return sent.map(key -> keys.of(site, key).map(Optional::of))
        .orElseGet(() -> Future.succeededFuture(Optional.empty()));
  }

  private Future<Void> send(RoutingContext context, Site site, What what) {
    // Search engines shall find comments on their articles.
    context.response().putHeader(ROBOTS, "noindex");
    return what.article()
        .map(key -> cache.ofArticle(site, key, what, () -> page(site, what)))
        .orElseGet(() -> cache.ofSite(site, what, () -> page(site, what)))
        .compose(
            page -> page.send(context.request(), changes.of(new Of(site.id(), what), page.etag())));
  }

  private Future<Page> page(Site site, What what) {
    // Without parameters that mean nothing: each would be another feed to keep.
    String self = what.origin() + "/api/v1/sites/" + site.slug() + "/" + what.format().file;
    return what.article()
        .map(
            key ->
                store.ofArticle(
                    site, key, self + "?article=" + FeedStore.encoded(key), what.origin()))
        .orElseGet(() -> store.ofSite(site, self, what.origin()))
        .compose(
            feed ->
                vertx.executeBlocking(
                    () -> Page.of(what.format().type, what.format().written(feed)), false));
  }
}
