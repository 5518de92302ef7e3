package dev.parley.web;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The security headers of answers. */
final class SecurityHeaders implements Handler<RoutingContext> {
  private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");
  private static final CharSequence X_CONTENT_TYPE_OPTIONS =
      HttpHeaders.createOptimized("x-content-type-options");
  private static final CharSequence POLICY_HEADER =
      HttpHeaders.createOptimized("content-security-policy");
  private static final CharSequence API_POLICY =
      HttpHeaders.createOptimized("default-src 'none'; frame-ancestors 'none'");
  private static final CharSequence REFERRER_POLICY =
      HttpHeaders.createOptimized("referrer-policy");
  private static final CharSequence REFERRER = HttpHeaders.createOptimized("same-origin");
  private static final CharSequence RESOURCE_POLICY =
      HttpHeaders.createOptimized("cross-origin-resource-policy");
  private static final CharSequence CROSS_ORIGIN = HttpHeaders.createOptimized("cross-origin");

  private static final String PAGE_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
          + " connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none';"
          + " frame-ancestors %s";

  private static final CharSequence DEMO =
      HttpHeaders.createOptimized(String.format(Locale.ROOT, PAGE_POLICY, "'none'"));

  /** The console allows no inline styles either. */
  private static final CharSequence CONSOLE =
      HttpHeaders.createOptimized(
          String.format(Locale.ROOT, PAGE_POLICY, "'none'").replace(" 'unsafe-inline'", ""));

  /** Sites may frame the thread page. */
  private static final CharSequence THREAD =
      HttpHeaders.createOptimized(String.format(Locale.ROOT, PAGE_POLICY, "*"));

  @Override
  public void handle(RoutingContext context) {
    set(context.response().headers(), context.request().path());
    context.next();
  }

  /** Sets the headers of answers under a path. */
  static void set(MultiMap headers, @Nullable String path) {
    headers.set(X_CONTENT_TYPE_OPTIONS, NOSNIFF).set(REFERRER_POLICY, REFERRER);
    if (path == null || path.startsWith("/api/")) {
      headers.set(POLICY_HEADER, API_POLICY);
    } else if (path.startsWith("/console")) {
      headers.set(POLICY_HEADER, CONSOLE);
    } else if (path.startsWith("/sites/")) {
      headers.set(POLICY_HEADER, THREAD);
    } else if (path.startsWith("/embed")) {
      // Pages of other origins load it as a module, which needs this permission.
      headers.set(RESOURCE_POLICY, CROSS_ORIGIN).set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    } else {
      headers.set(POLICY_HEADER, DEMO);
    }
  }
}
