package dev.parley.comment;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A comment as readers see it in a thread.
 *
 * @param tombstone empty for a comment that is shown; else what became of it, with name and text
 *     withheld
 * @param replyCount shown comments below it
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
