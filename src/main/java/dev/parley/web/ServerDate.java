package dev.parley.web;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The Date header of answers (RFC 9110, section 6.6.1), formatted once a second. */
final class ServerDate implements Handler<RoutingContext> {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private record Second(long epoch, CharSequence text) {}

  private final Clock clock;
  private volatile Second now = new Second(-1, "");

  ServerDate(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void handle(RoutingContext context) {
    set(context.response().headers());
    context.next();
  }

  void set(MultiMap headers) {
    Instant instant = clock.instant();
    Second second = now;
    if (second.epoch() != instant.getEpochSecond()) {
      second =
          new Second(instant.getEpochSecond(), HttpHeaders.createOptimized(FORM.format(instant)));
      now = second;
    }
    headers.set(HttpHeaders.DATE, second.text());
  }
}
