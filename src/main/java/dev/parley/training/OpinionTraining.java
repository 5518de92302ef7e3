package dev.parley.training;

import dev.parley.encoder.Encoder;
import dev.parley.model.Attribute;
import dev.parley.model.Calibration;
import dev.parley.model.LinearModel;
import dev.parley.model.Opinion;
import dev.parley.model.Opinion.Band;
import dev.parley.model.Opinion.Head;
import dev.parley.model.Opinion.Stack;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Trains the second opinion on an attribute: the head on vectors of the training split; its
 * stacking with the fast model, its calibration and its band on the calibration split, which
 * neither model has seen.
 */
final class OpinionTraining {
  /** For standardised vectors. */
  private static final double HEAD_PENALTY = 1_000;

  private static final double STACK_PENALTY = 0.01;

  private final Attribute attribute;
  private final LinearModel fast;
  private final Function<Example, String> style;
  private final double trust;
  private final Vectors vectors;
  private final int threads;

  /**
   * The rows for training.
   *
   * @param head rows that train the weights of a vector
   * @param stack rows that train how much the head counts beside the fast model
   * @param judged rows for calibration and for the band
   */
  record Rows(List<Example> head, List<Example> stack, List<Example> judged) {}

  /**
   * @param fast the fast model of the attribute
   * @param style the style whose bias a row shares while training; scores are given in {@link
   *     Mix#STYLE}
   * @param trust the factor of the head's weight beside the fast model: 1, or less when rows of
   *     other sites would give it less
   * @param threads one, or more: then the regression uses all processors
   */
  OpinionTraining(
      Attribute attribute,
      LinearModel fast,
      Function<Example, String> style,
      double trust,
      Vectors vectors,
      int threads) {
    this.attribute = attribute;
    this.fast = fast;
    this.style = style;
    this.trust = trust;
    this.vectors = vectors;
    this.threads = threads;
  }

  Opinion train(Rows rows, OpinionBands bands) {
    Head head = head(rows.head());
    Stack stack = stack(head, rows.stack());
    List<Example> judged = rows.judged();
    if (judged.isEmpty()) {
      return new Opinion(head, stack, Calibration.LOGISTIC, new Band(0, 1));
    }
    boolean[] labels = Training.labels(judged, attribute);
    double[] scores =
        judged.stream().mapToDouble(e -> stack.score(raw(e), head.score(vectors.of(e)))).toArray();
    Calibration calibration = Calibration.fit(scores, labels);
    Calibration ofFast = fast.calibration(fast.column(attribute));
    double[] first = judged.stream().mapToDouble(e -> ofFast.probability(raw(e))).toArray();
    return new Opinion(head, stack, calibration, bands.of(first, labels));
  }

  /** The head, with the standardisation of the vectors folded in. */
  private Head head(List<Example> rows) {
    double[] mean = new double[Encoder.NUMBERS];
    double[] square = new double[Encoder.NUMBERS];
    for (Example row : rows) {
      float[] vector = vectors.of(row);
      for (int i = 0; i < vector.length; i++) {
        mean[i] += vector[i] / rows.size();
        square[i] += vector[i] * vector[i] / rows.size();
      }
    }
    double[] deviation = new double[Encoder.NUMBERS];
    Arrays.setAll(deviation, i -> Math.sqrt(Math.max(1e-12, square[i] - mean[i] * mean[i])));
    LogisticRegression regression = new LogisticRegression(Encoder.NUMBERS, HEAD_PENALTY, threads);
    for (Example row : rows) {
      float[] vector = vectors.of(row);
      float[] standard = new float[vector.length];
      for (int i = 0; i < vector.length; i++) {
        standard[i] = (float) ((vector[i] - mean[i]) / deviation[i]);
      }
      regression.add(standard, row.is(attribute), style.apply(row));
    }
    LogisticRegression.Fit fit = regression.fit(Mix.STYLE.name());
    double bias = fit.bias();
    float[] weights = new float[Encoder.NUMBERS];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (fit.weights()[i] / deviation[i]);
      bias -= fit.weights()[i] * mean[i] / deviation[i];
    }
    return new Head((float) bias, weights);
  }

  private Stack stack(Head head, List<Example> rows) {
    LogisticRegression regression = new LogisticRegression(2, STACK_PENALTY, 1);
    for (Example row : rows) {
      regression.add(
          new float[] {(float) raw(row), (float) head.score(vectors.of(row))},
          row.is(attribute),
          style.apply(row));
    }
    LogisticRegression.Fit fit = regression.fit(Mix.STYLE.name());
    return new Stack(fit.bias(), fit.weights()[0], trust * fit.weights()[1]);
  }

  private double raw(Example example) {
    return fast.raw(example.features())[fast.column(attribute)];
  }
}
