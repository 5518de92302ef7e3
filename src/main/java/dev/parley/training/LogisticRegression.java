package dev.parley.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import opennlp.tools.ml.maxent.quasinewton.Function;
import opennlp.tools.ml.maxent.quasinewton.QNMinimizer;

/**
 * Logistic regression on sparse or dense rows, each of a style that has a bias of its own, with a
 * squared penalty on the weights but not on the biases; minimised by OpenNLP's L-BFGS. What is
 * found does not depend on the number of threads.
 */
final class LogisticRegression {
  private static final int ITERATIONS = 100;
  private static final int MEMORY = 15;
  private static final int EVALUATIONS = 30_000;

  /** Parts of the rows that are summed apart, so that sums do not depend on threads. */
  private static final int PARTS = 8;

  private final List<Row> rows = new ArrayList<>();
  private final List<String> styles = new ArrayList<>();
  private final int width;
  private final double penalty;
  private final boolean parallel;
  private final int[] everywhere;

  /** What was found: a weight for each number of a row, and the bias of the style asked for. */
  @SuppressWarnings("ArrayRecordComponent")
  record Fit(double bias, double[] weights) {}

  @SuppressWarnings("ArrayRecordComponent")
  private record Row(int[] at, float[] values, boolean full, boolean label, int style) {
    double score(double[] x, int width) {
      double score = x[width + style];
      if (full) {
        for (int i = 0; i < values.length; i++) {
          score += x[i] * values[i];
        }
      } else {
        for (int i = 0; i < at.length; i++) {
          score += x[at[i]] * values[i];
        }
      }
      return score;
    }

    /** A full row needs no look at where its numbers are, which takes longer than the sum. */
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
   * @param width numbers of a row
   * @param penalty the cost of squared weights, by half
   * @param threads more than one: as many as the machine has processors
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
   * @param at where its numbers are that are not 0, in [0, width), each place once
   */
  void add(int[] at, float[] values, boolean label, String style) {
    if (!styles.contains(style)) {
      styles.add(style);
    }
    rows.add(new Row(at, values, at == everywhere, label, styles.indexOf(style)));
  }

  /**
   * The weights, and the bias of a style.
   *
   * @param beginnings OpenNLP's minimiser ends at the first step that gains less than a ten
   *     thousandth, which is early for sparse rows; begun again where it ended, it goes on
   */
  Fit fit(String style, int beginnings) {
    double[] found = new double[width + styles.size()];
    for (int i = 0; i < beginnings && !rows.isEmpty(); i++) {
      double[] further =
          new QNMinimizer(0, 0, ITERATIONS, MEMORY, EVALUATIONS).minimize(new Loss(found));
      Arrays.setAll(found, k -> found[k] + further[k]);
    }
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

  /**
   * The negative logarithm of the labels' likelihood, with the penalty, as a function of the
   * distance from a beginning: OpenNLP's minimiser always sets out from 0.
   */
  private final class Loss implements Function {
    private final double[] beginning;
    private double[] at = {};
    private Sum known = new Sum(0);

    private Loss(double[] beginning) {
      this.beginning = beginning;
    }

    @Override
    public int getDimension() {
      return width + styles.size();
    }

    @Override
    public double valueAt(double[] x) {
      look(x);
      return known.value;
    }

    @Override
    public double[] gradientAt(double[] x) {
      look(x);
      return known.gradient.clone();
    }

    /** Value and gradient need the same sums and are asked for one after the other. */
    private void look(double[] x) {
      if (Arrays.equals(x, at)) {
        return;
      }
      at = x.clone();
      double[] here = new double[x.length];
      Arrays.setAll(here, i -> beginning[i] + x[i]);
      IntStream parts = IntStream.range(0, PARTS);
      List<Sum> sums =
          (parallel ? parts.parallel() : parts).mapToObj(part -> part(part, here)).toList();
      known = new Sum(x.length);
      for (int i = 0; i < width; i++) {
        known.value += 0.5 * penalty * here[i] * here[i];
        known.gradient[i] = penalty * here[i];
      }
      for (Sum sum : sums) {
        known.value += sum.value;
        for (int i = 0; i < x.length; i++) {
          known.gradient[i] += sum.gradient[i];
        }
      }
    }

    private Sum part(int part, double[] x) {
      Sum sum = new Sum(x.length);
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
      return sum;
    }
  }
}
