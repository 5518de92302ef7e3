package dev.parley.posting;

import dev.parley.comment.EditToken;
import dev.parley.screening.Screened;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Optional;

/**
 * A screened draft on its way into the store.
 *
 * @param requestKey the hashes of the idempotency key and of the request it came with
 */
record Filing(
    Screened screened, EditToken token, Instant editableUntil, Optional<RequestKey> requestKey) {

  /** What tells a repeated request from a new one. Only hashes are kept. */
  record RequestKey(Buffer keyHash, Buffer requestHash) {}
}
