package dev.parley.model;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * Linear scorers of one language that share a table of hashed features: one row of bytes per
 * bucket, one byte per column. A byte {@code q} stands for the weight {@code sign(q) (q / 127)^2
 * largest}, which keeps small weights apart. Each weight is the product of a feature's naive-Bayes
 * log-count ratio and its trained coefficient. There are at most eight columns.
 *
 * <p>Immutable and without locks.
 */
public final class LinearModel {
  private static final int FORMAT = 0x504c4d31;

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** One scorer: its bias, the scale of its weights, and its calibration. */
  public record Column(Attribute attribute, float bias, float largest, Calibration calibration) {}

  private final Set<String> languages;
  private final Wording wording;
  private final int bits;
  private final List<Column> columns;

  /** Padded with zeros, so that eight bytes can be read from the last row on. */
  private final byte[] rows;

  /** The mask of one row's bytes among eight. */
  private final long row;

  private final float[][] weights;

  LinearModel(Set<String> languages, int bits, List<Column> columns, byte[] rows) {
    this.languages = Set.copyOf(languages);
    this.wording = wording(languages);
    this.bits = bits;
    this.columns = List.copyOf(columns);
    this.rows = Arrays.copyOf(rows, (columns.size() << bits) + Long.BYTES);
    this.row = columns.size() < Long.BYTES ? (1L << 8 * columns.size()) - 1 : -1;
    weights = new float[columns.size()][256];
    for (int column = 0; column < columns.size(); column++) {
      for (int q = -128; q < 128; q++) {
        float share = q / 127f;
        weights[column][q & 255] =
            Math.signum(share) * share * share * columns.get(column).largest();
      }
    }
  }

  /** Each language has its wording; a model for several reads the whole comment. */
  private static Wording wording(Set<String> languages) {
    return languages.size() == 1 ? Wording.of(languages.iterator().next()) : Wording.COMMENT;
  }

  /** What the scorers read of a text. */
  Wording wording() {
    return wording;
  }

  /** Quantises trained scorers to one byte per weight. */
  public static LinearModel of(
      Set<String> languages, int bits, List<Attribute> attributes, List<Coefficients> scorers) {
    return of(languages, bits, attributes, scorers, 1);
  }

  /**
   * Quantises trained scorers.
   *
   * @param step weights keep one of every so many values a byte can have, in [1, 16]: the file of a
   *     model with a step of 4 is two thirds as large as with 1, and its AUC the same to .001
   */
  public static LinearModel of(
      Set<String> languages,
      int bits,
      List<Attribute> attributes,
      List<Coefficients> scorers,
      int step) {
    int width = scorers.size();
    byte[] rows = new byte[(1 << bits) * width];
    List<Column> columns = new ArrayList<>();
    for (int column = 0; column < width; column++) {
      Coefficients scorer = scorers.get(column);
      float largest = Float.MIN_NORMAL;
      for (float weight : scorer.weights()) {
        largest = Math.max(largest, Math.abs(weight));
      }
      for (int bucket = 0; bucket < scorer.weights().length; bucket++) {
        float share = scorer.weights()[bucket] / largest;
        long steps = Math.min(127 / step, Math.round(127.0 / step * Math.sqrt(Math.abs(share))));
        rows[bucket * width + column] = (byte) (Math.signum(share) * step * steps);
      }
      columns.add(
          new Column(attributes.get(column), (float) scorer.bias(), largest, Calibration.LOGISTIC));
    }
    return new LinearModel(languages, bits, columns, rows);
  }

  /** The same scorers with these calibrations. */
  public LinearModel calibrated(List<Calibration> calibrations) {
    List<Column> calibrated = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      calibrated.add(
          new Column(column.attribute(), column.bias(), column.largest(), calibrations.get(i)));
    }
    return new LinearModel(languages, bits, calibrated, rows);
  }

  /** ISO 639-1 codes of the languages the scorers are for. */
  Set<String> languages() {
    return languages;
  }

  /** The column of an attribute, or -1. */
  public int column(Attribute attribute) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).attribute() == attribute) {
        return i;
      }
    }
    return -1;
  }

  /** The calibration of a column. */
  public Calibration calibration(int column) {
    return columns.get(column).calibration();
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
  public double[] raw(Features text) {
    Features features = text.as(wording);
    int width = columns.size();
    double[] scores = new double[width];
    for (int column = 0; column < width; column++) {
      scores[column] = columns.get(column).bias();
    }
    for (int group = 0; group < Features.GROUPS; group++) {
      float value = features.value(group);
      for (int hash : features.hashes(group)) {
        // Most features carry nothing in most columns: zeros in a row are skipped together.
        long left = (long) EIGHT.get(rows, bucket(hash) * width) & row;
        while (left != 0) {
          int column = Long.numberOfTrailingZeros(left) >> 3;
          int q = (int) (left >>> 8 * column) & 255;
          scores[column] += value * weights[column][q];
          left &= ~(255L << 8 * column);
        }
      }
    }
    return scores;
  }

  /**
   * The calibrated probability of each column. For the finer attributes of toxicity it is the
   * probability given that the text is toxic.
   */
  public double[] probabilities(Features features) {
    double[] scores = raw(features);
    for (int column = 0; column < scores.length; column++) {
      scores[column] = columns.get(column).calibration().probability(scores[column]);
    }
    return scores;
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(FORMAT);
    out.writeUTF(String.join(" ", new TreeSet<>(languages)));
    out.writeByte(bits);
    out.writeByte(columns.size());
    for (Column column : columns) {
      out.writeUTF(column.attribute().key());
      out.writeFloat(column.bias());
      out.writeFloat(column.largest());
      column.calibration().write(out);
    }
    // Column by column: neighbouring rows are unrelated, but zeros in one column compress well.
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
      for (int column = 0; column < columns.size(); column++) {
        for (int place = column; place < columns.size() << bits; place += columns.size()) {
          deflater.write(rows[place]);
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
    Set<String> languages = Set.of(in.readUTF().split(" "));
    int bits = in.readUnsignedByte();
    int width = in.readUnsignedByte();
    if (bits < 4 || bits > 24 || width < 1 || width > Long.BYTES) {
      throw new IOException("a table of 2^" + bits + " rows of " + width);
    }
    List<Column> columns = new ArrayList<>(width);
    for (int column = 0; column < width; column++) {
      columns.add(readColumn(in));
    }
    byte[] packed = in.readNBytes(in.readInt());
    byte[] rows = new byte[(1 << bits) * width];
    try (InflaterInputStream inflater = new InflaterInputStream(new ByteArrayInputStream(packed))) {
      byte[] plain = inflater.readNBytes(rows.length);
      if (plain.length != rows.length) {
        throw new IOException("the table ends early");
      }
      int size = 1 << bits;
      for (int i = 0; i < plain.length; i++) {
        rows[i % size * width + i / size] = plain[i];
      }
    }
    return new LinearModel(languages, bits, columns, rows);
  }

  private static Column readColumn(DataInputStream in) throws IOException {
    String key = in.readUTF();
    float bias = in.readFloat();
    float largest = in.readFloat();
    Calibration calibration = Calibration.read(in);
    Attribute attribute =
        Attribute.of(key).orElseThrow(() -> new IOException("an unknown attribute " + key));
    return new Column(attribute, bias, largest, calibration);
  }
}
