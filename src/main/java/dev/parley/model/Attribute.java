package dev.parley.model;

import java.util.Arrays;
import java.util.Optional;

/** A property of a text that a model gives a probability for. */
public enum Attribute {
  TOXICITY("toxicity"),
  SEVERE_TOXICITY("severe_toxicity"),
  OBSCENE("obscene"),
  THREAT("threat"),
  INSULT("insult"),
  IDENTITY_ATTACK("identity_attack"),
  SPAM("spam");

  private final String key;

  Attribute(String key) {
    this.key = key;
  }

  /** The attribute with that name. */
  public static Optional<Attribute> of(String key) {
    return Arrays.stream(values()).filter(one -> one.key.equals(key)).findFirst();
  }

  /** Whether it is a kind of toxicity, such as a threat. */
  public boolean isFiner() {
    return this != TOXICITY && this != SPAM;
  }

  /** The name used in JSON. */
  public String key() {
    return key;
  }
}
