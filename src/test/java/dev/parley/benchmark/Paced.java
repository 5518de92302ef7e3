package dev.parley.benchmark;

import dev.parley.benchmark.Http.Request;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/**
 * Requests sent one after the other at a steady pace, whether or not those before are answered: one
 * that is late is measured as a reader would, from when it was due.
 */
final class Paced {
  private final Vertx vertx;
  private final long timer;
  private long[] nanos = new long[1_024];
  private int sent;
  private int answered;
  private Future<?> last = Future.succeededFuture();

  private Paced(Vertx vertx, Http http, int port, long everyMillis, IntFunction<Request> requests) {
    this.vertx = vertx;
    this.timer =
        vertx.setPeriodic(
            everyMillis,
            due -> {
              long began = System.nanoTime();
              last =
                  http.send(port, requests.apply(sent++))
                      .onSuccess(
                          answer -> {
                            if (answer.status() / 100 != 2) {
                              throw new IllegalStateException("Not expected: " + answer.body());
                            }
                            answered(System.nanoTime() - began);
                          });
            });
  }

  static Paced begin(
      Vertx vertx, Http http, int port, long everyMillis, IntFunction<Request> requests) {
    return new Paced(vertx, http, port, everyMillis, requests);
  }

  private synchronized void answered(long took) {
    if (answered == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * answered);
    }
    nanos[answered++] = took;
  }

  /** Sends no more, and waits for the last answer. */
  void end() throws Exception {
    vertx.cancelTimer(timer);
    last.await(60, TimeUnit.SECONDS);
    synchronized (this) {
      Arrays.sort(nanos, 0, answered);
    }
  }

  /** The number of answers; all of what was sent, or what is missing failed. */
  int answered() {
    return answered;
  }

  /** The time in milliseconds within which this share of the requests was answered. */
  double milliseconds(double share) {
    return nanos[(int) Math.min(answered - 1, (long) (answered * share))] / 1e6;
  }
}
