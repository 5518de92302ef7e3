package dev.parley.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import opennlp.tools.ml.ArrayMath;
import opennlp.tools.ml.maxent.quasinewton.Function;
import opennlp.tools.ml.maxent.quasinewton.QNMinimizer;

/**
 * Logistic regression on sparse or dense rows, each of a style that has a bias of its own, with a
 * squared penalty on the weights but not on the biases; minimised by OpenNLP's L-BFGS. What is
 * found does not depend on the number of threads.
 */
final class LogisticRegression {
  /**
   * OpenNLP's minimiser ends at the first step that gains less than a ten thousandth, which is
   * early; begun again where it ended, it goes on.
   */
  private static final int BEGINNINGS = 4;

  private static final int ITERATIONS = 30;
  private static final int MEMORY = 30;
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
        return score + dot(values, x);
      }
      for (int i = 0; i < at.length; i++) {
        score += x[at[i]] * values[i];
      }
      return score;
    }

    /** Four sums, for a processor adds to one only after the last addition to it is done. */
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

  /** The weights, and the bias of a style. */
  Fit fit(String style) {
    double[] found = new double[width + styles.size()];
    for (int i = 0; i < BEGINNINGS && !rows.isEmpty(); i++) {
      Loss loss = new Loss(found);
      if (loss.isFlat()) {
        break;
      }
      double[] further =
          new QNMinimizer(0, 0, ITERATIONS, MEMORY, EVALUATIONS).minimize(new Scaled(loss));
      Arrays.setAll(found, k -> found[k] + further[k]);
    }
    int at = styles.indexOf(style);
    return new Fit(at < 0 ? 0 : found[width + at], Arrays.copyOf(found, width));
  }

  /**
   * A function that is bent by 1 along its gradient at 0. OpenNLP's minimiser takes that for
   * granted: its first guess of the inverse Hessian is always 1, and where the function is bent a
   * thousand times more it halves each step ten times.
   */
  private static final class Scaled implements Function {
    private static final double STEP = 1e-4;

    private final Loss loss;
    private final double scale;

    private Scaled(Loss loss) {
      this.loss = loss;
      double bend = bend(loss);
      scale = bend > 0 ? 1 / bend : 1;
    }

    /** How much it is bent along its gradient at 0: the share of the gradient that a step costs. */
    private static double bend(Loss loss) {
      double[] zero = new double[loss.getDimension()];
      double[] gradient = loss.gradientAt(zero);
      double norm = Math.sqrt(ArrayMath.innerProduct(gradient, gradient));
      double[] near = new double[zero.length];
      Arrays.setAll(near, i -> -STEP * gradient[i] / norm);
      double[] less = loss.gradientAt(near);
      Arrays.setAll(less, i -> gradient[i] - less[i]);
      return ArrayMath.innerProduct(less, gradient) / norm / STEP / norm;
    }

    @Override
    public int getDimension() {
      return loss.getDimension();
    }

    @Override
    public double valueAt(double[] x) {
      return scale * loss.valueAt(x);
    }

    @Override
    public double[] gradientAt(double[] x) {
      double[] gradient = loss.gradientAt(x);
      Arrays.setAll(gradient, i -> scale * gradient[i]);
      return gradient;
    }
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

    /** Whether the beginning is the end: the minimiser would look for a direction for ever. */
    private boolean isFlat() {
      return Arrays.stream(gradientAt(new double[getDimension()])).allMatch(slope -> slope == 0);
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
