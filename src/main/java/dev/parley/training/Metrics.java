package dev.parley.training;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Figures of merit of scores against labels. */
@SuppressWarnings("ArrayRecordComponent")
record Metrics(double[] scores, boolean[] labels) {
  /** The probability that a positive scores above a negative (Mann and Whitney), ties half. */
  double auc() {
    Integer[] order = order();
    double rankSum = 0;
    long positives = 0;
    for (int i = 0; i < order.length; ) {
      int end = i;
      int tied = 0;
      while (end < order.length && scores[order[end]] == scores[order[i]]) {
        tied += labels[order[end]] ? 1 : 0;
        end++;
      }
      rankSum += tied * (i + 1 + end) / 2.0;
      positives += tied;
      i = end;
    }
    long negatives = order.length - positives;
    return (rankSum - positives * (positives + 1) / 2.0) / (positives * (double) negatives);
  }

  /**
   * The largest share of positives found at a threshold where at least {@code precision} of what is
   * found is positive.
   */
  double recallAt(double precision) {
    Integer[] order = order();
    double best = 0;
    int found = 0;
    int right = 0;
    long positives = positives();
    for (int i = order.length - 1; i >= 0; i--) {
      found++;
      right += labels[order[i]] ? 1 : 0;
      boolean between = i == 0 || scores[order[i]] != scores[order[i - 1]];
      if (between && right >= precision * found) {
        best = Math.max(best, (double) right / positives);
      }
    }
    return best;
  }

  /** Guo's expected calibration error over ten bins of equal width. */
  double calibrationError() {
    double[] sums = new double[10];
    double[] hits = new double[10];
    for (int i = 0; i < scores.length; i++) {
      int bin = Math.min(9, (int) (scores[i] * 10));
      sums[bin] += scores[i];
      hits[bin] += labels[i] ? 1 : 0;
    }
    double error = 0;
    for (int bin = 0; bin < 10; bin++) {
      error += Math.abs(sums[bin] - hits[bin]);
    }
    return error / Math.max(1, scores.length);
  }

  /** The threshold that {@code share} of the negatives reach. */
  double thresholdAtFalseFlags(double share) {
    double[] negatives = new double[(int) (scores.length - positives())];
    int n = 0;
    for (int i = 0; i < scores.length; i++) {
      if (!labels[i]) {
        negatives[n++] = scores[i];
      }
    }
    Arrays.sort(negatives);
    return negatives.length == 0 ? 1 : negatives[Math.max(0, (int) Math.ceil(n * (1 - share)) - 1)];
  }

  /** The share of rows with this label above a threshold. */
  double above(double threshold, boolean label) {
    int all = 0;
    int above = 0;
    for (int i = 0; i < scores.length; i++) {
      if (labels[i] == label) {
        all++;
        above += scores[i] > threshold ? 1 : 0;
      }
    }
    return all == 0 ? Double.NaN : (double) above / all;
  }

  /**
   * The share of rows left to people when the highest rows are flagged as long as at least 95 % of
   * them are positive, and the lowest shown as long as at most 1 % of them are.
   */
  double leftToPeople() {
    Integer[] order = order();
    int flagged = 0;
    for (int i = order.length - 1, right = 0, n = 1; i >= 0; i--, n++) {
      right += labels[order[i]] ? 1 : 0;
      flagged = right >= 0.95 * n ? n : flagged;
    }
    int shown = 0;
    for (int i = 0, wrong = 0; i < order.length - flagged; i++) {
      wrong += labels[order[i]] ? 1 : 0;
      shown = wrong <= 0.01 * (i + 1) ? i + 1 : shown;
    }
    return (double) (order.length - flagged - shown) / order.length;
  }

  /** As many rows drawn with replacement, for bootstrap intervals. */
  Metrics resample(SplittableRandom random) {
    double[] drawn = new double[scores.length];
    boolean[] drawnLabels = new boolean[scores.length];
    for (int i = 0; i < drawn.length; i++) {
      int row = random.nextInt(scores.length);
      drawn[i] = scores[row];
      drawnLabels[i] = labels[row];
    }
    return new Metrics(drawn, drawnLabels);
  }

  long positives() {
    long count = 0;
    for (boolean label : labels) {
      count += label ? 1 : 0;
    }
    return count;
  }

  private Integer[] order() {
    Integer[] order = new Integer[scores.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Double.compare(scores[a], scores[b]));
    return order;
  }
}
