package dev.parley.perspective;

import dev.parley.model.Attribute;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * An attribute of Perspective that Parley's models have an answer to. The others are unknown here,
 * which is truer than a number nobody has learnt.
 */
enum PerspectiveAttribute {
  TOXICITY(true, Attribute.TOXICITY),
  SEVERE_TOXICITY(true, Attribute.SEVERE_TOXICITY),
  IDENTITY_ATTACK(true, Attribute.IDENTITY_ATTACK),
  INSULT(true, Attribute.INSULT),
  PROFANITY(true, Attribute.OBSCENE),
  THREAT(true, Attribute.THREAT),
  OBSCENE(false, Attribute.OBSCENE),
  SPAM(false, Attribute.SPAM),
  /** Comments are rejected for their tone or as spam. */
  LIKELY_TO_REJECT(false, Attribute.TOXICITY, Attribute.SPAM);

  private static final String EXPERIMENTAL = "_EXPERIMENTAL";

  private final boolean hasExperiment;
  private final Attribute attribute;
  private final Attribute orAttribute;

  PerspectiveAttribute(boolean hasExperiment, Attribute attribute) {
    this(hasExperiment, attribute, attribute);
  }

  PerspectiveAttribute(boolean hasExperiment, Attribute attribute, Attribute orAttribute) {
    this.hasExperiment = hasExperiment;
    this.attribute = attribute;
    this.orAttribute = orAttribute;
  }

  /** The attribute of that name; those in production have an experimental twin. */
  static Optional<PerspectiveAttribute> named(String name) {
    return Arrays.stream(values())
        .filter(
            one ->
                name.equals(one.name())
                    || one.hasExperiment && name.equals(one.name() + EXPERIMENTAL))
        .findFirst();
  }

  /** Its score among those of a text: the worse of the two it may be made of, if both are known. */
  Optional<Double> of(Map<String, Double> scores) {
    Optional<Double> one = Optional.ofNullable(scores.get(attribute.key()));
    Optional<Double> other = Optional.ofNullable(scores.get(orAttribute.key()));
    return one.flatMap(score -> other.map(or -> Math.max(score, or)));
  }

  /** Whether it is what a site can learn, by itself. */
  boolean isLearnt() {
    return this == TOXICITY || this == SPAM;
  }

  /**
   * What someone says of a text who says that it has the attribute, or that it has not. What is
   * insulting is toxic, but what is no insult may be toxic for something else; what is obscene may
   * be meant kindly; what is likely to be rejected may be so for two reasons.
   */
  Map<Attribute, Boolean> says(boolean has) {
    return switch (this) {
      case TOXICITY -> Map.of(Attribute.TOXICITY, has);
      case SPAM -> Map.of(Attribute.SPAM, has);
      case SEVERE_TOXICITY, IDENTITY_ATTACK, INSULT, THREAT ->
          has ? Map.of(Attribute.TOXICITY, true) : Map.of();
      case PROFANITY, OBSCENE -> Map.of();
      case LIKELY_TO_REJECT ->
          has ? Map.of() : Map.of(Attribute.TOXICITY, false, Attribute.SPAM, false);
    };
  }
}
