package dev.parley.model;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * A sentence encoder's opinion on one attribute: a logistic regression on a text's vector, and a
 * second one on its score and the fast model's (stacking, Wolpert 1992), calibrated. Immutable.
 */
public final class Opinion {
  private final Head head;
  private final Stack stack;
  private final Calibration calibration;
  private final Band band;

  /**
   * A linear scorer of vectors: {@code bias + weights · vector}.
   *
   * @param weights one for each number of the vector
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Head(float bias, float[] weights) {
    /**
     * The score of a vector.
     *
     * @throws IllegalArgumentException when the vector has another length than the weights
     */
    public double score(float[] vector) {
      if (vector.length != weights.length) {
        throw new IllegalArgumentException(
            "A vector of " + vector.length + " numbers for weights of " + weights.length);
      }
      double score = bias;
      for (int i = 0; i < weights.length; i++) {
        score += weights[i] * vector[i];
      }
      return score;
    }
  }

  /** A linear combination of two scores: {@code bias + fast · a + head · b}. */
  public record Stack(double bias, double fast, double head) {
    public double score(double ofFast, double ofHead) {
      return bias + fast * ofFast + head * ofHead;
    }
  }

  /**
   * The band where asking pays: from {@code low} to below {@code high}, in probabilities of the
   * fast model.
   */
  public record Band(double low, double high) {
    public boolean holds(double probability) {
      return probability >= low && probability < high;
    }
  }

  public Opinion(Head head, Stack stack, Calibration calibration, Band band) {
    this.head = head;
    this.stack = stack;
    this.calibration = calibration;
    this.band = band;
  }

  /**
   * The band where asking pays. Outside it the fast model's score stands, unless the text is asked
   * about anyway for another attribute: then the opinion is used.
   */
  public Band band() {
    return band;
  }

  /** The score before calibration. */
  public double raw(double fast, float[] vector) {
    return stack.score(fast, head.score(vector));
  }

  /**
   * The probability of the attribute.
   *
   * @param fast the fast model's uncalibrated score
   * @param vector the text's vector
   */
  public double probability(double fast, float[] vector) {
    return calibration.probability(raw(fast, vector));
  }

  void write(DataOutputStream out) throws IOException {
    out.writeFloat(head.bias());
    out.writeShort(head.weights().length);
    for (float weight : head.weights()) {
      out.writeFloat(weight);
    }
    out.writeDouble(stack.bias());
    out.writeDouble(stack.fast());
    out.writeDouble(stack.head());
    out.writeDouble(band.low());
    out.writeDouble(band.high());
    calibration.write(out);
  }

  static Opinion read(DataInputStream in) throws IOException {
    float bias = in.readFloat();
    float[] weights = new float[in.readUnsignedShort()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = in.readFloat();
    }
    Stack stack = new Stack(in.readDouble(), in.readDouble(), in.readDouble());
    Band band = new Band(in.readDouble(), in.readDouble());
    return new Opinion(new Head(bias, weights), stack, Calibration.read(in), band);
  }
}
