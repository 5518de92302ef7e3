package dev.parley.figures;

import dev.parley.http.Answers;
import dev.parley.http.Parameters;
import dev.parley.moderator.Access;
import dev.parley.moderator.OnSite;
import dev.parley.problem.Refusal;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Optional;

/** {@code GET /stats}: what happened on a site in a period, as JSON or as a table. */
public final class StatsRoutes {
  private final Access access;
  private final InTurn turns;
  private final Clock clock;

  public StatsRoutes(Access access, InTurn turns, Clock clock) {
    this.access = access;
    this.turns = turns;
    this.clock = clock;
  }

  public void mount(Router router) {
    router.get("/api/v1/sites/:site/stats").handler(Answers.handled(this::stats));
  }

  private Future<Void> stats(RoutingContext context) {
    return access.onSite(context).compose(on -> stats(context, on));
  }

  private Future<Void> stats(RoutingContext context, OnSite on) {
    boolean table = asTable(context);
    Period period = Period.of(context, clock.instant());
    return turns
        .run(new Stats(on, period, clock.instant())::read)
        .compose(stats -> answer(context.response(), on, period, stats, table));
  }

  private static boolean asTable(RoutingContext context) {
    Optional<String> format = Parameters.text(context, "format");
    if (format.isPresent()) {
      if (!format.get().equals("csv") && !format.get().equals("json")) {
        throw Refusal.invalid("format", "Use json or csv");
      }
      return format.get().equals("csv");
    }
    return context.parsedHeaders().accept().stream()
        .findFirst()
        .filter(first -> first.value().equalsIgnoreCase("text/csv"))
        .isPresent();
  }

  private static Future<Void> answer(
      HttpServerResponse response, OnSite on, Period period, JsonObject stats, boolean table) {
    response.putHeader("Cache-Control", "private, no-store").putHeader("Vary", "Accept");
    if (!table) {
      return response.putHeader("Content-Type", "application/json").end(stats.toBuffer());
    }
    return response
        .putHeader("Content-Type", "text/csv; charset=utf-8")
        .putHeader(
            "Content-Disposition",
            "attachment; filename=\"%s-%s-%s.csv\""
                .formatted(on.site().slug(), period.firstDay(), period.lastDay()))
        .end(Stats.csv(stats));
  }
}
