package dev.parley.perspective;

import java.util.Arrays;

/**
 * Where Perspective's scores of an attribute lie among Parley's: scores that the same share of some
 * texts exceeds are taken for equal (equipercentile equating: Kolen and Brennan, "Test Equating,
 * Scaling, and Linking", chapter 2). A threshold of the one then flags as many texts as its
 * counterpart of the other.
 *
 * @param olds Perspective's scores at {@value #STEPS} + 1 ranks, from the lowest to the highest
 * @param ours Parley's scores at the same ranks
 */
@SuppressWarnings("ArrayRecordComponent")
record OldScale(double[] olds, double[] ours) {
  /** With fewer texts the ends of the scale are chance. */
  static final int LEAST_TEXTS = 50;

  private static final int STEPS = 100;

  /** The scale of texts that both have scored; the two arrays need not be sorted. */
  static OldScale of(double[] olds, double[] ours) {
    return new OldScale(ranks(olds), ranks(ours));
  }

  private static double[] ranks(double[] scores) {
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    double[] ranks = new double[STEPS + 1];
    for (int step = 0; step <= STEPS; step++) {
      double place = (sorted.length - 1) * (double) step / STEPS;
      int below = (int) place;
      int above = Math.min(below + 1, sorted.length - 1);
      ranks[step] = sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
    return ranks;
  }

  /** Parley's score where Perspective had this one. */
  double ours(double old) {
    return counterpart(olds, ours, old);
  }

  /** Perspective's score where Parley has this one. */
  double old(double our) {
    return counterpart(ours, olds, our);
  }

  /** Below the lowest and above the highest rank the scales go on to 0 and to 1. */
  private static double counterpart(double[] from, double[] to, double score) {
    double x0 = 0;
    double y0 = 0;
    for (int i = 0; i < from.length; i++) {
      if (score <= from[i]) {
        // Of equal scores the middle one stands for all.
        int last = i;
        while (last + 1 < from.length && from[last + 1] == from[i]) {
          last++;
        }
        if (score == from[i]) {
          return (to[i] + to[last]) / 2;
        }
        return between(score, x0, y0, from[i], to[i]);
      }
      x0 = from[i];
      y0 = to[i];
    }
    return between(score, x0, y0, 1, 1);
  }

  private static double between(double x, double x0, double y0, double x1, double y1) {
    return x1 <= x0 ? y1 : y0 + (x - x0) / (x1 - x0) * (Math.max(y0, y1) - y0);
  }
}
