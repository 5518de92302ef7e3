package dev.parley.figures;

import dev.parley.http.Answers;
import dev.parley.moderator.Access;
import dev.parley.moderator.OnSite;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Optional;

/** {@code GET /transparency}: a site's transparency report, as JSON or as a table. */
public final class TransparencyRoutes {
  private final Access access;
  private final InTurn turns;
  private final Clock clock;

  public TransparencyRoutes(Access access, InTurn turns, Clock clock) {
    this.access = access;
    this.turns = turns;
    this.clock = clock;
  }

  public void mount(Router router) {
    router.get("/api/v1/sites/:site/transparency").handler(Answers.handled(this::report));
  }

  private Future<Void> report(RoutingContext context) {
    return access.onSite(context).compose(on -> report(context, on));
  }

  private Future<Void> report(RoutingContext context, OnSite on) {
    FiguresFormat format = FiguresFormat.of(context);
    Optional<Period> period = Period.ofDays(context, clock.instant());
    return turns
        .run(new Transparency(on.site(), period, clock.instant())::read)
        .compose(
            report ->
                format.answer(context.response(), report, name(on, report), Transparency::csv));
  }

  private static String name(OnSite on, JsonObject report) {
    return "%s-transparency-%s-%s"
        .formatted(on.site().slug(), report.getString("from"), report.getString("to"));
  }
}
