package dev.parley.learning;

import dev.parley.model.Addition;
import dev.parley.model.Features;
import dev.parley.text.Reading;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Optional;

/**
 * What a site's decisions add to one shipped score: a logistic regression on the hashed features of
 * text, links and author, with the shipped score's logit as an input, and a calibration of its own.
 * A weight is a byte: {@code q} stands for {@code sign(q) (q / 127)^2 largest}.
 *
 * <p>Immutable.
 */
final class SiteModelScorer {
  /** The table has {@code 2^BITS} buckets: 64 KiB a scorer. */
  static final int BITS = 16;

  /** The shipped score counts within these logits: beyond them it is certain enough. */
  private static final double MOST_CERTAIN = 7;

  private final double bias;
  private final double slope;
  private final float largest;
  private final byte[] table;
  private final float[] weights = new float[256];

  private SiteModelScorer(double bias, double slope, float largest, byte[] table) {
    this.bias = bias;
    this.slope = slope;
    this.largest = largest;
    this.table = table;
    for (int q = -128; q < 128; q++) {
      float share = q / 127f;
      weights[q & 255] = Math.signum(share) * share * share * largest;
    }
  }

  /**
   * A scorer with these weights, calibrated by a line.
   *
   * @param steepness what a logit is multiplied by
   * @param shift what is then added
   */
  static SiteModelScorer of(PenalisedRegression fit, double steepness, double shift) {
    float largest = Float.MIN_NORMAL;
    for (float weight : fit.weights()) {
      largest = Math.max(largest, (float) (steepness * Math.abs(weight)));
    }
    byte[] table = new byte[1 << BITS];
    for (int bucket = 0; bucket < table.length; bucket++) {
      double share = steepness * fit.weights()[bucket] / largest;
      table[bucket] = (byte) Math.round(Math.signum(share) * 127 * Math.sqrt(Math.abs(share)));
    }
    return new SiteModelScorer(
        steepness * fit.bias() + shift, steepness * fit.slope(), largest, table);
  }

  static int bucket(int hash) {
    return hash >>> (32 - BITS);
  }

  /** The logit of a probability, within bounds. */
  static double logit(double probability) {
    double logit = Math.log(probability / (1 - probability));
    return Math.max(-MOST_CERTAIN, Math.min(MOST_CERTAIN, logit));
  }

  static double logistic(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }

  /** The calibrated probability, given the shipped one. */
  double probability(ModelInput sight, double shipped) {
    return logistic(bias + slope * logit(shipped) + added(sight.features(), sight.traits()));
  }

  /** What text and author add, in logits. */
  private double added(Features features, int[] traits) {
    double added = 0;
    for (int group = 0; group < Features.GROUPS; group++) {
      float sum = 0;
      for (int hash : features.hashes(group)) {
        sum += weight(hash);
      }
      added += sum * features.value(group);
    }
    for (int hash : traits) {
      added += weight(hash) * MetadataFeatures.VALUE;
    }
    return added;
  }

  private float weight(int hash) {
    return weights[table[bucket(hash)] & 255];
  }

  /** What it adds to the shipped score of an author's texts. */
  Addition addition(Optional<Byline> author) {
    return new Addition() {
      @Override
      public double share() {
        return slope;
      }

      @Override
      public double weight(int hash) {
        return SiteModelScorer.this.weight(hash);
      }

      @Override
      public double of(Reading reading, Features features) {
        return added(features, MetadataFeatures.of(reading, author));
      }
    };
  }

  void write(DataOutputStream out) throws IOException {
    out.writeDouble(bias);
    out.writeDouble(slope);
    out.writeFloat(largest);
    out.write(table);
  }

  static SiteModelScorer read(DataInputStream in) throws IOException {
    double bias = in.readDouble();
    double slope = in.readDouble();
    float largest = in.readFloat();
    byte[] table = in.readNBytes(1 << BITS);
    if (table.length != 1 << BITS || !Double.isFinite(bias + slope + largest)) {
      throw new IOException("a damaged scorer");
    }
    return new SiteModelScorer(bias, slope, largest, table);
  }
}
