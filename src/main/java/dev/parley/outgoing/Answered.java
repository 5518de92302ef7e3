package dev.parley.outgoing;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;

/**
 * What an address answered.
 *
 * @param body its beginning, as long as the limit allows
 * @param cut whether there was more
 */
public record Answered(int status, MultiMap headers, Buffer body, boolean cut) {
  Answered(HttpClientResponse response, Buffer body, boolean cut) {
    this(response.statusCode(), response.headers(), body, cut);
  }

  /** Whether it sends the client to another address, which is not followed. */
  public boolean redirects() {
    return status >= 300 && status < 400;
  }

  /**
   * What a request may cost.
   *
   * @param patience the longest time to find the host, and again to wait for its answer
   * @param longest the most bytes of the answer
   * @param onlySecure whether the address must be https, outside of allowed networks
   */
  public record Limits(Duration patience, int longest, boolean onlySecure) {}
}
