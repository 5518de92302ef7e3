package dev.parley.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import opennlp.tools.ml.maxent.quasinewton.Function;
import opennlp.tools.ml.maxent.quasinewton.QNMinimizer;

/**
 * Logistic regression on dense rows, each of a style that has a bias of its own, with a squared
 * penalty on the weights but not on the biases; minimised by OpenNLP's L-BFGS.
 */
final class LogisticRegression {
  private static final int ITERATIONS = 100;
  private static final int MEMORY = 15;
  private static final int EVALUATIONS = 30_000;

  private final List<float[]> rows = new ArrayList<>();
  private final List<Boolean> labels = new ArrayList<>();
  private final List<Integer> styles = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final int width;
  private final double penalty;

  /** What was found: a weight for each number of a row, and the bias of the style asked for. */
  @SuppressWarnings("ArrayRecordComponent")
  record Fit(double bias, double[] weights) {}

  /**
   * @param width numbers of a row
   */
  LogisticRegression(int width, double penalty) {
    this.width = width;
    this.penalty = penalty;
  }

  void add(float[] row, boolean label, String style) {
    if (!names.contains(style)) {
      names.add(style);
    }
    rows.add(row);
    labels.add(label);
    styles.add(names.indexOf(style));
  }

  Fit fit(String style) {
    if (rows.isEmpty()) {
      return new Fit(0, new double[width]);
    }
    QNMinimizer minimizer = new QNMinimizer(0, 0, ITERATIONS, MEMORY, EVALUATIONS);
    double[] found = minimizer.minimize(new Loss());
    int at = names.indexOf(style);
    return new Fit(at < 0 ? 0 : found[width + at], Arrays.copyOf(found, width));
  }

  /** The negative logarithm of the labels' likelihood, with the penalty. */
  private final class Loss implements Function {
    private double[] at = {};
    private double value;
    private double[] gradient = {};

    @Override
    public int getDimension() {
      return width + names.size();
    }

    @Override
    public double valueAt(double[] x) {
      look(x);
      return value;
    }

    @Override
    public double[] gradientAt(double[] x) {
      look(x);
      return gradient.clone();
    }

    /** Value and gradient need the same sums and are asked for one after the other. */
    private void look(double[] x) {
      if (Arrays.equals(x, at)) {
        return;
      }
      at = x.clone();
      value = 0;
      gradient = new double[x.length];
      for (int i = 0; i < width; i++) {
        value += 0.5 * penalty * x[i] * x[i];
        gradient[i] = penalty * x[i];
      }
      for (int r = 0; r < rows.size(); r++) {
        float[] row = rows.get(r);
        double score = x[width + styles.get(r)];
        for (int i = 0; i < width; i++) {
          score += x[i] * row[i];
        }
        double signed = labels.get(r) ? score : -score;
        value += signed > 0 ? Math.log1p(Math.exp(-signed)) : Math.log1p(Math.exp(signed)) - signed;
        double error = 1 / (1 + Math.exp(-score)) - (labels.get(r) ? 1 : 0);
        gradient[width + styles.get(r)] += error;
        for (int i = 0; i < width; i++) {
          gradient[i] += error * row[i];
        }
      }
    }
  }
}
