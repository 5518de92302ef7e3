package dev.parley.model;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Turns a score into a probability by isotonic regression (pool adjacent violators), linear between
 * the middles of neighbouring blocks.
 *
 * @param scores rising scores
 * @param probabilities the probability at each, rising, in (0, 1)
 */
@SuppressWarnings("ArrayRecordComponent")
public record Calibration(float[] scores, float[] probabilities) {
  /** The fewest rows of a block; with fewer its share would be noise. */
  private static final int SMALLEST = 25;

  /** The logistic curve itself. */
  public static final Calibration LOGISTIC = new Calibration(new float[] {0}, new float[] {0.5f});

  public double probability(double score) {
    int last = scores.length - 1;
    if (score <= scores[0]) {
      // Beyond its ends the curve continues as a logistic one, so that extreme scores keep their
      // order.
      return beyond(probabilities[0], score - scores[0]);
    }
    if (score >= scores[last]) {
      return beyond(probabilities[last], score - scores[last]);
    }
    int at = Arrays.binarySearch(scores, (float) score);
    int right = at >= 0 ? Math.max(1, at) : -at - 1;
    double width = scores[right] - scores[right - 1];
    double share = width == 0 ? 1 : (score - scores[right - 1]) / width;
    return probabilities[right - 1] + share * (probabilities[right] - probabilities[right - 1]);
  }

  private static double beyond(double probability, double distance) {
    return logistic(logit(probability) + distance);
  }

  /** Fits scores to labels. */
  public static Calibration fit(double[] scores, boolean[] labels) {
    Integer[] order = new Integer[scores.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Double.compare(scores[a], scores[b]));
    List<double[]> blocks = new ArrayList<>();
    for (int i = 0; i < order.length; i += SMALLEST) {
      // Half a row of each label keeps every probability inside (0, 1).
      double[] block = new double[3];
      for (int k = i; k < Math.min(order.length, i + SMALLEST); k++) {
        block[0] += 1;
        block[1] += labels[order[k]] ? 1 : 0;
        block[2] += scores[order[k]];
      }
      blocks.add(block);
      while (blocks.size() > 1
          && share(blocks.get(blocks.size() - 2)) >= share(blocks.get(blocks.size() - 1))) {
        double[] right = blocks.remove(blocks.size() - 1);
        double[] left = blocks.get(blocks.size() - 1);
        for (int k = 0; k < 3; k++) {
          left[k] += right[k];
        }
      }
    }
    float[] x = new float[blocks.size()];
    float[] y = new float[blocks.size()];
    for (int i = 0; i < x.length; i++) {
      double[] block = blocks.get(i);
      x[i] = (float) (block[2] / block[0]);
      y[i] = (float) ((block[1] + 0.05) / (block[0] + 0.1));
    }
    for (int i = 1; i < y.length; i++) {
      y[i] = Math.max(y[i], y[i - 1]);
    }
    return new Calibration(x, y);
  }

  /**
   * Fits a logistic curve, for labels that are too few for isotonic regression (Platt,
   * "Probabilistic Outputs for Support Vector Machines", 1999, with his smoothed targets).
   */
  public static Calibration platt(double[] scores, boolean[] labels) {
    double positives = 0;
    for (boolean label : labels) {
      positives += label ? 1 : 0;
    }
    double high = (positives + 1) / (positives + 2);
    double low = 1 / (scores.length - positives + 2);
    double slope = 1;
    double shift = 0;
    for (int step = 0; step < 50; step++) {
      double slopeGradient = 0.01 * (slope - 1);
      double shiftGradient = 0;
      double a = 0.01;
      double b = 0;
      double c = 1e-6;
      for (int i = 0; i < scores.length; i++) {
        double p = logistic(slope * scores[i] + shift);
        double error = p - (labels[i] ? high : low);
        slopeGradient += error * scores[i];
        shiftGradient += error;
        a += p * (1 - p) * scores[i] * scores[i];
        b += p * (1 - p) * scores[i];
        c += p * (1 - p);
      }
      double determinant = a * c - b * b;
      // Half a Newton step does not overshoot on separable labels.
      slope -= 0.5 * (c * slopeGradient - b * shiftGradient) / determinant;
      shift -= 0.5 * (a * shiftGradient - b * slopeGradient) / determinant;
    }
    slope = Math.max(0.05, slope);
    float[] x = new float[81];
    float[] y = new float[81];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) (((i - 40) * 0.25 - shift) / slope);
      y[i] = (float) logistic((i - 40) * 0.25);
    }
    return new Calibration(x, y);
  }

  /**
   * The same for texts of which more or fewer are positive: every probability's odds change by the
   * same factor (Saerens and others, "Adjusting the Outputs of a Classifier to New a Priori
   * Probabilities", 2002).
   *
   * @param seen the share of positives this was fitted to, in (0, 1)
   * @param expected the share to expect, in (0, 1)
   */
  public Calibration shifted(double seen, double expected) {
    double change = logit(expected) - logit(seen);
    float[] changed = new float[probabilities.length];
    for (int i = 0; i < changed.length; i++) {
      changed[i] = (float) logistic(logit(probabilities[i]) + change);
    }
    return new Calibration(scores, changed);
  }

  private static double logit(double probability) {
    return Math.log(probability / (1 - probability));
  }

  private static double logistic(double score) {
    return 1 / (1 + Math.exp(-score));
  }

  private static double share(double[] block) {
    return block[1] / block[0];
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(scores.length);
    for (int i = 0; i < scores.length; i++) {
      out.writeFloat(scores[i]);
      out.writeFloat(probabilities[i]);
    }
  }

  static Calibration read(DataInputStream in) throws IOException {
    int points = in.readInt();
    if (points < 1 || points > 100_000) {
      throw new IOException("a calibration of " + points + " points");
    }
    float[] scores = new float[points];
    float[] probabilities = new float[points];
    for (int i = 0; i < points; i++) {
      scores[i] = in.readFloat();
      probabilities[i] = in.readFloat();
    }
    return new Calibration(scores, probabilities);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Calibration that
        && Arrays.equals(scores, that.scores)
        && Arrays.equals(probabilities, that.probabilities);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(scores) + Arrays.hashCode(probabilities);
  }
}
