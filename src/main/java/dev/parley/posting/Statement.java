package dev.parley.posting;

import dev.parley.comment.ReasonText;
import dev.parley.screening.Reason;
import dev.parley.screening.Screened;
import dev.parley.screening.Verdict;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/**
 * The statement for the author of a restricted comment: what happened, why, when, and who decided
 * it.
 */
final class Statement {
  private Statement() {}

  /**
   * The reason code of a comment that no person has rejected: it broke an exact rule, or its score
   * was too high.
   */
  static Optional<String> reason(Screened screened) {
    if (screened.verdict() != Verdict.REJECT) {
      return Optional.empty();
    }
    boolean exact =
        screened.signals().stream().anyMatch(signal -> signal.reason() == Reason.BANNED_WORD);
    return Optional.of(exact ? ReasonText.RULE : ReasonText.SCORE);
  }

  static JsonObject json(String status, Optional<String> reason, Instant at, boolean byModerator) {
    JsonObject json =
        new JsonObject()
            .put("status", status)
            .put("at", at.toString())
            .put("by", byModerator ? "moderator" : "rule")
            .put("automated", !byModerator)
            .put("explanation", explanation(reason))
            .put("message", message(reason));
    reason.ifPresent(code -> json.put("reason", code));
    return json;
  }

  /** What the author is told, in one or two sentences. */
  static String message(Optional<String> reason) {
    return "Your comment was not published. " + explanation(reason);
  }

  /** A reason as its author reads it: the sentence of a code, or the moderator's own words. */
  static String inWords(String reason) {
    return ReasonText.sentence(reason);
  }

  private static String explanation(Optional<String> reason) {
    return ReasonText.sentence(reason.orElse(ReasonText.OTHER));
  }
}
