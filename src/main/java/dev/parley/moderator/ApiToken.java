package dev.parley.moderator;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;

/**
 * An API token as it is listed: all but what is secret.
 *
 * @param moderator whose programs use it
 */
record ApiToken(UUID id, String name, JsonObject moderator, Instant createdAt) {

  /**
   * A token just made.
   *
   * @param secret what its holder sends; shown this once, and stored as a hash only
   */
  record Issued(UUID id, String secret) {
    /** It is a secret. */
    @Override
    public String toString() {
      return id + " …";
    }
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("id", id.toString())
        .put("name", name)
        .put("moderator", moderator)
        .put("createdAt", createdAt.toString());
  }
}
