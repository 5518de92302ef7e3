package dev.parley.posting;

import dev.parley.comment.ReasonText;
import dev.parley.screening.Screened;
import dev.parley.screening.Verdict;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/** What the author of a restricted comment is told: what happened, why, when, and by whom. */
final class Statement {
  private Statement() {}

  /** The reason code of a comment a rule rejected. */
  static Optional<String> reason(Screened screened) {
    return screened.verdict() == Verdict.REJECT ? Optional.of(ReasonText.RULE) : Optional.empty();
  }

  static JsonObject json(String status, Optional<String> reason, Instant at, boolean byModerator) {
    JsonObject json =
        new JsonObject()
            .put("status", status)
            .put("at", at.toString())
            .put("by", byModerator ? "moderator" : "rule")
            .put(
                "message",
                "Your comment was not published. "
                    + reason
                        .map(ReasonText::sentence)
                        .orElse("It does not follow the comment rules."));
    reason.ifPresent(code -> json.put("reason", code));
    return json;
  }
}
