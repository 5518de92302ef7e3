package dev.parley.coral;

import dev.parley.model.Attribute;
import dev.parley.screening.Screened;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * What Coral shall do with a comment.
 *
 * @param status Coral's word
 * @param flag what its moderators are told it was withheld for, where Coral has a word
 */
record CoralAnswer(String status, Optional<String> flag) {
  /** No opinion: Coral goes on. */
  static final CoralAnswer NONE = new CoralAnswer("NONE", Optional.empty());

  /** Nobody has judged it. */
  static final CoralAnswer UNJUDGED = new CoralAnswer("PREMOD", Optional.empty());

  private static final double LIKELIER_THAN_NOT = 0.5;

  static CoralAnswer of(Screened screened) {
    return switch (screened.verdict()) {
      case APPROVE -> NONE;
      case HOLD, SPAM -> new CoralAnswer("SYSTEM_WITHHELD", flag(screened));
      case REJECT -> new CoralAnswer("REJECTED", Optional.empty());
    };
  }

  private static Optional<String> flag(Screened screened) {
    double spam = screened.scores().getOrDefault(Attribute.SPAM.key(), 0.0);
    double toxicity = screened.scores().getOrDefault(Attribute.TOXICITY.key(), 0.0);
    if (Math.max(spam, toxicity) < LIKELIER_THAN_NOT) {
      return Optional.empty();
    }
    return Optional.of(spam > toxicity ? "COMMENT_DETECTED_SPAM" : "COMMENT_DETECTED_TOXIC");
  }

  JsonObject json() {
    JsonObject json = new JsonObject().put("status", status);
    flag.ifPresent(
        reason ->
            json.put(
                "actions",
                new JsonArray()
                    .add(new JsonObject().put("actionType", "FLAG").put("reason", reason))));
    if (status.equals("REJECTED")) {
      JsonObject reason = new JsonObject().put("code", "BANNED_WORD");
      json.put(
          "moderationAction",
          new JsonObject().put("status", status).put("rejectionReason", reason));
    }
    return json;
  }
}
