package dev.parley.publish;

import dev.parley.comment.ThreadJson;
import dev.parley.comment.ThreadQuery;
import dev.parley.comment.ThreadQuery.Cursor;
import dev.parley.comment.ThreadQuery.Sort;
import dev.parley.comment.Threads;
import dev.parley.http.Answers;
import dev.parley.http.Parameters;
import dev.parley.site.Site;
import dev.parley.site.Sites;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** {@code GET /comments}: the thread answer, the same for everyone and therefore kept. */
public final class ThreadRoutes {
  static final CharSequence JSON = HttpHeaders.createOptimized("application/json");

  private final Vertx vertx;
  private final Sites sites;
  private final Threads threads;
  private final PageCache cache;

  /** What a thread answer depends on beside its site. */
  private record What(String article, ThreadQuery query) {}

  public ThreadRoutes(Vertx vertx, Sites sites, Threads threads, PageCache cache) {
    this.vertx = vertx;
    this.sites = sites;
    this.threads = threads;
    this.cache = cache;
  }

  public void mount(Router router) {
    router.get("/api/v1/sites/:site/comments").handler(Answers.handled(this::thread));
  }

  private Future<Void> thread(RoutingContext context) {
    String article = Parameters.required(context, "article");
    ThreadQuery query = query(context);
    return sites
        .get(context.pathParam("site"))
        .compose(
            site ->
                cache.ofArticle(
                    site, article, new What(article, query), () -> page(site, article, query)))
        .compose(page -> page.send(context));
  }

  private static ThreadQuery query(RoutingContext context) {
    return new ThreadQuery(
        Parameters.choice(context, "sort", Sort.NEWEST),
        Parameters.number(context, "limit", 20, 1, 100),
        Parameters.text(context, "cursor").map(Cursor::decode),
        Parameters.optionalId(context, "parent"));
  }

  /** Serialised and compressed off the event loop. */
  private Future<Page> page(Site site, String article, ThreadQuery query) {
    return threads
        .page(site.id(), article, query)
        .compose(
            thread ->
                vertx.executeBlocking(
                    () ->
                        Page.of(
                            JSON,
                            thread.article().version() + "-" + site.settings().version(),
                            ThreadJson.bytes(thread, site.settings())),
                    false));
  }
}
