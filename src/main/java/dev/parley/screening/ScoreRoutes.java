package dev.parley.screening;

import dev.parley.comment.Draft;
import dev.parley.http.Answers;
import dev.parley.http.Fields;
import dev.parley.moderator.Access;
import dev.parley.moderator.OnSite;
import dev.parley.site.Site;
import dev.parley.site.SiteSettings;
import dev.parley.text.Excerpt;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** {@code POST /api/v1/score}: what the checks make of a text; nothing is stored. */
public final class ScoreRoutes {
  /** The most that is read of a text, in characters; of longer ones the beginning and the end. */
  public static final int LONGEST = 20_000;

  private final Access access;
  private final Screening screening;
  private final WorkerExecutor workers;
  private final Clock clock;

  public ScoreRoutes(Access access, Screening screening, WorkerExecutor workers, Clock clock) {
    this.access = access;
    this.screening = screening;
    this.workers = workers;
    this.clock = clock;
  }

  public void mount(Router router) {
    router.post("/api/v1/score").handler(Answers.json(this::score));
  }

  /** A site nobody has settled anything for. */
  public static Site anySite() {
    return new Site(0, "", "", List.of(), SiteSettings.of(new JsonObject()));
  }

  private Future<JsonObject> score(RoutingContext context) {
    return access.moderator(context).compose(moderator -> score(context, Fields.ofBody(context)));
  }

  private Future<JsonObject> score(RoutingContext context, Fields fields) {
    Excerpt excerpt = Excerpt.of(fields.text("text", Integer.MAX_VALUE, "Send a text"), LONGEST);
    Optional<String> language = language(fields);
    Optional<String> slug = fields.optionalText("site", 63);
    fields.checkAll();
    Future<Site> meant =
        slug.isPresent()
            ? access.onSite(context, slug.get()).map(OnSite::site)
            : Future.succeededFuture(anySite());
    return meant
        .compose(
            site ->
                workers.executeBlocking(
                    () ->
                        screening.screen(
                            Draft.ofText(site, excerpt.text(), language, clock.instant())),
                    false))
        .map(screened -> answer(screened, excerpt));
  }

  /** What is answered of a text, evidence at its place in the whole of it. */
  public static JsonObject answer(Screened screened, Excerpt excerpt) {
    JsonObject answer = screened.answer();
    if (!excerpt.truncated()) {
      return answer;
    }
    for (Object signal : answer.getJsonArray("signals")) {
      for (Object evidence : ((JsonObject) signal).getJsonArray("evidence")) {
        JsonObject span = (JsonObject) evidence;
        span.put("start", excerpt.original(span.getInteger("start")))
            .put("end", excerpt.original(span.getInteger("end")));
      }
    }
    return answer.put("truncated", true);
  }

  /** The language a client says a text is in. */
  public static Optional<String> language(Fields fields) {
    Optional<String> language = fields.optionalText("lang", 20);
    if (language.isPresent() && !language.get().matches("[a-z]{2}(-[A-Za-z]{2,4})?")) {
      fields.error("lang", "Use an ISO 639-1 code like en");
    }
    return language.map(code -> code.substring(0, Math.min(2, code.length())));
  }
}
