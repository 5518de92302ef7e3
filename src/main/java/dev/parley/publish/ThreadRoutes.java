package dev.parley.publish;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
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
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * {@code GET /comments}: the thread answer, which is the same for everyone and therefore cached.
 */
public final class ThreadRoutes {
  static final CharSequence JSON = HttpHeaders.createOptimized("application/json");

  /** In characters; a widget's request is shorter. */
  private static final int LONGEST_REMEMBERED = 500;

  private final Vertx vertx;
  private final Sites sites;
  private final Threads threads;
  private final PageCache cache;

  /** Raw requests and what they ask for, so that a repeated request need not be parsed again. */
  private final Cache<String, Asked> asked =
      Caffeine.newBuilder().maximumSize(10_000).executor(Runnable::run).build();

  /** What a thread answer depends on beside its site. */
  private record What(String article, ThreadQuery query) {}

  private record Asked(String site, What what) {}

  /** A thread answer that is cached. */
  public record Kept(Site site, Page page) {}

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
    String slug = context.pathParam("site");
    String uri = context.request().uri();
    if (uri.length() <= LONGEST_REMEMBERED) {
      asked.put(uri, new Asked(slug, new What(article, query)));
    }
    return sites
        .get(slug)
        .compose(
            site ->
                cache.ofArticle(
                    site, article, new What(article, query), () -> page(site, article, query)))
        .compose(page -> page.send(context.request()));
  }

  /**
   * The cached answer to a request that came before in the same words, if it is still current. The
   * caller must do everything else that the route would have done.
   */
  public Optional<Kept> kept(HttpServerRequest request) {
    Asked known = asked.getIfPresent(request.uri());
    if (known == null || !request.method().equals(HttpMethod.GET)) {
      return Optional.empty();
    }
    What what = known.what();
    return sites
        .cached(known.site())
        .flatMap(
            site ->
                cache.keptOfArticle(site, what.article(), what).map(page -> new Kept(site, page)));
  }

  private static ThreadQuery query(RoutingContext context) {
    return new ThreadQuery(
        Parameters.choice(context, "sort", Sort.NEWEST),
        Parameters.number(context, "limit", 20, 1, 100),
        Parameters.text(context, "cursor").map(Cursor::decode),
        Parameters.optionalId(context, "parent"));
  }

  /** Serialises and compresses off the event loop. */
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
