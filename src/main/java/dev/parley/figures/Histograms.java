package dev.parley.figures;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** How many comments have which score, by attribute and language. */
final class Histograms {
  static final int BINS = 50;

  /** Stands for all languages together. */
  private static final String ALL = "all";

  private final Map<String, Map<String, int[]>> byAttribute = new TreeMap<>();

  /** Counts the scores of a comment. */
  void add(String language, Map<String, Double> scores) {
    scores.forEach(
        (attribute, score) -> {
          int bin = (int) Math.min(BINS - 1, Math.max(0, Math.floor(score * BINS)));
          bins(attribute, ALL)[bin]++;
          bins(attribute, language)[bin]++;
        });
  }

  private int[] bins(String attribute, String language) {
    return byAttribute
        .computeIfAbsent(attribute, first -> new TreeMap<>())
        .computeIfAbsent(language, first -> new int[BINS]);
  }

  JsonObject toJson() {
    JsonObject json = new JsonObject();
    byAttribute.forEach(
        (attribute, byLanguage) -> {
          JsonObject languages = new JsonObject();
          byLanguage.forEach(
              (language, bins) ->
                  languages.put(language, new JsonArray(Arrays.stream(bins).boxed().toList())));
          json.put(attribute, languages);
        });
    return json;
  }
}
