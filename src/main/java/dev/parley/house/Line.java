package dev.parley.house;

import dev.parley.house.Fit.Row;
import java.util.List;

/**
 * A calibration: logits on a line, fitted as Platt did ("Probabilistic Outputs for Support Vector
 * Machines", 1999) but drawn to the identity, which a few rows do not outvote.
 *
 * <p>What moderators decide about is not what is posted: where the machine holds spam, nearly all
 * they see is spam. So positive rows count here at most as much as negative ones (negative ones up
 * to {@value #MOST_RAISED} times to that end), lest a site's scores rise because its queue is bad.
 *
 * @param steepness what a logit is multiplied by, in [0.3, 4]
 * @param shift what is then added
 */
record Line(double steepness, double shift) {
  static final Line IDENTITY = new Line(1, 0);

  private static final double STEEPNESS_PENALTY = 3;
  private static final double SHIFT_PENALTY = 0.5;
  private static final double MOST_RAISED = 4;
  private static final int STEPS = 30;

  double of(double logit) {
    return steepness * logit + shift;
  }

  static Line through(List<Double> logits, List<Row> rows) {
    double[] balance = balance(rows);
    double steepness = 1;
    double shift = 0;
    for (int step = 0; step < STEPS; step++) {
      double byShift = SHIFT_PENALTY * shift;
      double bySteepness = STEEPNESS_PENALTY * (steepness - 1);
      double a = STEEPNESS_PENALTY;
      double b = 0;
      double c = SHIFT_PENALTY;
      for (int i = 0; i < rows.size(); i++) {
        double x = logits.get(i);
        int label = rows.get(i).label() ? 1 : 0;
        double weight = rows.get(i).weight() * balance[label];
        double p = Scorer.logistic(steepness * x + shift);
        byShift += weight * (p - label);
        bySteepness += weight * (p - label) * x;
        double bend = weight * p * (1 - p);
        a += bend * x * x;
        b += bend * x;
        c += bend;
      }
      double determinant = a * c - b * b;
      // Half a Newton step does not overshoot on separable rows.
      steepness -= 0.5 * (c * bySteepness - b * byShift) / determinant;
      shift -= 0.5 * (a * byShift - b * bySteepness) / determinant;
    }
    return new Line(Math.max(0.3, Math.min(4, steepness)), shift);
  }

  /** What rows without and with the label are multiplied by. */
  private static double[] balance(List<Row> rows) {
    double[] sums = {1, 1};
    for (Row row : rows) {
      sums[row.label() ? 1 : 0] += row.weight();
    }
    double excess = Math.max(1, sums[1] / sums[0]);
    double raised = Math.min(MOST_RAISED, excess);
    return new double[] {raised, raised / excess};
  }
}
