package dev.parley.screening;

import dev.parley.text.Span;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * A finding of a check or a reader's report, with its weight by the policy.
 *
 * @param check the name of the check
 * @param score how much of it there is, in [0, 1]
 * @param weight what it adds; a comment is held when the weights add up to 1
 * @param threshold for scores, the score from which it has weight
 * @param evidence where it is, as UTF-16 offsets into the body
 */
public record Signal(
    String check,
    Reason reason,
    double score,
    double weight,
    String message,
    Optional<Double> threshold,
    List<Span> evidence) {

  /** The signal as JSON of the API, with the words of {@code body} it points at. */
  public JsonObject toJson(String body) {
    JsonArray spans = new JsonArray();
    for (Span span : evidence) {
      spans.add(
          new JsonObject()
              .put("start", span.start())
              .put("end", span.end())
              .put("text", span.of(body)));
    }
    JsonObject json =
        new JsonObject()
            .put("check", check)
            .put("reason", reason.name())
            .put("score", rounded(score))
            .put("weight", rounded(weight))
            .put("message", message)
            .put("evidence", spans);
    threshold.ifPresent(value -> json.put("threshold", value));
    return json;
  }

  private static double rounded(double value) {
    return Math.round(value * 10_000) / 10_000.0;
  }
}
