package dev.parley.page;

import dev.parley.database.Ids;
import dev.parley.http.Fields;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a reader has filled in, as it was sent and not yet checked.
 *
 * @param notifying whether mail about replies is wanted
 * @param trap the field that people do not see
 * @param opened when the form was shown, in milliseconds since 1970
 */
record Form(
    String parentId,
    String body,
    String name,
    String email,
    String url,
    boolean notifying,
    String trap,
    String opened) {

  /** An empty form. */
  static Form empty(Instant now) {
    return new Form("", "", "", "", "", false, "", String.valueOf(now.toEpochMilli()));
  }

  /** The form in a request. */
  static Form of(Map<String, List<String>> sent) {
    return new Form(
        text(sent, "parentId"),
        text(sent, "body"),
        text(sent, "name"),
        text(sent, "email"),
        text(sent, "url"),
        !text(sent, "notify").isEmpty(),
        text(sent, "trap"),
        text(sent, "opened"));
  }

  private static String text(Map<String, List<String>> sent, String name) {
    return sent.getOrDefault(name, List.of("")).get(0);
  }

  /** The id of the comment it answers; empty when it is not a valid id. */
  Optional<UUID> parent() {
    return Ids.parse(parentId);
  }

  /** Its fields, with the names of the API. */
  Fields fields(String article, JsonArray proofs, Instant now) {
    JsonObject submission =
        new JsonObject()
            .put("article", new JsonObject().put("key", article))
            .put("author", new JsonObject().put("name", name).put("email", email).put("url", url))
            .put("body", body)
            .put("notify", notifying)
            .put("trap", trap)
            .put("proofs", proofs);
    if (!parentId.isBlank()) {
      submission.put("parentId", parentId);
    }
    elapsed(now).ifPresent(elapsed -> submission.put("elapsed", elapsed));
    return Fields.of(submission);
  }

  /** How long the form was open; empty when the field has been tampered with. */
  private Optional<Long> elapsed(Instant now) {
    try {
      long elapsed = now.toEpochMilli() - Long.parseLong(opened);
      return elapsed < 0 ? Optional.empty() : Optional.of(Math.min(elapsed, Integer.MAX_VALUE));
    } catch (NumberFormatException noTime) {
      return Optional.empty();
    }
  }
}
