package dev.parley.moderations;

import dev.parley.apikey.ApiKeyHolder;
import dev.parley.apikey.Calls;
import dev.parley.apikey.Keys;
import dev.parley.apikey.ScoresOrigin;
import dev.parley.comment.Draft;
import dev.parley.comment.Place;
import dev.parley.comment.Text;
import dev.parley.http.Fields;
import dev.parley.http.Parameters;
import dev.parley.moderator.ScoreScale;
import dev.parley.problem.Refusal;
import dev.parley.screening.Screened;
import dev.parley.screening.Screening;
import dev.parley.site.Site;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Answers {@code POST /v1/moderations} as OpenAI does: a result for each text, and nothing is
 * stored. The bearer token is a site's API key.
 */
public final class ModerationsRoutes {
  private static final String PATH = "/v1/moderations";

  private final Keys keys;
  private final Calls calls;
  private final Screening screening;
  private final Clock clock;

  public ModerationsRoutes(Keys keys, Calls calls, Screening screening, Clock clock) {
    this.keys = keys;
    this.screening = screening;
    this.calls = calls;
    this.clock = clock;
  }

  /** Comes before the reading of bodies: only those of known keys are read. */
  public void mount(Router router) {
    router.post(PATH).handler(this::moderate);
  }

  private void moderate(RoutingContext context) {
    calls.take(
        context,
        Parameters.bearer(context),
        "Send an API key as bearer token",
        (caller, body) -> results(caller, Inputs.of(Fields.ofBody(body))),
        ModerationsRoutes::refusal);
  }

  /** One text after the other: they belong to one request. */
  private Future<JsonObject> results(ApiKeyHolder caller, List<String> texts) {
    keys.charge(caller, texts.size() - 1);
    List<Screened> done = new ArrayList<>();
    Future<Void> all = Future.succeededFuture();
    for (String text : texts) {
      all =
          all.compose(before -> screening.run(() -> draft(caller.site(), text)))
              .compose(screening::screen)
              .onSuccess(done::add)
              .mapEmpty();
    }
    return all.map(screened -> answer(caller.site(), done));
  }

  private Draft draft(Site site, String text) {
    return Draft.asked(
        Place.on(site), Text.read(text, site.settings(), Optional.empty()), clock.instant());
  }

  private static JsonObject answer(Site site, List<Screened> done) {
    JsonArray results = new JsonArray();
    done.forEach(screened -> results.add(result(site, screened)));
    return new JsonObject()
        .put("id", "modr-" + UUID.randomUUID().toString().replace("-", ""))
        .put("model", "parley")
        .put("results", results);
  }

  /** A category applies from the score on from which the site holds a comment for its tone. */
  private static JsonObject result(Site site, Screened screened) {
    JsonObject applies = new JsonObject();
    JsonObject scores = new JsonObject();
    JsonObject types = new JsonObject();
    boolean flagged = false;
    for (Category category : Category.values()) {
      double score = category.of(screened.scores());
      boolean is = category.applies(screened.scores(), site.settings());
      applies.put(category.code(), is);
      scores.put(category.code(), Math.round(score * 1_000_000) / 1_000_000.0);
      types.put(category.code(), new JsonArray().add("text"));
      flagged |= is;
    }
    return new JsonObject()
        .put("flagged", flagged)
        .put("categories", applies)
        .put("category_scores", scores)
        .put("category_applied_input_types", types)
        .put("parley", ScoresOrigin.of(screened, ScoreScale.PARLEY));
  }

  private static JsonObject refusal(int status, Refusal refusal) {
    String type =
        switch (status) {
          case 401, 403 -> "authentication_error";
          case 429 -> "rate_limit_error";
          default -> status < 500 ? "invalid_request_error" : "server_error";
        };
    Object field = refusal.errors().isEmpty() ? null : refusal.errors().get(0).field();
    return new JsonObject()
        .put(
            "error",
            new JsonObject()
                .put("message", refusal.detail())
                .put("type", type)
                .put("param", field)
                .put("code", refusal.problem().code()));
  }
}
