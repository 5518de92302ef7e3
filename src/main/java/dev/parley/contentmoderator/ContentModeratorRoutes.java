package dev.parley.contentmoderator;

import dev.parley.apikey.ApiKeyHolder;
import dev.parley.apikey.Calls;
import dev.parley.apikey.CleanText;
import dev.parley.comment.Draft;
import dev.parley.comment.Place;
import dev.parley.comment.Text;
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
  private static final String PATH = "/contentmoderator/moderate/v1.0/ProcessText/Screen";
  private static final String KEY = "Ocp-Apim-Subscription-Key";

  private final Calls calls;
  private final Screening screening;
  private final Clock clock;

  public ContentModeratorRoutes(Calls calls, Screening screening, Clock clock) {
    this.calls = calls;
    this.screening = screening;
    this.clock = clock;
  }

  /** Comes before the reading of bodies: only those of known keys are read. */
  public void mount(Router router) {
    router.post(PATH).handler(this::screen);
  }

  private void screen(RoutingContext context) {
    calls.take(
        context,
        Optional.ofNullable(context.request().getHeader(KEY))
            .or(() -> context.queryParam("subscription-key").stream().findFirst()),
        "Send the API key of a site in the header " + KEY,
        (caller, body) -> answer(context, caller, body),
        ContentModeratorRoutes::refusal);
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

  private static JsonObject refusal(int status, Refusal refusal) {
    return new JsonObject()
        .put(
            "error",
            new JsonObject().put("code", String.valueOf(status)).put("message", refusal.detail()));
  }
}
