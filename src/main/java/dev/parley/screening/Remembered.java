package dev.parley.screening;

import dev.parley.site.SiteSettings;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A comment as it was screened: what the checks found then, without what it weighed.
 *
 * @param body the text; empty when it is kept no longer
 * @param author the name it was posted under
 * @param website the web address its author gave
 * @param premoderated whether all comments on its article wait now
 * @param language the language it was read in
 * @param scores the models' probabilities, by attribute
 * @param found what the other checks found
 * @param modelVersion the models that judged it
 * @param judgedBy the policy it was judged by, if that is known
 */
public record Remembered(
    String body,
    String author,
    Optional<String> website,
    boolean premoderated,
    String language,
    Map<String, Double> scores,
    List<Found> found,
    String modelVersion,
    Optional<SiteSettings> judgedBy) {

  /** A finding that was no score. */
  public record Found(String check, Reason reason, double strength) {}

  /** Reads the scores as they are stored. */
  public static Map<String, Double> scores(String stored) {
    Map<String, Double> scores = new TreeMap<>();
    JsonObject json = new JsonObject(stored);
    for (String name : json.fieldNames()) {
      Optional.ofNullable(json.getDouble(name)).ifPresent(score -> scores.put(name, score));
    }
    return scores;
  }

  /** Reads the findings that are no scores, from the signals as they are stored. */
  public static List<Found> found(String signals) {
    return new JsonArray(signals)
        .stream().map(JsonObject.class::cast).flatMap(Remembered::found).toList();
  }

  private static java.util.stream.Stream<Found> found(JsonObject signal) {
    return Arrays.stream(Reason.values())
        .filter(reason -> reason.name().equals(signal.getString("reason")) && !reason.isScore())
        .map(
            reason ->
                new Found(signal.getString("check", ""), reason, signal.getDouble("score", 1.0)));
  }

  /** Whether a check gave one of these reasons. */
  boolean has(Reason... reasons) {
    List<Reason> asked = List.of(reasons);
    return found.stream().anyMatch(one -> asked.contains(one.reason()));
  }
}
