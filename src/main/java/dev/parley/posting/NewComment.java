package dev.parley.posting;

import dev.parley.comment.EditToken;
import dev.parley.comment.Parent;
import dev.parley.screening.Screened;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A new comment on its way into the database.
 *
 * @param admitted its author and its place
 * @param blind its place in the queue, in [0,1), if moderators decide on it without the machine's
 *     opinion
 * @param requestKey the hashes of its request and of that request's idempotency key
 */
record NewComment(
    UUID id,
    Admitted admitted,
    Screened screened,
    EditToken token,
    Instant editableUntil,
    Optional<Float> blind,
    Optional<RequestKey> requestKey) {

  /** Recognises a repeated request. Only hashes are kept. */
  record RequestKey(Buffer keyHash, Buffer requestHash) {}

  int site() {
    return admitted.submission().site().id();
  }

  /** What it answers; empty at the top of the thread. */
  Optional<Parent> parent() {
    return admitted.parent();
  }

  /** The id of the top-level comment of its conversation: its own, unless it answers another. */
  UUID rootId() {
    return parent().map(Parent::rootId).orElse(id);
  }

  Instant at() {
    return screened.draft().context().at();
  }
}
