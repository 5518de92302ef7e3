package dev.parley.training;

import dev.parley.encoder.Encoder;
import dev.parley.model.Attribute;
import dev.parley.model.Calibration;
import dev.parley.model.LinearModel;
import dev.parley.model.SecondOpinion;
import dev.parley.model.SecondOpinion.Band;
import dev.parley.model.SecondOpinion.Head;
import dev.parley.model.SecondOpinion.Stack;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How the second opinion is made: the head on the vectors of the training split; its stacking with
 * the fast model, calibration and band on the calibration split, which neither has seen.
 */
final class OpinionTraining {
  /** For standardised vectors. */
  private static final double HEAD_PENALTY = 200;

  private static final double STACK_PENALTY = 0.01;

  /** The share of comments that may be asked about. */
  private static final double MOST_ASKED = 0.3;

  private static final int RESAMPLES = 40;

  private final Corpus corpus;
  private final Vectors vectors;
  private final LinearModel fast;
  private final Calibration fastCalibration;
  private final int threads;

  /**
   * @param fast the fast model of English toxicity
   * @param fastCalibration its calibration
   * @param threads used by the optimiser
   */
  OpinionTraining(
      Corpus corpus, Vectors vectors, LinearModel fast, Calibration fastCalibration, int threads) {
    this.corpus = corpus;
    this.vectors = vectors;
    this.fast = fast;
    this.fastCalibration = fastCalibration;
    this.threads = threads;
  }

  SecondOpinion train() {
    Head head = head(Mix.ENCODER.rows(corpus, Example.Split.TRAINING));
    Stack stack = stack(head, Mix.ENCODER.rows(corpus, Example.Split.CALIBRATION));
    List<Example> judged =
        corpus.where(e -> e.source() == Mix.STYLE && e.split() == Example.Split.CALIBRATION);
    double[] scores =
        judged.stream().mapToDouble(e -> stack.score(raw(e), head.score(vectors.of(e)))).toArray();
    Calibration calibration =
        judged.isEmpty()
            ? Calibration.LOGISTIC
            : Calibration.fit(scores, Training.labels(judged, Attribute.TOXICITY));
    return new SecondOpinion(head, stack, calibration, band(judged, scores, calibration));
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
      regression.add(standard, row.is(Attribute.TOXICITY), Mix.style(row.source()));
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
      // Clean rows of other kinds would only move the bias.
      if (!Mix.style(row.source()).equals(Mix.STYLE.name()) || row.source() == Mix.STYLE) {
        regression.add(
            new float[] {(float) raw(row), (float) head.score(vectors.of(row))},
            row.is(Attribute.TOXICITY),
            Mix.style(row.source()));
      }
    }
    LogisticRegression.Fit fit = regression.fit(Mix.STYLE.name());
    return new Stack(fit.bias(), fit.weights()[0], fit.weights()[1]);
  }

  private double raw(Example example) {
    return fast.raw(example.features())[fast.column(Attribute.TOXICITY)];
  }

  /**
   * The window of the fast model's scores, as quantiles, in which asking leaves least to people;
   * the mean over resamples, because few comments decide.
   */
  private Band band(List<Example> rows, double[] scores, Calibration calibration) {
    if (rows.isEmpty()) {
      return new Band(0, 1);
    }
    boolean[] labels = Training.labels(rows, Attribute.TOXICITY);
    double[] first = rows.stream().mapToDouble(e -> fastCalibration.probability(raw(e))).toArray();
    double[] second = Arrays.stream(scores).map(calibration::probability).toArray();
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
