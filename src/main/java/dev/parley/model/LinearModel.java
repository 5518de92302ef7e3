package dev.parley.model;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * Linear scorers of one language that share a table of hashed features: a row of one byte for each
 * column. A byte {@code q} stands for the weight {@code sign(q) (q / 127)^2 largest}, which keeps
 * small weights apart; the product of a feature's naive-Bayes log-count ratio and its trained
 * coefficient is one such weight.
 *
 * <p>Immutable and without locks.
 */
final class LinearModel {
  private static final int FORMAT = 0x504c4d31;

  /** One scorer: its bias, and its weights' scale and calibration. */
  record Column(Attribute attribute, float bias, float largest, Calibration calibration) {}

  private final int bits;
  private final List<Column> columns;
  private final byte[] rows;
  private final float[][] weights;

  LinearModel(int bits, List<Column> columns, byte[] rows) {
    this.bits = bits;
    this.columns = List.copyOf(columns);
    this.rows = rows;
    weights = new float[columns.size()][256];
    for (int column = 0; column < columns.size(); column++) {
      for (int q = -128; q < 128; q++) {
        float share = q / 127f;
        weights[column][q & 255] =
            Math.signum(share) * share * share * columns.get(column).largest();
      }
    }
  }

  List<Column> columns() {
    return columns;
  }

  int bucket(int hash) {
    return hash >>> (32 - bits);
  }

  /** The weight of a feature in a column. */
  float weight(int hash, int column) {
    return weights[column][rows[bucket(hash) * columns.size() + column] & 255];
  }

  /** The uncalibrated score of each column. */
  double[] raw(Features features) {
    int width = columns.size();
    double[] scores = new double[width];
    for (int column = 0; column < width; column++) {
      scores[column] = columns.get(column).bias();
    }
    for (int group = 0; group < Features.GROUPS; group++) {
      float value = features.value(group);
      for (int hash : features.hashes(group)) {
        int row = bucket(hash) * width;
        for (int column = 0; column < width; column++) {
          int q = rows[row + column];
          if (q != 0) {
            scores[column] += value * weights[column][q & 255];
          }
        }
      }
    }
    return scores;
  }

  /**
   * The calibrated probability of each column. The attributes beside toxicity are probabilities
   * given that the text is toxic.
   */
  double[] probabilities(Features features) {
    double[] scores = raw(features);
    for (int column = 0; column < scores.length; column++) {
      scores[column] = columns.get(column).calibration().probability(scores[column]);
    }
    return scores;
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(FORMAT);
    out.writeByte(bits);
    out.writeByte(columns.size());
    for (Column column : columns) {
      out.writeUTF(column.attribute().key());
      out.writeFloat(column.bias());
      out.writeFloat(column.largest());
      Calibration calibration = column.calibration();
      out.writeInt(calibration.scores().length);
      for (int i = 0; i < calibration.scores().length; i++) {
        out.writeFloat(calibration.scores()[i]);
        out.writeFloat(calibration.probabilities()[i]);
      }
    }
    // Column by column: rows of neighbours say nothing about each other, zeros in a row compress.
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
      for (int column = 0; column < columns.size(); column++) {
        for (int row = column; row < rows.length; row += columns.size()) {
          deflater.write(rows[row]);
        }
      }
    }
    out.writeInt(packed.size());
    packed.writeTo(out);
  }

  static LinearModel read(DataInputStream in) throws IOException {
    if (in.readInt() != FORMAT) {
      throw new IOException("not a model of this format");
    }
    int bits = in.readUnsignedByte();
    int width = in.readUnsignedByte();
    if (bits < 4 || bits > 24 || width < 1) {
      throw new IOException("a table of 2^" + bits + " rows of " + width);
    }
    List<Column> columns = new ArrayList<>(width);
    for (int column = 0; column < width; column++) {
      columns.add(readColumn(in));
    }
    byte[] packed = in.readNBytes(in.readInt());
    byte[] rows = new byte[(1 << bits) * width];
    try (InflaterInputStream inflater =
        new InflaterInputStream(new java.io.ByteArrayInputStream(packed))) {
      byte[] plain = inflater.readNBytes(rows.length);
      if (plain.length != rows.length) {
        throw new IOException("the table ends early");
      }
      int size = 1 << bits;
      for (int i = 0; i < plain.length; i++) {
        rows[i % size * width + i / size] = plain[i];
      }
    }
    return new LinearModel(bits, columns, rows);
  }

  private static Column readColumn(DataInputStream in) throws IOException {
    String key = in.readUTF();
    float bias = in.readFloat();
    float largest = in.readFloat();
    int points = in.readInt();
    if (points < 1 || points > 100_000) {
      throw new IOException("a calibration of " + points + " points");
    }
    float[] scores = new float[points];
    float[] probabilities = new float[points];
    for (int i = 0; i < points; i++) {
      scores[i] = in.readFloat();
      probabilities[i] = in.readFloat();
    }
    for (Attribute attribute : Attribute.values()) {
      if (attribute.key().equals(key)) {
        return new Column(attribute, bias, largest, new Calibration(scores, probabilities));
      }
    }
    throw new IOException("an unknown attribute " + key);
  }
}
