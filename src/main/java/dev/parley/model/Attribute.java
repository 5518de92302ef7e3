package dev.parley.model;

import java.util.Arrays;
import java.util.Optional;

/** What a model gives a probability of. */
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

  /** The attribute of a name. */
  static Optional<Attribute> of(String key) {
    return Arrays.stream(values()).filter(one -> one.key.equals(key)).findFirst();
  }

  /** The name used in JSON. */
  public String key() {
    return key;
  }
}
