package dev.parley.screening;

import dev.parley.text.Span;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * What a check or a reader noticed, weighed by the policy.
 *
 * @param check the name of who noticed
 * @param score how much of it there is, in [0,1]
 * @param weight what it adds; a comment is held when the weights reach 1
 * @param threshold the score from which it has weight, for scores
 * @param evidence where it shows, as UTF-16 offsets into the body
 */
public record Signal(
    String check,
    Reason reason,
    double score,
    double weight,
    String message,
    Optional<Double> threshold,
    List<Span> evidence) {

  /** The signal as the API shows it, with the words of {@code body} it points at. */
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
