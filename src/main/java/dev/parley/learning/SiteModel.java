package dev.parley.learning;

import dev.parley.model.Addition;
import dev.parley.model.Attribute;
import dev.parley.model.Scores;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * One version of a site's model: a scorer for each attribute the site has learnt. The shipped score
 * stands for every other attribute.
 *
 * @param version counted from 1 on each site; 0 is the shipped models alone
 */
public record SiteModel(int version, Map<Attribute, Learnt> learnt) {
  private static final int FORMAT = 0x50484d31;

  /** The shipped models alone. */
  public static final SiteModel SHIPPED = new SiteModel(0, Map.of());

  /**
   * What a site has learnt of one attribute.
   *
   * @param until when the latest example was decided that the scorer has learnt from
   */
  public record Learnt(SiteModelScorer scorer, Instant until) {}

  public SiteModel {
    learnt = Map.copyOf(learnt);
  }

  Optional<Learnt> of(Attribute attribute) {
    return Optional.ofNullable(learnt.get(attribute));
  }

  /** The scores of a comment: the site's own where it has learnt, otherwise the shipped ones. */
  public Scores scores(ModelInput input) {
    Map<Attribute, Double> scores = new EnumMap<>(Attribute.class);
    scores.putAll(input.shipped().available());
    learnt.forEach(
        (attribute, own) ->
            scores.computeIfPresent(
                attribute, (any, shipped) -> own.scorer().probability(input, shipped)));
    proportion(scores, input.shipped());
    return new Scores(input.shipped().language(), scores);
  }

  /** The finer attributes of toxicity change with it: none may score higher than toxicity. */
  private static void proportion(Map<Attribute, Double> scores, Scores shipped) {
    double before = shipped.of(Attribute.TOXICITY).orElse(0);
    double toxicity = scores.getOrDefault(Attribute.TOXICITY, 0.0);
    if (before > 0 && toxicity != before) {
      scores.replaceAll(
          (attribute, score) ->
              attribute == Attribute.SPAM || attribute == Attribute.TOXICITY
                  ? score
                  : Math.min(toxicity, score * toxicity / before));
    }
  }

  /** For each of these scores that is the site's own: the addition to the shipped score. */
  public Map<Attribute, Addition> additions(Scores shipped, Optional<Byline> author) {
    Map<Attribute, Addition> own = new EnumMap<>(Attribute.class);
    learnt.forEach((attribute, one) -> own.put(attribute, one.scorer().addition(author)));
    own.keySet().removeAll(shipped.unavailable());
    return own;
  }

  /** The stored form: a little over 128 KiB at most. */
  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
      out.writeInt(FORMAT);
      out.writeByte(learnt.size());
      for (Map.Entry<Attribute, Learnt> one : new TreeMap<>(learnt).entrySet()) {
        out.writeUTF(one.getKey().name());
        out.writeLong(one.getValue().until().toEpochMilli());
        one.getValue().scorer().write(out);
      }
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    return bytes.toByteArray();
  }

  /**
   * The model that {@link #toBytes} stored.
   *
   * @throws IOException when the bytes are damaged or of another format
   */
  public static SiteModel of(int version, byte[] bytes) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(bytes)))) {
      if (in.readInt() != FORMAT) {
        throw new IOException("The stored bytes are not a site model of this format");
      }
      Map<Attribute, Learnt> learnt = new EnumMap<>(Attribute.class);
      for (int left = in.readUnsignedByte(); left > 0; left--) {
        Attribute attribute = Attribute.valueOf(in.readUTF());
        Instant until = Instant.ofEpochMilli(in.readLong());
        learnt.put(attribute, new Learnt(SiteModelScorer.read(in), until));
      }
      return new SiteModel(version, learnt);
    } catch (IllegalArgumentException unknown) {
      throw new IOException("The stored site model has an unknown attribute", unknown);
    }
  }
}
