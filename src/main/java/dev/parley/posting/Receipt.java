package dev.parley.posting;

import dev.parley.comment.EditToken;
import dev.parley.comment.Entry;
import dev.parley.comment.Status;
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
public record Receipt(
    Verdict verdict, Optional<String> reason, Entry entry, EditToken token, Instant editableUntil) {

  /** Whether everyone sees the comment. */
  public boolean isShown() {
    return verdict == Verdict.APPROVE;
  }

  /** Refuses, with a statement, what a rule has rejected. */
  Receipt unlessRejected() {
    if (verdict == Verdict.REJECT) {
      throw rejection();
    }
    return this;
  }

  /**
   * Answers 201 when it is shown and 202 when it waits. Spam looks as if it waited, so that a
   * spammer learns nothing. A comment rejected by a rule is refused with a statement.
   */
  Answer answer() {
    return isShown()
        ? new Answer(201, json(Status.APPROVED))
        : new Answer(202, unlessRejected().json(Status.PENDING));
  }

  private JsonObject json(Status status) {
    return new JsonObject()
        .put("status", status.code())
        .put("comment", ThreadJson.comment(entry))
        .put("editToken", token.text())
        .put("editableUntil", editableUntil.toString());
  }

  private Refusal rejection() {
    JsonObject statement = Statement.json(Status.REJECTED.code(), reason, entry.createdAt(), false);
    return new Refusal(Problem.REJECTED, statement.getString("message"))
        .with("statement", statement)
        .with("id", entry.id().toString())
        .with("editToken", token.text());
  }
}
