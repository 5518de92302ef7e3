package dev.parley.figures;

/**
 * How far the scores of a time are spread otherwise than those of the time before: the population
 * stability index. Both are counted in the same bins, cut at the deciles of the time before; with a
 * share p of the recent and q of the earlier scores in a bin it is
 *
 * <pre>Σ (p − q) ln(p / q)</pre>
 *
 * the divergence of H. Jeffreys, "An invariant form for the prior probability in estimation
 * problems", Proceedings of the Royal Society A 186 (1946). N. Siddiqi, "Credit Risk Scorecards"
 * (2006), calls less than .1 no change and more than .25 a great one. Of few scores chance alone
 * makes as much: B. Yurdakul and J. Naranjo, "Statistical properties of the population stability
 * index", Journal of Risk Model Validation 14 (2020), show that it is then (1/n + 1/m) times a χ²
 * with one degree of freedom less than there are bins. Half a score is added to each bin, so that
 * an empty one does not make it infinite.
 *
 * @param value at least 0
 * @param recent how many scores are recent
 * @param before how many are of the time before
 */
record StabilityIndex(double value, int recent, int before) {
  /** From here on scores are spread otherwise. */
  static final double DRIFT = 0.25;

  /** Below, they are spread as before. */
  static final double CALM = 0.1;

  /** The 99.99 % quantile of χ² with nine degrees of freedom. */
  private static final double CHANCE = 33.72;

  /**
   * The index of counts by bin.
   *
   * @param recent the recent scores of each bin
   * @param before those of the time before, in as many bins
   */
  static StabilityIndex of(int[] recent, int[] before) {
    int recently = java.util.Arrays.stream(recent).sum();
    int earlier = java.util.Arrays.stream(before).sum();
    double value = 0;
    for (int bin = 0; bin < recent.length; bin++) {
      double p = (recent[bin] + 0.5) / (recently + 0.5 * recent.length);
      double q = (before[bin] + 0.5) / (earlier + 0.5 * before.length);
      value += (p - q) * Math.log(p / q);
    }
    return new StabilityIndex(value, recently, earlier);
  }

  /** Whether they are spread otherwise, and chance does not explain it. */
  boolean isDrift() {
    return value >= DRIFT && value >= CHANCE * (1.0 / recent + 1.0 / before);
  }

  /** Whether they are spread as before. */
  boolean isCalm() {
    return value < CALM;
  }
}
