package dev.parley.contentmoderator;

import dev.parley.apikey.ApiKeyHolder;
import dev.parley.apikey.CleanText;
import dev.parley.apikey.Keys;
import dev.parley.comment.Draft;
import dev.parley.comment.Place;
import dev.parley.comment.Text;
import dev.parley.http.Bodies;
import dev.parley.http.Failures;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import dev.parley.screening.Screening;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;

/**
 * Answers {@code ProcessText/Screen} of Azure Content Moderator: what is offensive in a text, and
 * the listed words in it; nothing is stored. The subscription key is a site's API key. Texts may be
 * longer than Azure's 1,024 characters. The protocol is described in Microsoft's text moderation
 * API reference and by its client libraries.
 */
public final class ContentModeratorRoutes {
  private static final int LARGEST = 1024 * 1024;
  private static final String PATH = "/contentmoderator/moderate/v1.0/ProcessText/Screen";
  private static final String KEY = "Ocp-Apim-Subscription-Key";

  private final Keys keys;
  private final Screening screening;
  private final Bodies bodies;
  private final Clock clock;

  public ContentModeratorRoutes(Keys keys, Screening screening, Bodies bodies, Clock clock) {
    this.keys = keys;
    this.screening = screening;
    this.bodies = bodies;
    this.clock = clock;
  }

  /** Comes before the reading of bodies: only those of known keys are read. */
  public void mount(Router router) {
    router.post(PATH).handler(this::screen);
  }

  private void screen(RoutingContext context) {
    context.request().pause();
    Future.succeededFuture(context)
        .compose(this::caller)
        .onFailure(refused -> bodies.drop(context))
        .compose(
            caller -> bodies.read(context, LARGEST).compose(body -> answer(context, caller, body)))
        .onSuccess(answer -> write(context, 200, answer))
        .onFailure(failure -> refuse(context, Failures.refusal(context, failure)));
  }

  private Future<ApiKeyHolder> caller(RoutingContext context) {
    return keys.caller(
        Optional.ofNullable(context.request().getHeader(KEY))
            .or(() -> context.queryParam("subscription-key").stream().findFirst())
            .orElseThrow(
                () ->
                    new Refusal(
                        Problem.UNAUTHENTICATED,
                        "Send the API key of a site in the header " + KEY)));
  }

  private Future<JsonObject> answer(RoutingContext context, ApiKeyHolder caller, Buffer body) {
    String original = CleanText.of(body.toString(StandardCharsets.UTF_8));
    if (original.isBlank()) {
      throw Refusal.invalid("body", "Send a text that is not empty");
    }
    Optional<String> language = parameter(context, "language").map(LanguageCode::tag);
    boolean classified =
        parameter(context, "classify").filter(value -> value.equalsIgnoreCase("true")).isPresent();
    return screening
        .run(
            () ->
                Draft.asked(
                    Place.on(caller.site()),
                    Text.read(original, caller.site().settings(), language),
                    clock.instant()))
        .compose(screening::screen)
        .map(screened -> ScreenedText.of(original, caller.site(), screened, classified));
  }

  private static Optional<String> parameter(RoutingContext context, String name) {
    return context.queryParam(name).stream().filter(value -> !value.isBlank()).findFirst();
  }

  private static void refuse(RoutingContext context, Refusal refusal) {
    if (refusal.retryAfterSeconds() > 0) {
      context.response().putHeader("Retry-After", String.valueOf(refusal.retryAfterSeconds()));
    }
    int status = refusal.problem() == Problem.INVALID ? 400 : refusal.problem().status();
    write(
        context,
        status,
        new JsonObject()
            .put(
                "error",
                new JsonObject()
                    .put("code", String.valueOf(status))
                    .put("message", refusal.detail())));
  }

  private static void write(RoutingContext context, int status, JsonObject json) {
    if (!context.response().ended() && !context.response().closed()) {
      context
          .response()
          .setStatusCode(status)
          .putHeader("Content-Type", "application/json; charset=utf-8")
          .putHeader("Cache-Control", "private, no-store")
          .end(json.toBuffer());
    }
  }
}
