package dev.parley.model;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Calibrated probabilities of one text.
 *
 * @param language the language the text was scored in, as an ISO 639-1 code
 * @param available a probability in [0, 1] for each attribute that has a model in that language
 */
public record Scores(String language, Map<Attribute, Double> available) {
  public Scores {
    Map<Attribute, Double> copy = new EnumMap<>(Attribute.class);
    copy.putAll(available);
    available = Collections.unmodifiableMap(copy);
  }

  /** The probability of an attribute; empty without a model for it in the text's language. */
  public OptionalDouble of(Attribute attribute) {
    Double score = available.get(attribute);
    return score == null ? OptionalDouble.empty() : OptionalDouble.of(score);
  }

  /** The same with the score that others have of an attribute, if they have one. */
  public Scores with(Attribute attribute, Scores others) {
    Map<Attribute, Double> scores = new EnumMap<>(Attribute.class);
    scores.putAll(available);
    others.of(attribute).ifPresent(score -> scores.put(attribute, score));
    return new Scores(language, scores);
  }

  /** The attributes without a model in the text's language. */
  public Set<Attribute> unavailable() {
    Set<Attribute> missing = EnumSet.allOf(Attribute.class);
    missing.removeAll(available.keySet());
    return missing;
  }
}
