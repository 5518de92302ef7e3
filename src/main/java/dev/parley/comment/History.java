package dev.parley.comment;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known about an author and about what goes on around a draft.
 *
 * @param past how their comments were decided
 * @param firstSeen when the author first posted; empty for a newcomer
 * @param claimedAuthor the author they claim to be without proof, whose past does not count as
 *     theirs
 */
public record History(
    Past past,
    Optional<Instant> firstSeen,
    Optional<ClaimedAuthor> claimedAuthor,
    Surroundings surroundings) {

  /** An empty history: a newcomer whose comment resembles no other. */
  public static final History NONE = new History(0, 0, Optional.empty(), Surroundings.NONE);

  /** The history of an author who does not claim to be someone else. */
  public History(
      int approved, int rejected, Optional<Instant> firstSeen, Surroundings surroundings) {
    this(new Past(approved, rejected), firstSeen, Optional.empty(), surroundings);
  }

  /**
   * How an author's latest 50 comments were decided.
   *
   * @param rejected includes spam
   */
  public record Past(int approved, int rejected) {

    /** An ordinary regular has twice as many comments approved as rejected. */
    public boolean isDoubtful() {
      return rejected * 2 > approved;
    }
  }

  /**
   * An author whose e-mail address somebody else types without proof.
   *
   * @param name the author's
   * @param past the author's
   * @param worst the worst past of all who have typed that address, the author included
   */
  public record ClaimedAuthor(String name, Past past, Past worst) {}

  /** The number of approved comments among the author's latest. */
  public int approved() {
    return past.approved();
  }

  /** The number of rejected comments among them, spam included. */
  public int rejected() {
    return past.rejected();
  }
}
