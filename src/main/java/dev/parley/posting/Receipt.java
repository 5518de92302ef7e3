package dev.parley.posting;

import dev.parley.comment.EditToken;
import dev.parley.comment.Entry;
import dev.parley.comment.ThreadJson;
import dev.parley.http.Answers.Answer;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import dev.parley.screening.Verdict;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/**
 * The answer to the author of a new comment.
 *
 * @param reason why it was rejected; empty otherwise
 */
record Receipt(
    Verdict verdict, Optional<String> reason, Entry entry, EditToken token, Instant editableUntil) {

  /**
   * Answers 201 when it is shown and 202 when it waits. Spam looks as if it waited, so that a
   * spammer learns nothing. A comment rejected by a rule is refused with a statement.
   */
  Answer answer() {
    return switch (verdict) {
      case APPROVE -> new Answer(201, json("approved"));
      case HOLD, SPAM -> new Answer(202, json("pending"));
      case REJECT -> throw rejection();
    };
  }

  private JsonObject json(String status) {
    return new JsonObject()
        .put("status", status)
        .put("comment", ThreadJson.comment(entry))
        .put("editToken", token.text())
        .put("editableUntil", editableUntil.toString());
  }

  private Refusal rejection() {
    JsonObject statement = Statement.json("rejected", reason, entry.createdAt(), false);
    return new Refusal(Problem.REJECTED, statement.getString("message"))
        .with("statement", statement)
        .with("id", entry.id().toString())
        .with("editToken", token.text());
  }
}
