package dev.parley.posting;

import dev.parley.comment.EditToken;
import dev.parley.screening.Screened;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A new comment on its way into the store.
 *
 * @param admitted whose comment it is, and where it belongs
 * @param requestKey the hashes of the idempotency key and of the request it came with
 */
record NewComment(
    UUID id,
    Admitted admitted,
    Screened screened,
    EditToken token,
    Instant editableUntil,
    Optional<RequestKey> requestKey) {

  /** What tells a repeated request from a new one. Only hashes are kept. */
  record RequestKey(Buffer keyHash, Buffer requestHash) {}

  int site() {
    return admitted.submission().site().id();
  }

  /** The top-level comment of its conversation: itself, unless it answers another. */
  UUID rootId() {
    return admitted.parent().map(parent -> parent.rootId()).orElse(id);
  }

  Instant at() {
    return screened.draft().context().at();
  }
}
