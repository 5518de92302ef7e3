package dev.parley.screening;

import dev.parley.model.Attribute;
import dev.parley.model.Features;
import dev.parley.model.Models;
import dev.parley.model.Scores;
import dev.parley.opinion.OwnModel;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * What a second opinion makes of the scores of the fast models.
 *
 * @param attributes those it has an opinion on
 * @param version of the operator's model, if that was asked
 */
record Reconsidering(
    Set<Attribute> attributes,
    Optional<String> version,
    BiFunction<Features, Scores, Scores> scores) {
  static Reconsidering by(Models models, float[] vector) {
    return new Reconsidering(
        models.secondOpinion().attributes(),
        Optional.empty(),
        (features, fast) -> models.reconsidered(features, fast, vector));
  }

  static Reconsidering by(OwnModel own, Map<Attribute, Double> given) {
    return new Reconsidering(
        given.keySet(), Optional.of(own.version()), (features, fast) -> replaced(fast, given));
  }

  /** No kind of toxicity is likelier than toxicity. */
  private static Scores replaced(Scores fast, Map<Attribute, Double> given) {
    Map<Attribute, Double> scores = new EnumMap<>(Attribute.class);
    scores.putAll(fast.available());
    double toxicity = given.getOrDefault(Attribute.TOXICITY, 1.0);
    scores.replaceAll((one, score) -> one.isFiner() ? Math.min(score, toxicity) : score);
    scores.putAll(given);
    return new Scores(fast.language(), scores);
  }
}
