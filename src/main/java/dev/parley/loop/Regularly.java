package dev.parley.loop;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that is begun every so often, but never while it is still under way from the time before:
 * what is slow just now is not made slower. What fails is begun again the next time. It belongs to
 * the event loop its timer runs on.
 */
public final class Regularly {
  private static final Logger log = LoggerFactory.getLogger(Regularly.class);

  private final String delay;
  private final Supplier<Future<Void>> work;
  private boolean underWay;

  Regularly(String delay, Supplier<Future<Void>> work) {
    this.delay = delay;
    this.work = work;
  }

  /**
   * Begins work for the first time after one period.
   *
   * @param delay what a failure means, as the log tells it: “Tables are analysed later”
   * @return ends it; what is under way then is finished
   */
  public static <T> Runnable every(
      Vertx vertx, Duration period, String delay, Supplier<Future<T>> work) {
    Regularly regularly = new Regularly(delay, () -> work.get().mapEmpty());
    long timer = vertx.setPeriodic(period.toMillis(), tick -> regularly.begin());
    return () -> vertx.cancelTimer(timer);
  }

  /** Begins the work, unless it is under way. */
  void begin() {
    if (underWay) {
      return;
    }
    underWay = true;
    Future.succeededFuture()
        .compose(start -> work.get())
        .onComplete(
            done -> {
              underWay = false;
              if (done.failed()) {
                log.warn("{}: {}", delay, done.cause().getMessage());
              }
            });
  }
}
