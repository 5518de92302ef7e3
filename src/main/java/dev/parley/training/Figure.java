package dev.parley.training;

/**
 * One figure of an evaluation.
 *
 * @param name what it measures, and on which rows
 * @param value the figure; NaN when the rows do not give one
 * @param low the lower end of its 95 % bootstrap interval; NaN when there is none
 * @param high the upper end
 * @param rows the number of rows it was measured on
 */
record Figure(String name, double value, double low, double high, int rows) {
  /** A figure without an interval. */
  static Figure bare(String name, double value, int rows) {
    return new Figure(name, value, Double.NaN, Double.NaN, rows);
  }
}
