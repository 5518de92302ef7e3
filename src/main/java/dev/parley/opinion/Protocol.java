package dev.parley.opinion;

import dev.parley.model.Attribute;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a server is asked for scores; the end of its path tells. */
enum Protocol {
  /** Perspective's {@code comments:analyze}. */
  PERSPECTIVE("comments:analyze") {
    private static final Map<String, Attribute> NAMES =
        Map.of(
            "TOXICITY", Attribute.TOXICITY,
            "SEVERE_TOXICITY", Attribute.SEVERE_TOXICITY,
            "IDENTITY_ATTACK", Attribute.IDENTITY_ATTACK,
            "INSULT", Attribute.INSULT,
            "PROFANITY", Attribute.OBSCENE,
            "THREAT", Attribute.THREAT);

    @Override
    JsonObject request(String text, String language) {
      JsonObject wanted = new JsonObject();
      NAMES.keySet().forEach(name -> wanted.put(name, new JsonObject()));
      return new JsonObject()
          .put("comment", new JsonObject().put("text", text))
          .put("languages", new JsonArray().add(language))
          .put("requestedAttributes", wanted)
          .put("doNotStore", true);
    }

    @Override
    Map<Attribute, Double> scores(JsonObject answer) {
      Map<Attribute, Double> scores = new EnumMap<>(Attribute.class);
      JsonObject given = answer.getJsonObject("attributeScores", new JsonObject());
      for (String name : given.fieldNames()) {
        Attribute attribute = NAMES.get(name);
        if (attribute != null) {
          JsonObject summary = given.getJsonObject(name).getJsonObject("summaryScore");
          scores.put(attribute, share(summary.getDouble("value")));
        }
      }
      return scores;
    }
  },

  /** OpenAI's {@code /v1/moderations}. */
  MODERATIONS("/moderations") {
    private static final List<String> TOXIC =
        List.of("harassment", "harassment/threatening", "hate", "hate/threatening");
    private static final List<String> HATE = List.of("hate", "hate/threatening");
    private static final List<String> THREATS =
        List.of("harassment/threatening", "hate/threatening");

    @Override
    JsonObject request(String text, String language) {
      return new JsonObject().put("input", text);
    }

    @Override
    Map<Attribute, Double> scores(JsonObject answer) {
      JsonObject given =
          answer.getJsonArray("results").getJsonObject(0).getJsonObject("category_scores");
      Map<Attribute, Double> scores = new EnumMap<>(Attribute.class);
      highest(given, TOXIC).ifPresent(score -> scores.put(Attribute.TOXICITY, score));
      highest(given, HATE).ifPresent(score -> scores.put(Attribute.IDENTITY_ATTACK, score));
      highest(given, THREATS).ifPresent(score -> scores.put(Attribute.THREAT, score));
      return scores;
    }
  };

  private final String end;

  Protocol(String end) {
    this.end = end;
  }

  /** The protocol of a path; empty when its end tells none. */
  static Optional<Protocol> of(String path) {
    return Arrays.stream(values()).filter(one -> path.endsWith(one.end)).findFirst();
  }

  /** What to send for a text. */
  abstract JsonObject request(String text, String language);

  /** The scores in an answer; throws a {@link RuntimeException} when it is none. */
  abstract Map<Attribute, Double> scores(JsonObject answer);

  private static Optional<Double> highest(JsonObject given, List<String> categories) {
    return categories.stream()
        .filter(given::containsKey)
        .map(category -> share(given.getDouble(category)))
        .max(Double::compare);
  }

  private static double share(double value) {
    if (value >= 0 && value <= 1) {
      return value;
    }
    throw new IllegalArgumentException(value + " is not a probability");
  }
}
