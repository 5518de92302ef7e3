package dev.parley.training;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Measures scores against labels. Rows are sorted once; a resample only counts each of them several
 * times.
 */
final class Metrics {
  private static final double MOST_TOXIC_SHOWN = 0.01;
  private static final double LEAST_TOXIC_FLAGGED = 0.95;

  /** In rising order. */
  private final double[] scores;

  private final boolean[] labels;

  /** How often each row counts. */
  private final int[] times;

  /** The sorted place of each row, in the order the rows were given. */
  private final int[] places;

  /** For each row in the given order, the family it is drawn with. */
  private final int[] families;

  Metrics(double[] scores, boolean[] labels) {
    this(scores, labels, IntStream.range(0, scores.length).toArray());
  }

  /**
   * Metrics of rows in families.
   *
   * @param families see {@link Bootstrap#interval}
   */
  Metrics(double[] scores, boolean[] labels, int[] families) {
    Integer[] order = new Integer[scores.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Double.compare(scores[a], scores[b]));
    this.scores = new double[scores.length];
    this.labels = new boolean[scores.length];
    this.places = new int[scores.length];
    this.times = new int[scores.length];
    this.families = families.clone();
    Arrays.fill(times, 1);
    for (int i = 0; i < order.length; i++) {
      this.scores[i] = scores[order[i]];
      this.labels[i] = labels[order[i]];
      places[order[i]] = i;
    }
  }

  private Metrics(Metrics whole, int[] times) {
    this.scores = whole.scores;
    this.labels = whole.labels;
    this.places = whole.places;
    this.families = whole.families;
    this.times = times;
  }

  /**
   * Two thresholds that divide comments into shown, left to people, and flagged.
   *
   * @param shownUpTo the highest score that is shown; NaN when none is
   * @param flaggedFrom the lowest score that is flagged; NaN when none is
   * @param left the share of rows in between
   */
  record Cut(double shownUpTo, double flaggedFrom, double left) {}

  /** The same rows with new counts, in the given order. */
  Metrics counted(int[] often) {
    int[] sorted = new int[often.length];
    for (int row = 0; row < often.length; row++) {
      sorted[places[row]] = often[row];
    }
    return new Metrics(this, sorted);
  }

  /** As many rows drawn with replacement, for bootstrap intervals. */
  Metrics resample(SplittableRandom random) {
    return counted(Bootstrap.draw(scores.length, random));
  }

  /** For each row in the given order, the family it is drawn with. */
  int[] families() {
    return families.clone();
  }

  int rows() {
    return Arrays.stream(times).sum();
  }

  int positives() {
    return count(true);
  }

  /** Whether there are rows of both labels, without which nothing can be ranked. */
  boolean ranks() {
    return count(true) > 0 && count(false) > 0;
  }

  private int count(boolean label) {
    return count(0, labels.length, label);
  }

  /** The end of the rows with the same score as the row at {@code from}. */
  private int endOfTies(int from) {
    int end = from + 1;
    while (end < scores.length && scores[end] == scores[from]) {
      end++;
    }
    return end;
  }

  /** The first of the rows with the same score as the row before {@code end}. */
  private int beginOfTies(int end) {
    int begin = end - 1;
    while (begin > 0 && scores[begin - 1] == scores[end - 1]) {
      begin--;
    }
    return begin;
  }

  private int count(int from, int to, boolean label) {
    int count = 0;
    for (int i = from; i < to; i++) {
      count += labels[i] == label ? times[i] : 0;
    }
    return count;
  }

  /**
   * The probability that a positive scores above a negative (Mann and Whitney, 1947); ties count
   * half. NaN without rows of both labels.
   */
  double auc() {
    double above = 0;
    long negatives = 0;
    long positives = 0;
    for (int i = 0; i < scores.length; ) {
      int end = endOfTies(i);
      int right = count(i, end, true);
      int wrong = count(i, end, false);
      above += right * (negatives + wrong / 2.0);
      positives += right;
      negatives += wrong;
      i = end;
    }
    return above / (positives * (double) negatives);
  }

  /** The largest recall at a threshold whose precision is at least {@code precision}. */
  double recallAt(double precision) {
    int right = 0;
    int found = 0;
    int most = 0;
    for (int end = scores.length; end > 0; ) {
      int begin = beginOfTies(end);
      right += count(begin, end, true);
      found += count(begin, end, true) + count(begin, end, false);
      most = right >= precision * found ? right : most;
      end = begin;
    }
    return (double) most / positives();
  }

  /** The recall at the threshold above which {@code share} of the negatives lie. */
  double recallAtFalseFlags(double share) {
    return above(thresholdAtFalseFlags(share), true);
  }

  /** The score above which at most {@code share} of the negatives lie; 1 without any. */
  double thresholdAtFalseFlags(double share) {
    int negatives = count(false);
    int below = Math.max(1, (int) Math.ceil(negatives * (1 - share)));
    int seen = 0;
    for (int i = 0; i < scores.length; i++) {
      seen += labels[i] ? 0 : times[i];
      if (seen >= below) {
        return scores[i];
      }
    }
    return 1;
  }

  /** The share of rows with this label above a threshold; NaN without any. */
  double above(double threshold, boolean label) {
    int above = 0;
    for (int i = scores.length - 1; i >= 0 && scores[i] > threshold; i--) {
      above += labels[i] == label ? times[i] : 0;
    }
    return (double) above / count(label);
  }

  /** The share of all rows that score at least this much; NaN without any. */
  double reaching(double threshold) {
    int reaching = 0;
    for (int i = scores.length - 1; i >= 0 && scores[i] >= threshold; i--) {
      reaching += times[i];
    }
    return (double) reaching / rows();
  }

  /** The calibration of the scores; see {@link Reliability}. */
  Reliability reliability() {
    int[] rows = new int[Reliability.BINS];
    double[] sums = new double[Reliability.BINS];
    int[] positives = new int[Reliability.BINS];
    for (int i = 0; i < scores.length; i++) {
      int bin = Math.min(Reliability.BINS - 1, (int) (scores[i] * Reliability.BINS));
      rows[bin] += times[i];
      sums[bin] += times[i] * scores[i];
      positives[bin] += labels[i] ? times[i] : 0;
    }
    return Reliability.of(rows, sums, positives);
  }

  double calibrationError() {
    return reliability().error();
  }

  /**
   * The share of rows left to people when the highest rows are flagged as long as at least 95 % of
   * them are positive, and the lowest shown as long as at most 1 % of them are.
   */
  double leftToPeople() {
    return cut().left();
  }

  /**
   * The thresholds that leave the fewest rows to people at that cost. Rows with equal scores stay
   * together.
   */
  Cut cut() {
    int flagged = scores.length;
    for (int end = scores.length, right = 0, found = 0; end > 0; ) {
      int begin = beginOfTies(end);
      right += count(begin, end, true);
      found += count(begin, end, true) + count(begin, end, false);
      flagged = right >= LEAST_TOXIC_FLAGGED * found ? begin : flagged;
      end = begin;
    }
    int shown = 0;
    for (int i = 0, wrong = 0, seen = 0; i < flagged; ) {
      int end = endOfTies(i);
      wrong += count(i, end, true);
      seen += count(i, end, true) + count(i, end, false);
      shown = wrong <= MOST_TOXIC_SHOWN * seen ? end : shown;
      i = end;
    }
    double left = count(shown, flagged, true) + count(shown, flagged, false);
    return new Cut(
        shown == 0 ? Double.NaN : scores[shown - 1],
        flagged == scores.length ? Double.NaN : scores[flagged],
        left / rows());
  }
}
