package dev.parley.learning;

import dev.parley.model.Attribute;
import dev.parley.model.Features;
import dev.parley.model.Minimizer;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * A logistic regression on top of a shipped score. Its prior is the shipped score itself: a
 * coefficient of 1 on the shipped logit and 0 on everything else, and each step away from that
 * costs something. So a few decisions change little, and a text unlike all examples keeps its
 * shipped score.
 *
 * @param bias added to every score
 * @param slope the coefficient of the shipped logit
 * @param weights by bucket
 */
@SuppressWarnings("ArrayRecordComponent")
record PenalisedRegression(double bias, double slope, float[] weights) {
  /**
   * The price of a squared weight, in nats of log-loss summed over the rows, is {@code PENALTY /
   * (0.5 + 0.5 |r|)^2}, where {@code r} is the logarithm of how much more often the feature occurs
   * with the label than without it. This uses the weights of naive Bayes as a prior (Wang and
   * Manning, "Baselines and bigrams", 2012): a feature that tells the labels apart is cheap to use.
   */
  private static final double PENALTY = 0.2;

  /** The price of the squared distance of the slope from 1. */
  private static final double SLOPE_PENALTY = 2;

  /** The price of the squared bias. */
  private static final double BIAS_PENALTY = 0.1;

  /** A bucket must occur in so many rows: one occurrence says nothing about the next comment. */
  private static final int CUTOFF = 2;

  /** The shipped score, unchanged. */
  static final PenalisedRegression PRIOR =
      new PenalisedRegression(0, 1, new float[1 << SiteModelScorer.BITS]);

  /** One row of the regression: its sparse features, the shipped logit, the label and a weight. */
  record Row(int[] buckets, float[] values, double shipped, boolean label, double weight) {
    /** The row of an example, with weight 1. */
    static Row of(LabelledExample example, Attribute attribute) {
      ModelInput input = example.input();
      int size = input.metadata().length;
      for (int group = 0; group < Features.GROUPS; group++) {
        size += input.features().hashes(group).length;
      }
      int[] buckets = new int[size];
      float[] values = new float[size];
      int n = 0;
      for (int group = 0; group < Features.GROUPS; group++) {
        for (int hash : input.features().hashes(group)) {
          buckets[n] = SiteModelScorer.bucket(hash);
          values[n++] = input.features().value(group);
        }
      }
      for (int hash : input.metadata()) {
        buckets[n] = SiteModelScorer.bucket(hash);
        values[n++] = MetadataFeatures.VALUE;
      }
      return new Row(
          buckets,
          values,
          SiteModelScorer.logit(input.shipped().of(attribute).orElseThrow()),
          example.is(attribute),
          1);
    }

    /** The same row with another weight. */
    Row withWeight(double other) {
      return new Row(buckets, values, shipped, label, other);
    }
  }

  /** Fits the rows; the search starts from an earlier regression. */
  static PenalisedRegression of(List<Row> rows, PenalisedRegression start) {
    Objective objective = new Objective(rows, start);
    return objective.fit(Minimizer.minimum(objective, objective.dimension));
  }

  /** The logit of a row. */
  double logit(Row row) {
    double score = bias + slope * row.shipped();
    for (int i = 0; i < row.buckets().length; i++) {
      score += row.values()[i] * weights[row.buckets()[i]];
    }
    return score;
  }

  /** The penalised loss as a function of the step away from the start. */
  private static final class Objective implements Minimizer.Function {
    private final List<Row> rows;
    private final PenalisedRegression start;

    /** The parameter of each bucket; -1 for a bucket that occurs in too few rows. */
    private final int[] places = new int[1 << SiteModelScorer.BITS];

    private final int dimension;

    /** The price of each squared parameter; the first two, bias and slope, have none here. */
    private final double[] costs;

    Objective(List<Row> rows, PenalisedRegression start) {
      this.rows = rows;
      this.start = start;
      int[] seen = new int[places.length];
      int[] lastRow = new int[places.length];
      for (int r = 0; r < rows.size(); r++) {
        for (int bucket : rows.get(r).buckets()) {
          if (lastRow[bucket] != r + 1) {
            lastRow[bucket] = r + 1;
            seen[bucket]++;
          }
        }
      }
      int next = 2;
      for (int bucket = 0; bucket < places.length; bucket++) {
        places[bucket] = seen[bucket] >= CUTOFF ? next++ : -1;
      }
      dimension = next;
      costs = costs();
    }

    private double[] costs() {
      double[][] seen = new double[2][dimension];
      double[] all = new double[2];
      for (Row row : rows) {
        int label = row.label() ? 1 : 0;
        all[label] += row.weight();
        for (int bucket : row.buckets()) {
          if (places[bucket] >= 0) {
            seen[label][places[bucket]] += row.weight();
          }
        }
      }
      double[] found = new double[dimension];
      for (int i = 2; i < dimension; i++) {
        double with = (seen[1][i] + 1) / (all[1] + 2);
        double without = (seen[0][i] + 1) / (all[0] + 2);
        double tells = 0.5 + 0.5 * Math.abs(Math.log(with / without));
        found[i] = PENALTY / (tells * tells);
      }
      return found;
    }

    PenalisedRegression fit(double[] step) {
      float[] weights = new float[places.length];
      for (int bucket = 0; bucket < weights.length; bucket++) {
        if (places[bucket] >= 0) {
          weights[bucket] = (float) (start.weights()[bucket] + step[places[bucket]]);
        }
      }
      return new PenalisedRegression(start.bias() + step[0], start.slope() + step[1], weights);
    }

    @Override
    public double at(double[] step, double[] gradient) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("Fitting the model took too long");
      }
      double[] at = step.clone();
      at[0] += start.bias();
      at[1] += start.slope();
      for (int bucket = 0; bucket < places.length; bucket++) {
        if (places[bucket] >= 0) {
          at[places[bucket]] += start.weights()[bucket];
        }
      }
      gradient[0] = BIAS_PENALTY * at[0];
      gradient[1] = SLOPE_PENALTY * (at[1] - 1);
      double cost = BIAS_PENALTY * at[0] * at[0] + SLOPE_PENALTY * (at[1] - 1) * (at[1] - 1);
      for (int i = 2; i < dimension; i++) {
        cost += costs[i] * at[i] * at[i];
        gradient[i] = costs[i] * at[i];
      }
      double value = cost / 2;
      for (Row row : rows) {
        value += add(row, at, gradient);
      }
      return value;
    }

    /** Answers the loss of a row, and adds its gradient. */
    private double add(Row row, double[] at, double[] gradient) {
      double score = at[0] + at[1] * row.shipped();
      for (int i = 0; i < row.buckets().length; i++) {
        int place = places[row.buckets()[i]];
        if (place >= 0) {
          score += row.values()[i] * at[place];
        }
      }
      double signed = row.label() ? score : -score;
      double pull = row.weight() * (SiteModelScorer.logistic(score) - (row.label() ? 1 : 0));
      gradient[0] += pull;
      gradient[1] += pull * row.shipped();
      for (int i = 0; i < row.buckets().length; i++) {
        int place = places[row.buckets()[i]];
        if (place >= 0) {
          gradient[place] += pull * row.values()[i];
        }
      }
      // log(1 + exp(-signed)) without overflow.
      return row.weight() * (Math.max(0, -signed) + Math.log1p(Math.exp(-Math.abs(signed))));
    }
  }
}
