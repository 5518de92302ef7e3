package dev.parley.screening;

import dev.parley.comment.Draft;
import dev.parley.comment.Place;
import dev.parley.comment.Text;
import dev.parley.http.Answers;
import dev.parley.http.Fields;
import dev.parley.moderator.Access;
import dev.parley.moderator.Moderator;
import dev.parley.moderator.Scope;
import dev.parley.text.LanguageTag;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** {@code POST /api/v1/score}: runs the checks on a text and stores nothing. */
public final class ScoreRoutes {
  private final Access access;
  private final Screening screening;
  private final Clock clock;

  public ScoreRoutes(Access access, Screening screening, Clock clock) {
    this.access = access;
    this.screening = screening;
    this.clock = clock;
  }

  public void mount(Router router) {
    router.post("/api/v1/score").handler(Answers.json(this::score));
  }

  private Future<JsonObject> score(RoutingContext context) {
    return access
        .moderator(context, Scope.SCORE)
        .compose(moderator -> score(moderator, Fields.ofBody(context)));
  }

  private Future<JsonObject> score(Moderator moderator, Fields fields) {
    String text = fields.text("text", Integer.MAX_VALUE, "Send a text");
    Optional<String> language = language(fields);
    Optional<String> slug = fields.optionalText("site", 63);
    fields.checkAll();
    Future<Place> meant =
        slug.isPresent()
            ? access.onSite(moderator, slug.get()).map(on -> Place.on(on.site()))
            : Future.succeededFuture(Place.ANYWHERE);
    return meant
        .compose(place -> screening.run(() -> draft(place, text, language, clock.instant())))
        .compose(screening::screen)
        .map(Screened::answer);
  }

  /** A text that somebody only asks about. */
  public static Draft draft(Place place, String text, Optional<String> language, Instant at) {
    return Draft.asked(place, Text.read(text, place.settings(), language), at);
  }

  /** The language of the text according to the client. */
  public static Optional<String> language(Fields fields) {
    Optional<String> language = fields.optionalText("lang", 20);
    if (language.isPresent() && !language.get().matches("[a-z]{2}(-[A-Za-z]{2,4})?")) {
      fields.error("lang", "Use an ISO 639-1 code like en");
    }
    return language.flatMap(LanguageTag::of);
  }
}
