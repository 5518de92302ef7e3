package dev.parley.publish;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.comment.ArticleKeys;
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
  private final ArticleKeys keys;
  private final Threads threads;
  private final PageCache cache;
  private final boolean mail;

  /** Raw requests and what they ask for, so that a repeated request need not be parsed again. */
  private final Cache<String, Asked> asked =
      Caffeine.newBuilder().maximumSize(10_000).executor(Runnable::run).build();

  /** What a thread answer depends on beside its site. */
  private record What(String article, ThreadQuery query) {
    /** The same of the article itself, where a page has sent another key. */
    What of(String key) {
      return key.equals(article) ? this : new What(key, query);
    }
  }

  private record Asked(String site, What what) {}

  /** A thread answer that is cached. */
  public record Kept(Site site, Page page) {}

  /**
   * @param mail whether readers can have mail about replies
   */
  public ThreadRoutes(
      Vertx vertx, Sites sites, ArticleKeys keys, Threads threads, PageCache cache, boolean mail) {
    this.vertx = vertx;
    this.sites = sites;
    this.keys = keys;
    this.threads = threads;
    this.cache = cache;
    this.mail = mail;
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
        .compose(site -> keys.of(site, article).compose(key -> page(site, new What(key, query))))
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
                keys.atHand(site, what.article())
                    .flatMap(key -> cache.keptOfArticle(site, key, what.of(key)))
                    .map(page -> new Kept(site, page)));
  }

  private Future<Page> page(Site site, What what) {
    return cache.ofArticle(
        site, what.article(), what, () -> page(site, what.article(), what.query()));
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
                            thread.article().version()
                                + "-"
                                + site.settings().version()
                                + (mail ? "-m" : ""),
                            ThreadJson.bytes(thread, site.settings(), mail)),
                    false));
  }
}
