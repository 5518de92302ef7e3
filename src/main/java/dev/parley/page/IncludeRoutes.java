package dev.parley.page;

import dev.parley.comment.ArticleKeys;
import dev.parley.comment.Threads;
import dev.parley.http.Answers;
import dev.parley.http.OwnOrigin;
import dev.parley.publish.Page;
import dev.parley.publish.PageCache;
import dev.parley.site.Site;
import dev.parley.site.Sites;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Optional;

/** {@code GET /sites/:site/include}: the thread, for a publisher to put into a page. */
public final class IncludeRoutes {
  private static final CharSequence HTML = HttpHeaders.createOptimized("text/html; charset=utf-8");

  private final Vertx vertx;
  private final PageCache cache;
  private final Sites sites;
  private final ArticleKeys keys;
  private final Threads threads;
  private final Clock clock;
  private final OwnOrigin own;

  /** What the answer depends on beside its site. */
  private record What(PageAddress address) {}

  public IncludeRoutes(
      Vertx vertx,
      PageCache cache,
      Sites sites,
      ArticleKeys keys,
      Threads threads,
      Clock clock,
      OwnOrigin own) {
    this.vertx = vertx;
    this.cache = cache;
    this.sites = sites;
    this.keys = keys;
    this.threads = threads;
    this.clock = clock;
    this.own = own;
  }

  public void mount(Router router) {
    router.get("/sites/:site/include").handler(Answers.handled(this::include));
  }

  private Future<Void> include(RoutingContext context) {
    PageAddress sent = PageAddress.of(context).included(own.of(context.request()));
    // Comments shall be found on their articles.
    context.response().putHeader("X-Robots-Tag", "noindex");
    return sites
        .get(sent.site())
        .compose(
            site ->
                keys.of(site, sent.article())
                    .map(sent::of)
                    .compose(
                        address ->
                            cache.ofArticle(
                                site,
                                address.article(),
                                new What(address),
                                () -> page(site, address))))
        .compose(page -> page.send(context.request()));
  }

  /** Rendered off the event loop. */
  private Future<Page> page(Site site, PageAddress address) {
    return threads
        .page(site.id(), address.article(), address.query())
        .map(
            page ->
                new View(
                    site,
                    address,
                    page,
                    page,
                    Optional.empty(),
                    Form.empty(clock.instant()),
                    Optional.empty(),
                    false,
                    clock.instant(),
                    Optional.empty()))
        .compose(view -> vertx.executeBlocking(() -> Page.of(HTML, IncludeHtml.of(view)), false));
  }
}
