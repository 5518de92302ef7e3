package dev.parley.model;

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
record Calibration(float[] scores, float[] probabilities) {
  /** Rows a block has at least, lest its share is noise. */
  private static final int SMALLEST = 25;

  double probability(double score) {
    int last = scores.length - 1;
    if (score <= scores[0]) {
      // Beyond the ends the logistic curve goes on, so that the order of extreme scores is kept.
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
    return 1 / (1 + Math.exp(-(Math.log(probability / (1 - probability)) + distance)));
  }

  /** Fits scores to labels. */
  static Calibration fit(double[] scores, boolean[] labels) {
    Integer[] order = new Integer[scores.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Double.compare(scores[a], scores[b]));
    List<double[]> blocks = new ArrayList<>();
    for (int i = 0; i < order.length; i += SMALLEST) {
      // Half a row of either label keeps every probability inside (0, 1).
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

  private static double share(double[] block) {
    return block[1] / block[0];
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
