package dev.parley.publish;

import dev.parley.comment.ThreadQuery;
import dev.parley.comment.ThreadQuery.Cursor;
import dev.parley.comment.ThreadQuery.Sort;
import dev.parley.http.Answers;
import dev.parley.http.Parameters;
import dev.parley.site.Sites;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** {@code GET /comments}: the thread answer, the same for everyone and therefore kept. */
public final class ThreadRoutes {
  /** What is the same for everyone may be kept on the way for a moment, and shown in need. */
  public static final CharSequence CACHE_CONTROL =
      HttpHeaders.createOptimized(
          "public, max-age=0, s-maxage=5, stale-while-revalidate=30, stale-if-error=86400");

  private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
  private static final CharSequence GZIP = HttpHeaders.createOptimized("gzip");

  private final Sites sites;
  private final ThreadCache cache;

  public ThreadRoutes(Sites sites, ThreadCache cache) {
    this.sites = sites;
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
        .compose(site -> cache.page(site, article, query))
        .compose(page -> send(context, page));
  }

  private static ThreadQuery query(RoutingContext context) {
    return new ThreadQuery(
        Parameters.choice(context, "sort", Sort.NEWEST),
        Parameters.number(context, "limit", 20, 1, 100),
        Parameters.text(context, "cursor").map(Cursor::decode),
        Parameters.optionalId(context, "parent"));
  }

  private static Future<Void> send(RoutingContext context, Page page) {
    HttpServerResponse response = context.response();
    response
        .headers()
        .set(HttpHeaders.ETAG, page.etag())
        .set(HttpHeaders.CACHE_CONTROL, CACHE_CONTROL)
        .add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    String known = context.request().getHeader(HttpHeaders.IF_NONE_MATCH);
    if (known != null && matches(known, page.etag())) {
      return response.setStatusCode(304).end();
    }
    response.headers().set(HttpHeaders.CONTENT_TYPE, JSON);
    if (acceptsGzip(context.request().getHeader(HttpHeaders.ACCEPT_ENCODING))) {
      response.headers().set(HttpHeaders.CONTENT_ENCODING, GZIP);
      return response.end(page.gzip());
    }
    return response.end(page.plain());
  }

  /** Weak comparison (RFC 9110, section 8.8.3.2) with each tag of a list. */
  private static boolean matches(String header, String etag) {
    if (header.equals(etag) || header.equals("*")) {
      return true;
    }
    String opaque = etag.substring(2);
    for (String tag : header.split(",", -1)) {
      String stripped = tag.strip();
      if (stripped.equals(etag) || stripped.equals(opaque)) {
        return true;
      }
    }
    return false;
  }

  /** Whether gzip is named and not refused by {@code q=0} (RFC 9110, section 12.5.3). */
  private static boolean acceptsGzip(@org.jspecify.annotations.Nullable String header) {
    if (header == null || !header.contains("gzip")) {
      return false;
    }
    for (String coding : header.split(",", -1)) {
      String stripped = coding.strip();
      if (stripped.startsWith("gzip")) {
        return !stripped.matches("gzip\\s*;\\s*q=0(\\.0*)?");
      }
    }
    return false;
  }
}
