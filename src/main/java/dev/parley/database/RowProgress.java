package dev.parley.database;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** How far work on many rows is. One thread works, any may ask. */
public final class RowProgress {
  private final AtomicLong done = new AtomicLong();
  private final long begun = System.nanoTime();
  private volatile long all;

  /** Says how many rows there are, so that it can be told how many are left. */
  public void expect(long rows) {
    all = rows;
  }

  /** One row is done. */
  public void step() {
    done.incrementAndGet();
  }

  /**
   * The rows that are done ({@code read}), with the rate in rows a second, the part of all and the
   * seconds that are left, if it is known how many there are.
   */
  public JsonObject json() {
    double seconds = Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1_000.0;
    long rows = done.get();
    double part = all == 0 ? 0 : Math.min(1, (double) rows / all);
    return new JsonObject()
        .put("read", rows)
        .put("perSecond", Math.round(rows / Math.max(seconds, 0.001)))
        .put("part", part)
        .put("left", part == 0 ? null : Math.round(seconds * (1 - part) / part));
  }
}
