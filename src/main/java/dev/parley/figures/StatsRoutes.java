package dev.parley.figures;

import dev.parley.http.Answers;
import dev.parley.moderator.Access;
import dev.parley.moderator.OnSite;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;

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
    FiguresFormat format = FiguresFormat.of(context);
    Period period = Period.of(context, clock.instant());
    String name = "%s-%s-%s".formatted(on.site().slug(), period.firstDay(), period.lastDay());
    return turns
        .run(new Stats(on, period, clock.instant())::read)
        .compose(stats -> format.answer(context.response(), stats, name, Stats::csv));
  }
}
