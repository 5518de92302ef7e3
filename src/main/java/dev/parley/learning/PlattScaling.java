package dev.parley.learning;

import dev.parley.learning.PenalisedRegression.Row;
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
 * @param shift what is then added, in [-7, 7]
 */
record PlattScaling(double steepness, double shift) {
  static final PlattScaling IDENTITY = new PlattScaling(1, 0);

  private static final double STEEPNESS_PENALTY = 3;
  private static final double SHIFT_PENALTY = 0.5;
  private static final double MOST_RAISED = 4;
  private static final double MOST_SHIFT = 7;
  private static final int STEPS = 30;
  private static final double LEAST_STEP = 1e-4;

  double of(double logit) {
    return steepness * logit + shift;
  }

  static PlattScaling through(List<Double> logits, List<Row> rows) {
    double[] balance = balance(rows);
    PlattScaling line = IDENTITY;
    double loss = line.loss(logits, rows, balance);
    for (int step = 0; step < STEPS; step++) {
      double[] newton = line.newton(logits, rows, balance);
      // A whole step may overshoot, without end where a sigmoid is flat.
      double share = 1;
      PlattScaling next = line.moved(newton, share);
      double nextLoss = next.loss(logits, rows, balance);
      while (nextLoss > loss && share > LEAST_STEP) {
        share /= 2;
        next = line.moved(newton, share);
        nextLoss = next.loss(logits, rows, balance);
      }
      if (nextLoss >= loss) {
        break;
      }
      line = next;
      loss = nextLoss;
    }
    return line;
  }

  /** A step within the bounds. */
  private PlattScaling moved(double[] newton, double share) {
    return new PlattScaling(
        Math.max(0.3, Math.min(4, steepness - share * newton[0])),
        Math.max(-MOST_SHIFT, Math.min(MOST_SHIFT, shift - share * newton[1])));
  }

  /**
   * What is made as small as can be: the log-loss of the rows and what leaving the identity costs.
   */
  double loss(List<Double> logits, List<Row> rows) {
    return loss(logits, rows, balance(rows));
  }

  private double loss(List<Double> logits, List<Row> rows, double[] balance) {
    double off = steepness - 1;
    double loss = (STEEPNESS_PENALTY * off * off + SHIFT_PENALTY * shift * shift) / 2;
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      double against = row.label() ? -of(logits.get(i)) : of(logits.get(i));
      // log(1 + exp(against)) without overflow.
      double nats = Math.max(0, against) + Math.log1p(Math.exp(-Math.abs(against)));
      loss += row.weight() * balance[row.label() ? 1 : 0] * nats;
    }
    return loss;
  }

  /** The step of Newton's method, to be subtracted from steepness and shift. */
  private double[] newton(List<Double> logits, List<Row> rows, double[] balance) {
    double byShift = SHIFT_PENALTY * shift;
    double bySteepness = STEEPNESS_PENALTY * (steepness - 1);
    double a = STEEPNESS_PENALTY;
    double b = 0;
    double c = SHIFT_PENALTY;
    for (int i = 0; i < rows.size(); i++) {
      double x = logits.get(i);
      int label = rows.get(i).label() ? 1 : 0;
      double weight = rows.get(i).weight() * balance[label];
      double p = SiteModelScorer.logistic(of(x));
      byShift += weight * (p - label);
      bySteepness += weight * (p - label) * x;
      double bend = weight * p * (1 - p);
      a += bend * x * x;
      b += bend * x;
      c += bend;
    }
    double determinant = a * c - b * b;
    return new double[] {
      (c * bySteepness - b * byShift) / determinant, (a * byShift - b * bySteepness) / determinant
    };
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
