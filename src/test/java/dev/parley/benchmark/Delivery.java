package dev.parley.benchmark;

import dev.parley.benchmark.Http.Answer;
import dev.parley.benchmark.Http.Request;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntSupplier;

/**
 * Submissions on their way to a service that may die meanwhile. What is not answered is sent again
 * under the same Idempotency-Key until it is. Touched by one event loop only, until it is done.
 */
final class Delivery {
  private static final long RETRY_MILLISECONDS = 50;

  private final Vertx vertx;
  private final Http http;
  private final IntSupplier port;
  private final String path;
  private final List<JsonObject> submissions;
  private final String[] ids;
  private final List<String> failures = new ArrayList<>();
  private final CompletableFuture<Void> half = new CompletableFuture<>();
  private final Promise<Void> done = Promise.promise();
  private int next;
  private int answered;
  private int sentAgain;

  /**
   * @param port the port the service has now
   * @param submissions each of a reader of its own
   */
  Delivery(Vertx vertx, Http http, IntSupplier port, String site, List<JsonObject> submissions) {
    this.vertx = vertx;
    this.http = http;
    this.port = port;
    this.path = "/api/v1/sites/" + site + "/comments";
    this.submissions = submissions;
    this.ids = new String[submissions.size()];
  }

  /** Begins to send, over so many connections. */
  Delivery start(int connections) {
    vertx.runOnContext(
        now -> {
          for (int i = 0; i < Math.min(connections, ids.length); i++) {
            sendNext();
          }
        });
    return this;
  }

  /** Waits until half of the submissions are acknowledged. */
  void awaitHalf() {
    await(half);
  }

  /** Waits until all are answered. */
  void await() {
    await(done.future().toCompletionStage().toCompletableFuture());
  }

  private static void await(CompletableFuture<Void> condition) {
    try {
      condition.get(10, TimeUnit.MINUTES);
    } catch (InterruptedException | java.util.concurrent.ExecutionException failed) {
      throw new IllegalStateException(failed);
    } catch (TimeoutException late) {
      throw new IllegalStateException("Not all submissions were answered", late);
    }
  }

  /** The ids under which the submissions were acknowledged, in their order. */
  List<String> ids() {
    return List.of(ids);
  }

  /** Answers that acknowledged nothing: refusals and faults. */
  List<String> failures() {
    return failures;
  }

  /** How often a submission was sent once more because no answer came, or a 503. */
  int sentAgain() {
    return sentAgain;
  }

  private void sendNext() {
    if (next < ids.length) {
      send(next++);
    }
  }

  private void send(int number) {
    Request request =
        Request.post(
            path,
            submissions.get(number),
            Map.of(
                "X-Forwarded-For",
                Comments.address(number),
                "Idempotency-Key",
                submissions.get(number).getJsonObject("article").getString("key") + "-" + number));
    http.send(port.getAsInt(), request)
        .onSuccess(
            answer -> {
              if (answer.status() == 503) {
                again(number);
              } else {
                take(number, answer);
              }
            })
        .onFailure(unanswered -> again(number));
  }

  /** The same once more: no answer came, or one that asks to try again. */
  private void again(int number) {
    sentAgain++;
    vertx.setTimer(RETRY_MILLISECONDS, later -> send(number));
  }

  private void take(int number, Answer answer) {
    ids[number] = id(answer);
    if (ids[number].isEmpty()) {
      failures.add(answer.status() + " " + answer.body());
    }
    answered++;
    if (answered >= ids.length / 2) {
      half.complete(null);
    }
    if (answered == ids.length) {
      done.complete();
    } else {
      sendNext();
    }
  }

  /** A comment is acknowledged when it is shown, when it waits, and when a rule rejected it. */
  private static String id(Answer answer) {
    return switch (answer.status()) {
      case 201, 202 -> answer.json().getJsonObject("comment").getString("id");
      case 422 -> answer.json().getString("id", "");
      default -> "";
    };
  }
}
