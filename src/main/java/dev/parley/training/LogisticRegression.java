package dev.parley.training;

import dev.parley.model.Minimizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Logistic regression on sparse or dense rows. Each row has a style, and each style a bias of its
 * own; the squared penalty applies to the weights but not to the biases. The result does not depend
 * on the number of threads.
 */
final class LogisticRegression {
  /** Parts of the rows that are summed separately, so that sums do not depend on threads. */
  private static final int PARTS = 8;

  private final List<Row> rows = new ArrayList<>();
  private final List<String> styles = new ArrayList<>();
  private final int width;
  private final double penalty;
  private final boolean parallel;
  private final int[] everywhere;

  /** The result: a weight for each number of a row, and the bias of the requested style. */
  @SuppressWarnings("ArrayRecordComponent")
  record Fit(double bias, double[] weights) {}

  @SuppressWarnings("ArrayRecordComponent")
  private record Row(int[] at, float[] values, boolean full, boolean label, int style) {
    double score(double[] x, int width) {
      double score = x[width + style];
      if (full) {
        return score + dot(values, x);
      }
      for (int i = 0; i < at.length; i++) {
        score += x[at[i]] * values[i];
      }
      return score;
    }

    /** Four sums, because a processor can add to one only after its previous addition is done. */
    private static double dot(float[] values, double[] x) {
      double a = 0;
      double b = 0;
      double c = 0;
      double d = 0;
      int whole = values.length & ~3;
      for (int i = 0; i < whole; i += 4) {
        a += x[i] * values[i];
        b += x[i + 1] * values[i + 1];
        c += x[i + 2] * values[i + 2];
        d += x[i + 3] * values[i + 3];
      }
      for (int i = whole; i < values.length; i++) {
        a += x[i] * values[i];
      }
      return a + b + (c + d);
    }

    /** A full row needs no lookup of its places, which would take longer than the sum. */
    void addTo(double[] gradient, double error) {
      if (full) {
        for (int i = 0; i < values.length; i++) {
          gradient[i] += error * values[i];
        }
      } else {
        for (int i = 0; i < at.length; i++) {
          gradient[at[i]] += error * values[i];
        }
      }
    }
  }

  /**
   * @param width the numbers in a row
   * @param penalty half the price of squared weights
   * @param threads one, or more: then it uses as many as the machine has processors
   */
  LogisticRegression(int width, double penalty, int threads) {
    this.width = width;
    this.penalty = penalty;
    parallel = threads > 1;
    everywhere = IntStream.range(0, width).toArray();
  }

  /** Adds a dense row. */
  void add(float[] row, boolean label, String style) {
    add(everywhere, row, label, style);
  }

  /**
   * Adds a sparse row.
   *
   * @param at the places of its numbers that are not 0, in [0, width), each once
   */
  void add(int[] at, float[] values, boolean label, String style) {
    if (!styles.contains(style)) {
      styles.add(style);
    }
    rows.add(new Row(at, values, at == everywhere, label, styles.indexOf(style)));
  }

  /** Fits the weights, and the bias of a style. */
  Fit fit(String style) {
    double[] found = Minimizer.minimum(new Loss(), width + styles.size());
    int at = styles.indexOf(style);
    return new Fit(at < 0 ? 0 : found[width + at], Arrays.copyOf(found, width));
  }

  /** A sum over rows, with its gradient. */
  private static final class Sum {
    private final double[] gradient;
    private double value;

    private Sum(int dimension) {
      gradient = new double[dimension];
    }
  }

  /** The negative log-likelihood of the labels, with the penalty. */
  private final class Loss implements Minimizer.Function {
    private final List<Sum> sums =
        Stream.generate(() -> new Sum(width + styles.size())).limit(PARTS).toList();

    @Override
    public double at(double[] x, double[] gradient) {
      IntStream parts = IntStream.range(0, PARTS);
      (parallel ? parts.parallel() : parts).forEach(part -> sum(part, x));
      double value = 0;
      for (int i = 0; i < width; i++) {
        value += 0.5 * penalty * x[i] * x[i];
      }
      for (int i = 0; i < x.length; i++) {
        gradient[i] = i < width ? penalty * x[i] : 0;
      }
      for (Sum sum : sums) {
        value += sum.value;
        for (int i = 0; i < x.length; i++) {
          gradient[i] += sum.gradient[i];
        }
      }
      return value;
    }

    private void sum(int part, double[] x) {
      Sum sum = sums.get(part);
      sum.value = 0;
      Arrays.fill(sum.gradient, 0);
      for (int r = part; r < rows.size(); r += PARTS) {
        Row row = rows.get(r);
        double score = row.score(x, width);
        double signed = row.label() ? score : -score;
        sum.value +=
            signed > 0 ? Math.log1p(Math.exp(-signed)) : Math.log1p(Math.exp(signed)) - signed;
        double error = 1 / (1 + Math.exp(-score)) - (row.label() ? 1 : 0);
        sum.gradient[width + row.style()] += error;
        row.addTo(sum.gradient, error);
      }
    }
  }
}
