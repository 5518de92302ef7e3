package dev.parley.comment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is known of an author, and of comments that resemble a draft.
 *
 * @param approved approved comments among the author's latest 50
 * @param rejected rejected ones and spam among them
 * @param firstSeen when the author first posted; empty for a newcomer
 * @param similar earlier comments whose text is nearly the draft's
 */
public record History(
    int approved, int rejected, Optional<Instant> firstSeen, List<Similar> similar) {

  /** Nothing known: a newcomer without a like. */
  public static final History NONE = new History(0, 0, Optional.empty(), List.of());

  /**
   * An earlier comment of the site with nearly the same text.
   *
   * @param distance differing bits of the two 64-bit SimHashes; 0 with {@code same} text
   */
  public record Similar(UUID id, boolean same, int distance, boolean sameAuthor, Instant at) {}
}
