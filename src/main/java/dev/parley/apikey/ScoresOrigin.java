package dev.parley.apikey;

import dev.parley.moderator.ScoreScale;
import dev.parley.screening.Screened;
import io.vertx.core.json.JsonObject;

/** What scores come from, which no field of another service's protocol says. */
public final class ScoresOrigin {
  private ScoresOrigin() {}

  /** The object {@code parley} of an answer. */
  public static JsonObject of(Screened screened, ScoreScale scale) {
    JsonObject origin =
        new JsonObject()
            .put("modelVersion", screened.modelVersion())
            .put("language", screened.language())
            .put("quality", screened.quality().code())
            .put("scale", scale.code());
    return screened.draft().text().truncated() ? origin.put("truncated", true) : origin;
  }
}
