package dev.parley.perspective;

import dev.parley.http.Fields;
import dev.parley.model.Attribute;
import io.vertx.core.json.JsonObject;
import java.util.EnumMap;
import java.util.Map;

/**
 * A request to {@code comments:suggestscore}.
 *
 * @param said the labels in it that a site can learn from
 */
record SuggestRequest(PerspectiveComment comment, Map<Attribute, Boolean> said) {
  private static final double LIKELIER_THAN_NOT = 0.5;

  static SuggestRequest of(Fields fields) {
    PerspectiveComment comment = PerspectiveComment.of(fields).notLong();
    JsonObject suggested = PerspectiveComment.object(fields.json(), "attributeScores");
    if (suggested.isEmpty()) {
      throw PerspectiveError.invalid("Missing attribute_scores");
    }
    Map<Attribute, Boolean> said = new EnumMap<>(Attribute.class);
    // A value for toxicity itself outranks what its kinds imply.
    for (boolean itself : new boolean[] {true, false}) {
      for (String name : suggested.fieldNames()) {
        JsonObject scores = PerspectiveComment.object(suggested, name);
        AnalyzeRequest.known(name)
            .filter(attribute -> attribute.isLearnt() == itself)
            .ifPresent(attribute -> says(attribute, scores).forEach(said::putIfAbsent));
      }
    }
    return new SuggestRequest(comment, said);
  }

  /** Scores of stretches alone say nothing about the whole text. */
  private static Map<Attribute, Boolean> says(PerspectiveAttribute attribute, JsonObject scores) {
    Object value = PerspectiveComment.object(scores, "summaryScore").getValue("value");
    if (value == null) {
      return Map.of();
    }
    if (value instanceof Number number && number.doubleValue() >= 0 && number.doubleValue() <= 1) {
      return attribute.says(number.doubleValue() >= LIKELIER_THAN_NOT);
    }
    throw PerspectiveError.invalid("summaryScore.value: a number from 0 to 1 is expected");
  }
}
