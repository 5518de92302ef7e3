package dev.parley.embedding;

import dev.parley.embedding.EmbedCheck.Finding;
import dev.parley.http.Answers;
import dev.parley.http.Parameters;
import dev.parley.moderator.Access;
import dev.parley.outgoing.Answered.Limits;
import dev.parley.outgoing.NoAnswer;
import dev.parley.outgoing.SafeClient;
import dev.parley.outgoing.TargetRefused;
import dev.parley.problem.Refusal;
import dev.parley.site.Sites;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** {@code GET /api/v1/embed-check}: tells administrators why a widget does not appear on a page. */
public final class EmbedCheckRoutes {
  private static final Limits LIMITS = new Limits(Duration.ofSeconds(10), 2 << 20, false);
  private static final Map<String, String> HEADERS =
      Map.of(
          "accept", "text/html", "accept-encoding", "identity", "user-agent", "Parley-EmbedCheck");

  private final Access access;
  private final Sites sites;
  private final SafeClient client;
  private final Vertx vertx;

  public EmbedCheckRoutes(Access access, Sites sites, SafeClient client, Vertx vertx) {
    this.access = access;
    this.sites = sites;
    this.client = client;
    this.vertx = vertx;
  }

  public void mount(Router router) {
    router.get("/api/v1/embed-check").handler(Answers.json(this::check));
  }

  private Future<JsonObject> check(RoutingContext context) {
    return access
        .administrator(context)
        .compose(
            administrator -> {
              String url = Parameters.required(context, "url");
              return findings(url).map(findings -> json(url, findings));
            });
  }

  private Future<List<Finding>> findings(String url) {
    return client
        .send(HttpMethod.GET, url, HEADERS, Buffer.buffer(), LIMITS)
        .compose(
            answered ->
                sites
                    .all()
                    .compose(
                        all ->
                            // A page of two mebibytes is work for the processor.
                            vertx.executeBlocking(() -> EmbedCheck.of(url, answered, all), false)))
        .recover(EmbedCheckRoutes::unreachable);
  }

  private static Future<List<Finding>> unreachable(Throwable failure) {
    if (failure instanceof TargetRefused) {
      return Future.failedFuture(Refusal.invalid("url", String.valueOf(failure.getMessage())));
    }
    return failure instanceof NoAnswer
        ? Future.succeededFuture(
            List.of(
                new Finding("no-answer", "The page cannot be fetched: " + failure.getMessage())))
        : Future.failedFuture(failure);
  }

  private static JsonObject json(String url, List<Finding> findings) {
    JsonArray array = new JsonArray();
    findings.forEach(
        finding ->
            array.add(
                new JsonObject().put("code", finding.code()).put("message", finding.message())));
    return new JsonObject().put("url", url).put("ok", findings.isEmpty()).put("findings", array);
  }
}
