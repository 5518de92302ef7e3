package dev.parley.training;

import dev.parley.model.Opinion.Band;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Where a second opinion is asked for, in probabilities of the fast model. */
final class Bands {
  /** The share of comments that may be asked about for what people are left with. */
  private static final double MOST_ASKED = 0.3;

  private static final int RESAMPLES = 40;

  /** The share of clean comments that may be asked about because they look a little like spam. */
  private static final double CLEAN_ASKED = 0.1;

  /** Above it nobody asks: a flood of what is surely spam must not fill the queue of questions. */
  private static final double SURE = 0.99;

  private Bands() {}

  /**
   * The window, between quantiles, in which asking leaves least to people; the mean over resamples,
   * because few comments decide.
   */
  static Band leavingLeast(double[] first, double[] second, boolean[] labels) {
    double[] sorted = first.clone();
    Arrays.sort(sorted);
    Band best = new Band(0, 1);
    double least = Double.MAX_VALUE;
    for (Band band : windows(sorted)) {
      double[] mixed = new double[first.length];
      Arrays.setAll(mixed, i -> band.holds(first[i]) ? second[i] : first[i]);
      Metrics metrics = new Metrics(mixed, labels);
      SplittableRandom random = new SplittableRandom(1);
      double left = 0;
      for (int i = 0; i < RESAMPLES; i++) {
        left += metrics.resample(random).leftToPeople() / RESAMPLES;
      }
      if (left < least) {
        least = left;
        best = band;
      }
    }
    return best;
  }

  /**
   * From where a few clean comments reach to where the fast model is sure: an advertisement of an
   * unknown kind scores low, but seldom as low as most clean comments.
   */
  static Band unsure(double[] first, double[] second, boolean[] labels) {
    double[] clean =
        IntStream.range(0, first.length)
            .filter(i -> !labels[i])
            .mapToDouble(i -> first[i])
            .sorted()
            .toArray();
    return clean.length == 0
        ? new Band(0, SURE)
        : new Band(Math.min(SURE, quantile(clean, 1 - CLEAN_ASKED)), SURE);
  }

  private static List<Band> windows(double[] sorted) {
    List<Band> windows = new ArrayList<>();
    for (double low = 0.5; low < 0.95; low += 0.02) {
      for (double width = MOST_ASKED - 0.1; width < MOST_ASKED + 0.01; width += 0.05) {
        double high = low + width;
        windows.add(new Band(quantile(sorted, low), high >= 0.999 ? 1.01 : quantile(sorted, high)));
      }
    }
    return windows;
  }

  private static double quantile(double[] sorted, double share) {
    return sorted[Math.min(sorted.length - 1, (int) (share * sorted.length))];
  }
}
