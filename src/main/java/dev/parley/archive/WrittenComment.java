package dev.parley.archive;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A comment on its way into an archive.
 *
 * @param parent the comment it answers
 * @param html the text as readers see it
 * @param markdown what {@code html} was made of; for HTML that Markdown cannot say, its plain text
 * @param answered whether replies to it are shown
 * @param votes those for it less those against it
 */
public record WrittenComment(
    UUID id,
    Optional<UUID> parent,
    ArchivedAuthor author,
    String html,
    String markdown,
    Standing standing,
    boolean answered,
    Instant at,
    Optional<Instant> editedAt,
    int votes,
    Optional<String> address) {

  /** Whether only a tombstone can stand for it where the format has no word for its status. */
  boolean isTombstone() {
    return standing != Standing.APPROVED && answered;
  }
}
