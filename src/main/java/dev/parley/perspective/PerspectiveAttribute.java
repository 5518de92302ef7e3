package dev.parley.perspective;

import dev.parley.model.Attribute;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An attribute of Perspective for which Parley's models have a score. Those of Google that it lacks
 * are left out of the answer, which is more honest than a number that nobody has learnt.
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

  /** What Google scores and Parley does not; clients ask for it beside what they need. */
  private static final Set<String> LACKING =
      Set.of(
          "SEXUALLY_EXPLICIT",
          "FLIRTATION",
          "ATTACK_ON_AUTHOR",
          "ATTACK_ON_COMMENTER",
          "INCOHERENT",
          "INFLAMMATORY",
          "UNSUBSTANTIAL",
          "AFFINITY_EXPERIMENTAL",
          "COMPASSION_EXPERIMENTAL",
          "CURIOSITY_EXPERIMENTAL",
          "NUANCE_EXPERIMENTAL",
          "PERSONAL_STORY_EXPERIMENTAL",
          "REASONING_EXPERIMENTAL",
          "RESPECT_EXPERIMENTAL");

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

  /** The attribute with that name; production attributes have an experimental twin. */
  static Optional<PerspectiveAttribute> named(String name) {
    return Arrays.stream(values())
        .filter(
            one ->
                name.equals(one.name())
                    || one.hasExperiment && name.equals(one.name() + EXPERIMENTAL))
        .findFirst();
  }

  /** Whether Google has an attribute of that name for which Parley has no score. */
  static boolean isLacking(String name) {
    return LACKING.contains(name);
  }

  /**
   * Its score among the scores of a text: the higher of the two it may consist of, if both are
   * known.
   */
  Optional<Double> of(Map<String, Double> scores) {
    Optional<Double> one = Optional.ofNullable(scores.get(attribute.key()));
    Optional<Double> other = Optional.ofNullable(scores.get(orAttribute.key()));
    return one.flatMap(score -> other.map(or -> Math.max(score, or)));
  }

  /** Whether it is exactly an attribute that a site can learn. */
  boolean isLearnt() {
    return this == TOXICITY || this == SPAM;
  }

  /**
   * What a suggested value of this attribute says about what sites learn. An insult is toxic, but a
   * text without insults may be toxic in another way; an obscene text may be meant kindly; and a
   * text that is likely to be rejected may be so for two reasons.
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
