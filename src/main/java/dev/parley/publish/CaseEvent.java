package dev.parley.publish;

import io.vertx.core.json.JsonObject;

/**
 * Something moderators of a site follow: {@code arrived}, {@code decided}, {@code claimed}, {@code
 * released}; {@code model} when the site's own model is another from now on.
 *
 * @param data ids and words only, never a reader's text or address
 */
public record CaseEvent(int site, String name, JsonObject data) {
  JsonObject toJson() {
    return new JsonObject().put("site", site).put("event", name).put("data", data);
  }

  static CaseEvent of(JsonObject json) {
    return new CaseEvent(
        json.getInteger("site"), json.getString("event"), json.getJsonObject("data"));
  }
}
