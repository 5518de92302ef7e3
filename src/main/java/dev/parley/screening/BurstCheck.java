package dev.parley.screening;

import dev.parley.comment.Draft;
import dev.parley.comment.Surroundings.Place;
import dev.parley.comment.Surroundings.Rate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Far more comments within minutes than usual, on the article, on the site or from one network.
 * News causes that too, so it never holds a comment by itself, and several bursts are one finding.
 */
final class BurstCheck implements Check {
  /** Comments come in clumps more often than chance alone would make them. */
  private static final double TIMES_USUAL = 4;

  /**
   * Chance counts as ruled out when its probability is below 10 to minus this power; the finding
   * has full strength at 10 to minus {@link #FULL}.
   */
  private static final double UNLIKELY = 6;

  private static final double FULL = 12;

  @Override
  public String name() {
    return "burst";
  }

  @Override
  public List<Finding> look(Judged judged) {
    Draft draft = judged.draft();
    return draft.context().history().surroundings().rates().get().stream()
        .filter(rate -> strength(rate) > 0)
        .max(Comparator.comparingDouble(BurstCheck::strength))
        .map(rate -> List.of(new Finding(Reason.BURST, strength(rate), told(rate))))
        .orElse(List.of());
  }

  /**
   * How far the rate is above the usual, in [0.5, 1]; 0 when chance explains it. It uses Chernoff's
   * bound for the tail of a Poisson distribution: ln P(X ≥ n) ≤ n − λ − n ln(n/λ) for n > λ.
   */
  static double strength(Rate rate) {
    double usual = Math.max(rate.usual(), least(rate.place()));
    int count = rate.count();
    if (count < TIMES_USUAL * usual) {
      return 0;
    }
    double digits = (usual - count + count * Math.log(count / usual)) / Math.log(10);
    return digits < UNLIKELY ? 0 : Math.min(1, digits / FULL);
  }

  /**
   * So many comments within five minutes are usual everywhere, even where there were none before.
   */
  private static double least(Place place) {
    return switch (place) {
      case ARTICLE -> 3;
      case SITE -> 10;
      case NETWORK -> 2;
    };
  }

  private static String told(Rate rate) {
    String where =
        switch (rate.place()) {
          case ARTICLE -> "on this article";
          case SITE -> "on this site";
          case NETWORK -> "from one network";
        };
    return String.format(
        Locale.ROOT,
        "%d comments %s in 5 minutes; %.1f are usual",
        rate.count(),
        where,
        rate.usual());
  }
}
