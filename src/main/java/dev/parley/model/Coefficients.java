package dev.parley.model;

/**
 * A trained linear scorer before it is quantised.
 *
 * @param bias the score of a text without features
 * @param weights the weight of each bucket of hashed features, log-count ratio included
 */
@SuppressWarnings("ArrayRecordComponent")
public record Coefficients(double bias, float[] weights) {
  /** A scorer whose score is the sum of both. */
  public Coefficients plus(Coefficients other) {
    float[] sum = weights.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += other.weights[i];
    }
    return new Coefficients(bias + other.bias, sum);
  }

  /** A scorer whose score is a multiple of this one's. */
  public Coefficients times(double factor) {
    float[] product = weights.clone();
    for (int i = 0; i < product.length; i++) {
      product[i] *= (float) factor;
    }
    return new Coefficients(bias * factor, product);
  }

  public double raw(Features features, int bits) {
    double score = bias;
    for (int group = 0; group < Features.GROUPS; group++) {
      float value = features.value(group);
      for (int hash : features.hashes(group)) {
        score += value * weights[hash >>> (32 - bits)];
      }
    }
    return score;
  }
}
