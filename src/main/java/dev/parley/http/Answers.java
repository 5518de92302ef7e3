package dev.parley.http;

import dev.parley.loop.Loop;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;

/** Turns what a route's future holds into the answer to a request. */
public final class Answers {
  private Answers() {}

  /** Marks an answer as JSON for this client only: no cache may store it. */
  public record Answer(int status, JsonObject body) {
    public static Answer ok(JsonObject body) {
      return new Answer(200, body);
    }
  }

  /** A route that answers with its future's JSON. No cache may store the answer. */
  public static Handler<RoutingContext> json(Function<RoutingContext, Future<JsonObject>> route) {
    return answer(context -> route.apply(context).map(Answer::ok));
  }

  /** A route that answers with a status and JSON. */
  public static Handler<RoutingContext> answer(Function<RoutingContext, Future<Answer>> route) {
    return context ->
        run(context, route)
            .onSuccess(
                answer ->
                    context
                        .response()
                        .setStatusCode(answer.status())
                        .putHeader("Content-Type", "application/json")
                        .putHeader("Cache-Control", "private, no-store")
                        .end(answer.body().toBuffer()))
            .onFailure(failure -> Failures.fail(context, failure));
  }

  /** A route that answers with a status alone. */
  public static <T> Handler<RoutingContext> empty(
      int status, Function<RoutingContext, Future<T>> route) {
    return context ->
        run(context, route)
            .onSuccess(
                done ->
                    context
                        .response()
                        .setStatusCode(status)
                        .putHeader("Cache-Control", "private, no-store")
                        .end())
            .onFailure(failure -> Failures.fail(context, failure));
  }

  /** A route that writes its own answer. Its failure is rendered like that of any other route. */
  public static <T> Handler<RoutingContext> handled(Function<RoutingContext, Future<T>> route) {
    return context -> run(context, route).onFailure(failure -> Failures.fail(context, failure));
  }

  /**
   * Starts the route inside a future, so that a refusal thrown at once becomes a failed future too.
   * The result arrives on the event loop of the request's connection, whichever thread completes
   * it.
   */
  private static <T> Future<T> run(
      RoutingContext context, Function<RoutingContext, Future<T>> route) {
    return Loop.here(Future.succeededFuture(context).compose(route));
  }

  /** Writes a refusal as {@code application/problem+json} (RFC 9457). */
  public static void problem(HttpServerResponse response, Refusal refusal) {
    Problem problem = refusal.problem();
    JsonObject document =
        new JsonObject()
            .put("type", "about:blank")
            .put("title", problem.title())
            .put("status", problem.status())
            .put("detail", refusal.detail())
            .put("code", problem.code());
    if (!refusal.errors().isEmpty()) {
      JsonArray errors = new JsonArray();
      refusal
          .errors()
          .forEach(
              error ->
                  errors.add(
                      new JsonObject()
                          .put("field", error.field())
                          .put("message", error.message())));
      document.put("errors", errors);
    }
    refusal.members().forEach(document::put);
    if (refusal.retryAfterSeconds() > 0) {
      response.putHeader("Retry-After", String.valueOf(refusal.retryAfterSeconds()));
    }
    response
        .setStatusCode(problem.status())
        .putHeader("Content-Type", "application/problem+json")
        .putHeader("Cache-Control", "no-store")
        .end(document.toBuffer());
  }
}
