package dev.parley.posting;

import dev.parley.screening.Verdict;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Draws the comments that moderators decide on without the machine's opinion. A site sets which
 * share of what is published at once they are asked about; some of what is held keeps these
 * company, or whoever meets a case without reasons would know that it is published. Chance alone
 * draws: neither a text nor its author, its score or its id say whether a comment is among them.
 * Safe for several threads, as its source of chance is.
 */
final class BlindCheck {
  /**
   * How many times more likely a held comment is drawn than a published one. Sites that moderate
   * doubtful comments publish about five for each that they hold, so about as many of either wait.
   */
  private static final double COMPANY = 5;

  private final RandomGenerator chance;

  BlindCheck(RandomGenerator chance) {
    this.chance = chance;
  }

  /**
   * Draws about a comment that was just screened.
   *
   * @param share that of published comments, in [0,0.1]
   * @return its place in the order "worst first", in [0,1), when it is drawn: by chance too, for
   *     the score would tell
   */
  Optional<Float> draw(Verdict verdict, double share) {
    double likely =
        switch (verdict) {
          case APPROVE -> share;
          case HOLD -> share * COMPANY;
          case REJECT, SPAM -> 0;
        };
    return likely > 0 && chance.nextDouble() < likely
        ? Optional.of(chance.nextFloat())
        : Optional.empty();
  }
}
