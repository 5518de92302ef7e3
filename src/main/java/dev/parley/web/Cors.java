package dev.parley.web;

import dev.parley.http.Bodies;
import dev.parley.http.OwnOrigin;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import dev.parley.site.Site;
import dev.parley.site.Sites;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * Lets pages of a site's own origins use its Reader API (WHATWG Fetch, "CORS protocol"), never with
 * cookies: what readers may see needs none.
 *
 * <p>Pages of other origins get a problem document instead of data, and may read it: otherwise a
 * widget could only blame the reader's connection.
 */
final class Cors implements Handler<RoutingContext> {
  /**
   * Headers that pages may read beyond the usual ones; the date lets a widget compare our clock
   * with its reader's.
   */
  private static final CharSequence READABLE =
      HttpHeaders.createOptimized("Age, Date, ETag, Retry-After");

  private static final CharSequence ANYONE = HttpHeaders.createOptimized("*");

  private final Sites sites;
  private final Misplaced misplaced = new Misplaced();
  private final OwnOrigin own;

  Cors(Sites sites, OwnOrigin own) {
    this.sites = sites;
    this.own = own;
  }

  @Override
  public void handle(RoutingContext context) {
    String origin = context.request().getHeader(HttpHeaders.ORIGIN);
    String slug = String.valueOf(context.pathParam("site"));
    Site known = sites.cached(slug).orElse(null);
    if (known != null) {
      handle(context, known, origin);
      return;
    }
    // Paused until a route reads it: otherwise the body would be lost.
    context.request().pause();
    sites
        .get(slug)
        .onSuccess(site -> handle(context, site, origin))
        .onFailure(failure -> refuse(context, slug, origin, failure))
        .onComplete(
            done -> {
              if (!Bodies.isKept(context)) {
                context.request().resume();
              }
            });
  }

  private void handle(RoutingContext context, Site site, @Nullable String origin) {
    boolean allowed = allows(context.request(), site, origin);
    share(context.response().headers(), site, origin, allowed);
    if (context.request().method().equals(HttpMethod.OPTIONS)) {
      preflight(context, allowed);
    } else if (allowed) {
      context.response().headers().set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, READABLE);
      context.next();
    } else {
      refuse(
          context,
          site.slug(),
          origin,
          new Refusal(
                  Problem.ORIGIN_NOT_ALLOWED,
                  "The site "
                      + site.slug()
                      + " does not take requests from pages of "
                      + origin
                      + ". Add this origin to the site's origins.")
              .with("origin", String.valueOf(origin)));
    }
  }

  /** Sets the headers of a site's answer. If the asking page may not have it, sets none. */
  boolean shares(HttpServerRequest request, Site site) {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (!allows(request, site, origin)) {
      return false;
    }
    MultiMap headers = request.response().headers();
    share(headers, site, origin, true);
    headers.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, READABLE);
    return true;
  }

  private boolean allows(HttpServerRequest request, Site site, @Nullable String origin) {
    return origin == null || site.allows(origin) || own.is(request, origin);
  }

  private static void share(MultiMap headers, Site site, @Nullable String origin, boolean allowed) {
    boolean anyone = site.origins().contains("*");
    if (anyone) {
      headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, ANYONE);
    } else {
      headers.add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
    }
    if (origin != null && allowed && !anyone) {
      headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    }
  }

  /** A refusal that any page may read; it contains nothing else of the site. */
  private void refuse(
      RoutingContext context, String slug, @Nullable String origin, Throwable failure) {
    if (origin != null && failure instanceof Refusal refusal) {
      misplaced.seen(origin, slug, refusal.problem());
      context.response().headers().set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    }
    context.fail(failure);
  }

  private static void preflight(RoutingContext context, boolean allowed) {
    if (allowed) {
      context
          .response()
          .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, PUT, PATCH, DELETE")
          .putHeader(
              HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS,
              "Authorization, Content-Type, Idempotency-Key, If-None-Match")
          .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "7200");
    }
    context.response().setStatusCode(204).end();
  }
}
