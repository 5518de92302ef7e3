package dev.parley.learning;

import dev.parley.learning.PenalisedRegression.Row;
import java.util.List;

/**
 * Platt scaling: a line through logits that turns them into calibrated ones ("Probabilistic Outputs
 * for Support Vector Machines", 1999). A penalty pulls the line towards the identity, so that a few
 * rows change little.
 *
 * <p>Moderators do not see a fair sample of what is posted: where the machine holds spam, nearly
 * all they decide about is spam. A site's scores must not rise because of that. So positive rows
 * together count at most as much as negative rows; to that end each negative row counts up to
 * {@value #MOST_RAISED} times.
 *
 * @param steepness the factor of a logit, in [0.3, 4]
 * @param shift the logits added after that, in [-7, 7]
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

  /** Fits the line to logits and the rows they belong to. */
  static PlattScaling fitted(List<Double> logits, List<Row> rows) {
    double[] balance = balance(rows);
    PlattScaling scaling = IDENTITY;
    double loss = scaling.loss(logits, rows, balance);
    for (int step = 0; step < STEPS; step++) {
      double[] newton = scaling.newton(logits, rows, balance);
      // A whole step may overshoot, without end where a sigmoid is flat.
      double share = 1;
      PlattScaling next = scaling.moved(newton, share);
      double nextLoss = next.loss(logits, rows, balance);
      while (nextLoss > loss && share > LEAST_STEP) {
        share /= 2;
        next = scaling.moved(newton, share);
        nextLoss = next.loss(logits, rows, balance);
      }
      if (nextLoss >= loss) {
        break;
      }
      scaling = next;
      loss = nextLoss;
    }
    return scaling;
  }

  /** The scaling after a step, within the bounds. */
  private PlattScaling moved(double[] newton, double share) {
    return new PlattScaling(
        Math.max(0.3, Math.min(4, steepness - share * newton[0])),
        Math.max(-MOST_SHIFT, Math.min(MOST_SHIFT, shift - share * newton[1])));
  }

  /**
   * The quantity that fitting makes small: the log-loss of the rows plus the penalty for leaving
   * the identity.
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

  /** The step of Newton's method, which is subtracted from steepness and shift. */
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

  /** The factors of the weights of rows without and with the label. */
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
