package dev.parley.http;

import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Locale;

/**
 * What a client may still do, as the header fields {@code RateLimit-Policy} and {@code RateLimit}
 * tell it (draft-ietf-httpapi-ratelimit-headers-10).
 *
 * @param policy the name of the limit
 * @param quota how many requests the window has
 * @param remaining how many are left now
 * @param untilMore until there is one more
 */
public record Allowance(
    String policy, long quota, Duration window, long remaining, Duration untilMore) {
  /** Tells it in the head of an answer. */
  public void tell(HttpServerResponse response) {
    response
        .putHeader(
            "RateLimit-Policy",
            String.format(Locale.ROOT, "\"%s\";q=%d;w=%d", policy, quota, window.toSeconds()))
        .putHeader(
            "RateLimit",
            String.format(Locale.ROOT, "\"%s\";r=%d;t=%d", policy, remaining, ceiling(untilMore)));
  }

  private static long ceiling(Duration duration) {
    return duration.plusNanos(999_999_999).toSeconds();
  }
}
