package dev.parley.page;

import dev.parley.database.Ids;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import dev.parley.site.SiteSettings;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a reader has filled in, as it was sent and not yet checked.
 *
 * @param trap the field that people do not see
 * @param opened when the form was shown, in milliseconds since 1970
 */
record Form(
    String parentId,
    String body,
    String name,
    String email,
    String url,
    String trap,
    String opened) {

  /** An empty form. */
  static Form empty(Instant now) {
    return new Form("", "", "", "", "", "", String.valueOf(now.toEpochMilli()));
  }

  /** The form in a request. */
  static Form of(Map<String, List<String>> sent) {
    return new Form(
        text(sent, "parentId"),
        text(sent, "body"),
        text(sent, "name"),
        text(sent, "email"),
        text(sent, "url"),
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

  /** Refuses the form as long as a required field is blank, with a message for that field. */
  void refuseBlanks(SiteSettings settings) {
    Refusal refusal = new Refusal(Problem.INVALID);
    if (body.isBlank()) {
      refusal.and("body", "Enter a comment");
    }
    if (name.isBlank()) {
      refusal.and("name", "Enter your name");
    }
    if (email.isBlank() && settings.asksForEmail()) {
      refusal.and("email", "Enter an email like name@example.com");
    }
    if (!refusal.errors().isEmpty()) {
      throw refusal;
    }
  }

  /** The submission of this form, with the names of the API. */
  JsonObject submission(String article, Instant now) {
    JsonObject submission =
        new JsonObject()
            .put("article", new JsonObject().put("key", article))
            .put("author", new JsonObject().put("name", name).put("email", email).put("url", url))
            .put("body", body)
            .put("trap", trap);
    if (!parentId.isBlank()) {
      submission.put("parentId", parentId);
    }
    elapsed(now).ifPresent(elapsed -> submission.put("elapsed", elapsed));
    return submission;
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
