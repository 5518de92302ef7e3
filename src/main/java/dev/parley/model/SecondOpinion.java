package dev.parley.model;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * A sentence encoder's second opinions on the scores of the fast models: one opinion for each of
 * some attributes, all from the same vector of a text. English only. Immutable.
 */
public final class SecondOpinion {
  private static final int FORMAT = 0x50533032;

  /** The language it knows, an ISO 639-1 code. */
  public static final String LANGUAGE = "en";

  private final Map<Attribute, Opinion> opinions = new EnumMap<>(Attribute.class);
  private final Set<Attribute> attributes;

  /**
   * @param opinions by attribute: toxicity, spam or both
   */
  public SecondOpinion(Map<Attribute, Opinion> opinions) {
    this.opinions.putAll(opinions);
    this.attributes = Collections.unmodifiableSet(this.opinions.keySet());
  }

  /** The attributes it has an opinion on. */
  public Set<Attribute> attributes() {
    return attributes;
  }

  /**
   * The opinion on an attribute.
   *
   * @throws IllegalArgumentException when there is none
   */
  public Opinion on(Attribute attribute) {
    Opinion opinion = opinions.get(attribute);
    if (opinion == null) {
      throw new IllegalArgumentException("No second opinion on " + attribute.key());
    }
    return opinion;
  }

  /**
   * Whether one of the fast models' scores is where asking pays. Nobody asks how toxic certain spam
   * is: a flood of it must not fill the queue.
   */
  boolean doubts(Scores fast) {
    Opinion onSpam = opinions.get(Attribute.SPAM);
    if (onSpam != null && fast.of(Attribute.SPAM).orElse(0) >= onSpam.band().high()) {
      return false;
    }
    return opinions.entrySet().stream()
        .anyMatch(one -> one.getValue().band().holds(fast.of(one.getKey()).orElse(-1)));
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(FORMAT);
    out.writeByte(opinions.size());
    for (Map.Entry<Attribute, Opinion> one : opinions.entrySet()) {
      out.writeUTF(one.getKey().key());
      one.getValue().write(out);
    }
  }

  static SecondOpinion read(DataInputStream in) throws IOException {
    if (in.readInt() != FORMAT) {
      throw new IOException("not a second opinion of this format");
    }
    Map<Attribute, Opinion> opinions = new EnumMap<>(Attribute.class);
    for (int left = in.readUnsignedByte(); left > 0; left--) {
      String key = in.readUTF();
      Attribute attribute =
          Attribute.of(key).orElseThrow(() -> new IOException("an unknown attribute " + key));
      opinions.put(attribute, Opinion.read(in));
    }
    return new SecondOpinion(opinions);
  }
}
