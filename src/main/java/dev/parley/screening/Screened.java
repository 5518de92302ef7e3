package dev.parley.screening;

import dev.parley.comment.Draft;
import dev.parley.model.Quality;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/**
 * A draft with its signals and verdict.
 *
 * @param scores calibrated probabilities by attribute; an attribute that could not be scored is
 *     missing
 * @param risk the order of the queue "worst first", in [0, 1]
 * @param quality how far the toxicity score can be relied on
 */
public record Screened(
    Draft draft,
    List<Signal> signals,
    Verdict verdict,
    Map<String, Double> scores,
    double risk,
    String language,
    Quality quality,
    String policyVersion,
    String modelVersion) {

  /** Whether a check gave that reason. */
  public boolean has(Reason reason) {
    return signals.stream().anyMatch(signal -> signal.reason() == reason);
  }

  public JsonArray signalsJson() {
    JsonArray json = new JsonArray();
    signals.forEach(signal -> json.add(signal.toJson(draft.text().body())));
    return json;
  }

  public JsonObject scoresJson() {
    JsonObject json = new JsonObject();
    scores.forEach((name, score) -> json.put(name, Math.round(score * 10_000) / 10_000.0));
    return json;
  }

  /** The answer to a request for scores. */
  public JsonObject answer() {
    JsonObject answer =
        new JsonObject()
            .put("lang", language)
            .put("scores", scoresJson())
            .put("verdict", verdict.code())
            .put("signals", signalsJson());
    return draft.text().truncated() ? answer.put("truncated", true) : answer;
  }
}
