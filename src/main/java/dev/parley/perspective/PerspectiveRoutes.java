package dev.parley.perspective;

import dev.parley.apikey.ApiKeyHolder;
import dev.parley.apikey.Keys;
import dev.parley.apikey.Teaching;
import dev.parley.http.Bodies;
import dev.parley.http.Failures;
import dev.parley.http.Fields;
import dev.parley.http.OwnOrigin;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * Perspective's calls for its unchanged clients (Comment Analyzer API v1alpha1; Google ends the
 * service with 2026). Google's parameters that only shape the answer ({@code alt}, {@code fields},
 * {@code prettyPrint}) are accepted and ignored.
 */
public final class PerspectiveRoutes {

  /** The largest body in bytes. Of a long text the beginning and the end are scored. */
  private static final int LARGEST = 1024 * 1024;

  private final Discovery discovery;
  private final Keys keys;
  private final Analysis analysis;
  private final Teaching teaching;
  private final Bodies bodies;

  public PerspectiveRoutes(
      Keys keys, Analysis analysis, Teaching teaching, Bodies bodies, OwnOrigin own) {
    this.discovery = new Discovery(own);
    this.keys = keys;
    this.analysis = analysis;
    this.teaching = teaching;
    this.bodies = bodies;
  }

  public void mount(Router router) {
    discovery.mount(router);
    mount(router, "analyze", this::analyze);
    mount(router, "suggestscore", this::suggest);
    router.route("/v1alpha1/*").handler(PerspectiveRoutes::unknown);
  }

  /** A call's work for the holder of a valid key. */
  private interface Call {
    Future<JsonObject> answer(ApiKeyHolder caller, Fields fields);
  }

  /** A colon begins a parameter in a route's path, and some clients encode it. */
  private static String regex(String method) {
    return "/v1alpha1/comments(?::|%3[Aa])" + method;
  }

  private void mount(Router router, String method, Call call) {
    router
        .routeWithRegex(HttpMethod.POST, regex(method))
        .setName("/v1alpha1/comments:" + method)
        .handler(call(call));
  }

  private Handler<RoutingContext> call(Call call) {
    return context ->
        caller(context)
            .compose(
                caller ->
                    bodies
                        .read(context, LARGEST)
                        .compose(body -> call.answer(caller, Fields.ofBody(body))))
            .onSuccess(json -> write(context.response(), 200, json))
            .onFailure(failure -> refuse(context, failure));
  }

  /** The key is outside the body, so the body is read only after the key has been accepted. */
  private Future<ApiKeyHolder> caller(RoutingContext context) {
    context.request().pause();
    return Future.succeededFuture(context)
        .map(PerspectiveRoutes::key)
        .compose(keys::caller)
        .recover(PerspectiveRoutes::inGooglesWords)
        .onFailure(refused -> bodies.drop(context));
  }

  private static String key(RoutingContext context) {
    return context.queryParam("key").stream()
        .findFirst()
        .or(() -> Optional.ofNullable(context.request().getHeader("X-Goog-Api-Key")))
        .map(String::strip)
        .filter(key -> !key.isEmpty())
        .orElseThrow(
            () ->
                new Refusal(
                    Problem.FORBIDDEN,
                    "Send an API key as the parameter key or in the header X-Goog-Api-Key"));
  }

  private static Future<ApiKeyHolder> inGooglesWords(Throwable failure) {
    return Future.failedFuture(
        failure instanceof Refusal refusal && refusal.problem() == Problem.UNAUTHENTICATED
            ? new Refusal(
                Problem.UNAUTHENTICATED, "API key not valid. Please pass a valid API key.")
            : failure);
  }

  private Future<JsonObject> analyze(ApiKeyHolder caller, Fields fields) {
    AnalyzeRequest request = AnalyzeRequest.of(fields);
    return analysis.of(caller, request, more -> keys.charge(caller, more));
  }

  private Future<JsonObject> suggest(ApiKeyHolder caller, Fields fields) {
    SuggestRequest request = SuggestRequest.of(fields);
    PerspectiveComment comment = request.comment();
    Future<Void> taught = Future.succeededFuture();
    for (var said : request.said().entrySet()) {
      taught =
          taught.compose(
              before ->
                  teaching.teach(
                      caller, comment.text(), said.getKey(), said.getValue(), Optional.empty()));
    }
    return taught
        .compose(done -> analysis.language(caller.site(), comment))
        .map(
            detected -> {
              JsonObject answer =
                  new JsonObject().put("detectedLanguages", new JsonArray().add(detected));
              if (!comment.languages().isEmpty()) {
                answer.put("requestedLanguages", new JsonArray(comment.languages()));
              }
              return comment.answer(answer);
            });
  }

  private static void unknown(RoutingContext context) {
    refuse(context, new Refusal(Problem.NOT_FOUND, "There is no such call here"));
  }

  private static void refuse(RoutingContext context, Throwable failure) {
    Refusal refusal = Failures.refusal(context, failure);
    if (refusal.retryAfterSeconds() > 0) {
      context.response().putHeader("Retry-After", String.valueOf(refusal.retryAfterSeconds()));
    }
    write(context.response(), PerspectiveError.status(refusal), PerspectiveError.json(refusal));
  }

  private static void write(HttpServerResponse response, int status, JsonObject json) {
    if (response.ended() || response.closed()) {
      return;
    }
    response
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json; charset=UTF-8")
        .putHeader("Cache-Control", "private, no-store")
        .end(json.toBuffer());
  }
}
