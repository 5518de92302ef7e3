package dev.parley.comment;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A comment in a thread, as readers see it.
 *
 * @param tombstone empty for a comment that is shown; otherwise its status, while name and text are
 *     withheld
 * @param replyCount the number of shown comments below it
 */
public record Entry(
    UUID id,
    @Nullable UUID parentId,
    UUID rootId,
    int depth,
    String authorName,
    @Nullable String authorUrl,
    Optional<Status> tombstone,
    int votes,
    int replyCount,
    Instant createdAt,
    @Nullable Instant editedAt,
    String html) {}
