package dev.parley.apikey;

import dev.parley.http.Bodies;
import dev.parley.http.Failures;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * The road of a program's call: nothing of its body is read before its key is known, and whatever
 * fails is told in the words of the service that the program was made for.
 */
public final class Calls {
  private static final int LARGEST = 1024 * 1024;

  private final Keys keys;
  private final Bodies bodies;

  public Calls(Keys keys, Bodies bodies) {
    this.keys = keys;
    this.bodies = bodies;
  }

  /** Answers the body of a call. */
  public interface Answering {
    Future<JsonObject> answer(ApiKeyHolder caller, Buffer body);
  }

  /** Tells a refusal. */
  public interface Telling {
    JsonObject tell(int status, Refusal refusal);
  }

  /**
   * Answers a call.
   *
   * @param missing what to say when there is no key
   */
  public void take(
      RoutingContext context,
      Optional<String> key,
      String missing,
      Answering answering,
      Telling telling) {
    context.request().pause();
    Future.succeededFuture(key)
        .compose(
            given ->
                keys.caller(given.orElseThrow(() -> new Refusal(Problem.UNAUTHENTICATED, missing))))
        .onFailure(refused -> bodies.drop(context))
        .compose(
            caller -> bodies.read(context, LARGEST).compose(body -> answering.answer(caller, body)))
        .onSuccess(answer -> write(context, 200, answer))
        .onFailure(failure -> refuse(context, Failures.refusal(context, failure), telling));
  }

  private static void refuse(RoutingContext context, Refusal refusal, Telling telling) {
    if (refusal.retryAfterSeconds() > 0) {
      context.response().putHeader("Retry-After", String.valueOf(refusal.retryAfterSeconds()));
    }
    int status = refusal.problem() == Problem.INVALID ? 400 : refusal.problem().status();
    write(context, status, telling.tell(status, refusal));
  }

  private static void write(RoutingContext context, int status, JsonObject json) {
    if (!context.response().ended() && !context.response().closed()) {
      context
          .response()
          .setStatusCode(status)
          .putHeader("Content-Type", "application/json")
          .putHeader("Cache-Control", "private, no-store")
          .end(json.toBuffer());
    }
  }
}
