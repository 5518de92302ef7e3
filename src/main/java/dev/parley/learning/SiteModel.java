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
 * One version of a site's model: a scorer for each attribute it has learnt. Without one the shipped
 * score stands.
 *
 * @param version counted up from 1 on each site; 0 is the shipped models alone
 */
public record SiteModel(int version, Map<Attribute, Learnt> learnt) {
  private static final int FORMAT = 0x50484d31;

  /** The shipped models alone. */
  public static final SiteModel SHIPPED = new SiteModel(0, Map.of());

  /**
   * What was learnt of an attribute.
   *
   * @param until when the latest decision it has learnt from was made
   */
  public record Learnt(SiteModelScorer scorer, Instant until) {}

  public SiteModel {
    learnt = Map.copyOf(learnt);
  }

  Optional<Learnt> of(Attribute attribute) {
    return Optional.ofNullable(learnt.get(attribute));
  }

  /** The scores of a comment, with its own in place of the shipped ones where it has learnt. */
  public Scores scores(ModelInput sight) {
    Map<Attribute, Double> scores = new EnumMap<>(Attribute.class);
    scores.putAll(sight.shipped().available());
    learnt.forEach(
        (attribute, own) ->
            scores.computeIfPresent(
                attribute, (any, shipped) -> own.scorer().probability(sight, shipped)));
    proportion(scores, sight.shipped());
    return new Scores(sight.shipped().language(), scores);
  }

  /** No text has an attribute of toxicity more than toxicity: they change in proportion. */
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

  /** The attributes among these scores that are its own, with what it adds to an author's. */
  public Map<Attribute, Addition> additions(Scores shipped, Optional<Byline> author) {
    Map<Attribute, Addition> own = new EnumMap<>(Attribute.class);
    learnt.forEach((attribute, one) -> own.put(attribute, one.scorer().addition(author)));
    own.keySet().removeAll(shipped.unavailable());
    return own;
  }

  /** The model as it is stored: at most 128 KiB and some bytes. */
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

  public static SiteModel of(int version, byte[] bytes) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(bytes)))) {
      if (in.readInt() != FORMAT) {
        throw new IOException("not a site model of this format");
      }
      Map<Attribute, Learnt> learnt = new EnumMap<>(Attribute.class);
      for (int left = in.readUnsignedByte(); left > 0; left--) {
        Attribute attribute = Attribute.valueOf(in.readUTF());
        Instant until = Instant.ofEpochMilli(in.readLong());
        learnt.put(attribute, new Learnt(SiteModelScorer.read(in), until));
      }
      return new SiteModel(version, learnt);
    } catch (IllegalArgumentException unknown) {
      throw new IOException("a site model of an unknown attribute", unknown);
    }
  }
}
