package dev.parley.figures;

/**
 * Where a proportion lies with 95 % confidence, when some of a number of cases showed it: the score
 * interval of E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
 * Journal of the American Statistical Association 22 (1927), pages 209 to 212. With the observed
 * share p of n cases and z = 1.96 its ends are
 *
 * <pre>(p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n)</pre>
 *
 * Unlike p ± z √(p(1 − p)/n) it stays between 0 and 1, and says something when p is 0 or 1.
 */
record WilsonInterval(double low, double high) {
  /** The 97.5 % quantile of the normal distribution. */
  private static final double Z = 1.959963984540054;

  /**
   * The interval for a share of cases.
   *
   * @param part how many showed it
   * @param whole how many there were, at least one
   */
  static WilsonInterval of(int part, int whole) {
    double share = part / (double) whole;
    double square = Z * Z / whole;
    double middle = share + square / 2;
    double reach = Z * Math.sqrt(share * (1 - share) / whole + square / (4 * whole));
    return new WilsonInterval(
        Math.max(0, (middle - reach) / (1 + square)), Math.min(1, (middle + reach) / (1 + square)));
  }
}
