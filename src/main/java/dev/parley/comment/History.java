package dev.parley.comment;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of an author, and of what goes on around a draft.
 *
 * @param approved approved comments among the author's latest 50
 * @param rejected rejected ones and spam among them
 * @param firstSeen when the author first posted; empty for a newcomer
 */
public record History(
    int approved, int rejected, Optional<Instant> firstSeen, Surroundings surroundings) {

  /** Nothing known: a newcomer without a like. */
  public static final History NONE = new History(0, 0, Optional.empty(), Surroundings.NONE);
}
