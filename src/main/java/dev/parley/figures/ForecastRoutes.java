package dev.parley.figures;

import dev.parley.comment.Place;
import dev.parley.http.Answers;
import dev.parley.http.Fields;
import dev.parley.moderator.Access;
import dev.parley.problem.Refusal;
import dev.parley.screening.Replay;
import dev.parley.screening.ScoreRoutes;
import dev.parley.screening.Screened;
import dev.parley.screening.Screening;
import dev.parley.site.Site;
import dev.parley.site.SiteSettings;
import dev.parley.site.Sites;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Optional;

/** What a policy would do, before it is saved: to the last comments, and to one text. */
public final class ForecastRoutes {
  private static final int MOST = 10_000;
  private static final int LONGEST_TEXT = SiteSettings.LONGEST_BODY;

  private final Access access;
  private final InTurn turns;
  private final Replay replay;
  private final Screening texts;
  private final Clock clock;

  public ForecastRoutes(Access access, InTurn turns, Replay replay, Screening texts, Clock clock) {
    this.access = access;
    this.turns = turns;
    this.replay = replay;
    this.texts = texts;
    this.clock = clock;
  }

  public void mount(Router router) {
    router.post("/api/v1/sites/:site/policy/preview").handler(Answers.json(this::preview));
    router.post("/api/v1/sites/:site/policy/try").handler(Answers.json(this::tryOut));
  }

  private Future<JsonObject> preview(RoutingContext context) {
    return access
        .onSite(context)
        .compose(
            on -> {
              JsonObject body = Fields.ofBody(context).json();
              int last = last(body.remove("last"));
              Forecast forecast =
                  new Forecast(on.site(), proposed(on.site(), body), last, clock.instant(), replay);
              return turns.run(forecast::read);
            });
  }

  private static int last(@org.jspecify.annotations.Nullable Object sent) {
    if (sent == null) {
      return MOST;
    }
    if (sent instanceof Integer number && number >= 1 && number <= MOST) {
      return number;
    }
    throw Refusal.invalid("last", "Use a whole number from 1 to 10,000");
  }

  /** The site's policy with what is sent in the place of what it says; null takes a value away. */
  private static SiteSettings proposed(Site site, JsonObject changes) {
    changes.remove("version");
    changes.remove("why");
    return Sites.settings(site.settings().toJson().mergeIn(changes));
  }

  private Future<JsonObject> tryOut(RoutingContext context) {
    return access
        .onSite(context)
        .compose(
            on -> {
              JsonObject body = Fields.ofBody(context).json();
              Fields text = Fields.of(new JsonObject().put("text", body.remove("text")));
              String tried = text.text("text", LONGEST_TEXT, "Send a text");
              text.check();
              Site site = on.site();
              Site other =
                  new Site(
                      site.id(),
                      site.slug(),
                      site.name(),
                      site.origins(),
                      proposed(site, body),
                      site.staff(),
                      site.aliased());
              return texts
                  .run(
                      () ->
                          ScoreRoutes.draft(
                              Place.on(other), tried, Optional.empty(), clock.instant()))
                  .compose(texts::screen)
                  .map(Screened::answer);
            });
  }
}
