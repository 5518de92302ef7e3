package dev.parley.learning;

import dev.parley.model.Addition;
import dev.parley.model.Features;
import dev.parley.text.Reading;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Optional;

/**
 * A site's own scorer of one attribute: a calibrated logistic regression on the shipped score's
 * logit and the hashed features of text, links and author. Each weight is stored as one byte:
 * {@code q} stands for {@code sign(q) (q / 127)^2 largest}.
 *
 * <p>Immutable.
 */
final class SiteModelScorer {
  /** The table has {@code 2^BITS} buckets: 64 KiB a scorer. */
  static final int BITS = 16;

  /** Logits of shipped scores are cut off here: beyond, they are certain enough. */
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

  /** The scorer of a regression and its calibration, with the precision of stored weights. */
  static SiteModelScorer of(PenalisedRegression regression, PlattScaling scaling) {
    double steepness = scaling.steepness();
    float largest = Float.MIN_NORMAL;
    for (float weight : regression.weights()) {
      largest = Math.max(largest, (float) (steepness * Math.abs(weight)));
    }
    byte[] table = new byte[1 << BITS];
    for (int bucket = 0; bucket < table.length; bucket++) {
      double share = steepness * regression.weights()[bucket] / largest;
      table[bucket] = (byte) Math.round(Math.signum(share) * 127 * Math.sqrt(Math.abs(share)));
    }
    return new SiteModelScorer(
        steepness * regression.bias() + scaling.shift(),
        steepness * regression.slope(),
        largest,
        table);
  }

  static int bucket(int hash) {
    return hash >>> (32 - BITS);
  }

  /** The logit of a probability, cut off at {@value #MOST_CERTAIN}. */
  static double logit(double probability) {
    double logit = Math.log(probability / (1 - probability));
    return Math.max(-MOST_CERTAIN, Math.min(MOST_CERTAIN, logit));
  }

  static double logistic(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }

  /** The calibrated probability, in [0, 1], given the shipped one. */
  double probability(ModelInput input, double shipped) {
    return logistic(bias + slope * logit(shipped) + added(input.features(), input.metadata()));
  }

  /** The sum of the weights of text and metadata, in logits. */
  private double added(Features features, int[] metadata) {
    double added = 0;
    for (int group = 0; group < Features.GROUPS; group++) {
      float sum = 0;
      for (int hash : features.hashes(group)) {
        sum += weight(hash);
      }
      added += sum * features.value(group);
    }
    for (int hash : metadata) {
      added += weight(hash) * MetadataFeatures.VALUE;
    }
    return added;
  }

  private float weight(int hash) {
    return weights[table[bucket(hash)] & 255];
  }

  /** The addition to the shipped score, for texts of an author. */
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
      throw new IOException("This scorer is damaged");
    }
    return new SiteModelScorer(bias, slope, largest, table);
  }
}
