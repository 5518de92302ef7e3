package dev.parley.outbox;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A row of the log that is to be told of.
 *
 * @param id of the row; the same when it is told a second time
 * @param action its code in the API
 * @param comment what it is about, if it is about a comment
 * @param attempts how often it was tried before
 */
public record LoggedAct(
    int site, UUID id, String action, Optional<UUID> comment, Instant at, int attempts) {}
