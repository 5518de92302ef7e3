package dev.parley.web;

import dev.parley.database.Database;
import dev.parley.http.Answers;
import dev.parley.http.Answers.Answer;
import dev.parley.http.ClientAddress;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;

/**
 * The routes for monitoring: whether the service is alive, whether it is ready, and its metrics.
 */
final class Health {
  private final Database database;
  private final PrometheusMeterRegistry registry;
  private final ClientAddress addresses;
  private volatile boolean stopping;

  Health(Database database, PrometheusMeterRegistry registry, ClientAddress addresses) {
    this.addresses = addresses;
    this.database = database;
    this.registry = registry;
  }

  void mount(Router router) {
    router
        .get("/health/live")
        .handler(
            Answers.json(
                context -> Future.succeededFuture(new JsonObject().put("status", "alive"))));
    router.get("/health/ready").handler(Answers.answer(context -> ready()));
    router
        .get("/health/seen")
        .handler(Answers.json(context -> Future.succeededFuture(seen(context.request()))));
    router.get("/metrics").handler(this::metrics);
  }

  /**
   * How a request arrives, so that its sender sees what a proxy makes of it. The address is told
   * only when it is the sender's: that of an unknown proxy is nobody's business.
   */
  private JsonObject seen(HttpServerRequest request) {
    boolean forwarded = request.headers().contains("X-Forwarded-For");
    boolean believed = addresses.believes(request);
    JsonObject seen =
        new JsonObject()
            .put("host", String.valueOf(request.authority()))
            .put("forwarded", forwarded)
            .put("believed", forwarded && believed);
    return forwarded == believed ? seen.put("address", addresses.of(request)) : seen;
  }

  private Future<Answer> ready() {
    if (stopping) {
      return Future.succeededFuture(answer(503, "stopping", "not asked"));
    }
    return database
        .pool()
        .query("select 1")
        .execute()
        .timeout(2, TimeUnit.SECONDS)
        .map(rows -> answer(200, "ready", "answers"))
        .otherwise(failure -> answer(503, "not ready", "does not answer"));
  }

  private static Answer answer(int status, String state, String databaseState) {
    return new Answer(status, new JsonObject().put("status", state).put("database", databaseState));
  }

  private void metrics(RoutingContext context) {
    // The text may be long, and readers are waiting for the event loop.
    context
        .vertx()
        .executeBlocking(registry::scrape)
        .onSuccess(
            text ->
                context
                    .response()
                    .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                    .end(text))
        .onFailure(context::fail);
  }

  /** Reports not ready from now on, so that a load balancer sends no new clients. */
  void stop() {
    stopping = true;
  }
}
