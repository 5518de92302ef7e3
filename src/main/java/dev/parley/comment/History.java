package dev.parley.comment;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of an author, and of what goes on around a draft.
 *
 * @param past what became of their comments
 * @param firstSeen when the author first posted; empty for a newcomer
 * @param claimedAuthor whom they claim to be without proof; nothing of that one's past is theirs
 */
public record History(
    Past past,
    Optional<Instant> firstSeen,
    Optional<ClaimedAuthor> claimedAuthor,
    Surroundings surroundings) {

  /** Nothing known: a newcomer without a like. */
  public static final History NONE = new History(0, 0, Optional.empty(), Surroundings.NONE);

  /** The history of an author who claims to be nobody else. */
  public History(
      int approved, int rejected, Optional<Instant> firstSeen, Surroundings surroundings) {
    this(new Past(approved, rejected), firstSeen, Optional.empty(), surroundings);
  }

  /**
   * What became of an author's latest 50 comments.
   *
   * @param rejected spam included
   */
  public record Past(int approved, int rejected) {

    /** Twice as much approved as rejected is an ordinary regular. */
    public boolean isDoubtful() {
      return rejected * 2 > approved;
    }
  }

  /**
   * An author whose e-mail address is given by someone who does not show to be them.
   *
   * @param name the author's
   * @param past the author's
   * @param worst the worst past of all who have given that address, the author included
   */
  public record ClaimedAuthor(String name, Past past, Past worst) {}

  /** Approved comments among the author's latest. */
  public int approved() {
    return past.approved();
  }

  /** Rejected ones and spam among them. */
  public int rejected() {
    return past.rejected();
  }
}
