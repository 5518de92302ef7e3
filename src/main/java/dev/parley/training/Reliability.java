package dev.parley.training;

import java.util.ArrayList;
import java.util.List;

/**
 * Compares scores with what came true, in bins of equal width (a reliability diagram: DeGroot and
 * Fienberg, "The Comparison and Evaluation of Forecasters", 1983).
 */
record Reliability(List<Bin> bins) {
  static final int BINS = 10;

  /**
   * The rows whose scores are from {@code low} to below {@code high}.
   *
   * @param score their mean score; NaN without rows
   * @param positives the share of positive rows; NaN without rows
   */
  record Bin(double low, double high, int rows, double score, double positives) {}

  /**
   * A diagram from the number of rows, the sum of scores and the number of positives of each bin.
   */
  static Reliability of(int[] rows, double[] sums, int[] positives) {
    List<Bin> bins = new ArrayList<>(BINS);
    for (int i = 0; i < BINS; i++) {
      bins.add(
          new Bin(
              (double) i / BINS,
              (i + 1.0) / BINS,
              rows[i],
              sums[i] / rows[i],
              (double) positives[i] / rows[i]));
    }
    return new Reliability(bins);
  }

  /**
   * The expected calibration error: the mean distance between score and share of positives, with
   * bins weighted by rows (Guo et al., "On Calibration of Modern Neural Networks", 2017).
   */
  double error() {
    double sum = 0;
    int rows = 0;
    for (Bin bin : bins) {
      if (bin.rows() > 0) {
        sum += bin.rows() * Math.abs(bin.score() - bin.positives());
        rows += bin.rows();
      }
    }
    return rows == 0 ? Double.NaN : sum / rows;
  }
}
