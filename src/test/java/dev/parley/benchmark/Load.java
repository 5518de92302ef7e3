package dev.parley.benchmark;

import dev.parley.benchmark.Http.Answer;
import dev.parley.benchmark.Http.Request;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;

/**
 * A number of requests sent over some connections, the next one as soon as the one before is
 * answered. Touched by one event loop only.
 */
final class Load {
  private final Http http;
  private final int port;
  private final IntFunction<Request> requests;
  private final BiConsumer<Integer, Answer> answers;
  private final long[] nanos;
  private final Promise<Void> done = Promise.promise();
  private int sent;
  private int answered;

  private Load(
      Http http,
      int port,
      int count,
      IntFunction<Request> requests,
      BiConsumer<Integer, Answer> answers) {
    this.http = http;
    this.port = port;
    this.requests = requests;
    this.answers = answers;
    this.nanos = new long[count];
  }

  /**
   * How long the requests took.
   *
   * @param seconds from the first request to the last answer
   * @param sorted the time of each request, in nanoseconds, shortest first
   */
  record Times(double seconds, long[] sorted) {
    double perSecond() {
      return sorted.length / seconds;
    }

    /** The time in milliseconds within which this share of the requests was answered. */
    double milliseconds(double share) {
      return sorted[(int) Math.min(sorted.length - 1, (long) (sorted.length * share))] / 1e6;
    }
  }

  /**
   * Runs a load to its end.
   *
   * @param requests the request of each number from 0
   * @param answers takes each answer with the number of its request; throws on a wrong one
   */
  static Times run(
      Vertx vertx,
      Http http,
      int port,
      int connections,
      int count,
      IntFunction<Request> requests,
      BiConsumer<Integer, Answer> answers) {
    Load load = new Load(http, port, count, requests, answers);
    long start = System.nanoTime();
    vertx.runOnContext(
        now -> {
          for (int i = 0; i < Math.min(connections, count); i++) {
            load.sendNext();
          }
        });
    try {
      load.done.future().await(20, TimeUnit.MINUTES);
    } catch (TimeoutException late) {
      throw new IllegalStateException("The load did not end", late);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    Arrays.sort(load.nanos);
    return new Times(seconds, load.nanos);
  }

  private void sendNext() {
    if (sent == nanos.length || done.future().isComplete()) {
      return;
    }
    int number = sent++;
    Request request = requests.apply(number);
    long start = System.nanoTime();
    Future<Answer> answer = http.send(port, request);
    answer
        .map(
            received -> {
              nanos[number] = System.nanoTime() - start;
              answers.accept(number, received);
              return received;
            })
        .onSuccess(
            received -> {
              if (++answered == nanos.length) {
                done.tryComplete();
              } else {
                sendNext();
              }
            })
        .onFailure(done::tryFail);
  }
}
