package dev.parley.opinion;

import dev.parley.model.Attribute;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the classes of a classifier mean, by {@code id2label} and {@code problem_type} of a {@code
 * config.json} as Hugging Face's transformers write it.
 *
 * @param names of the classes, in order
 * @param exclusive whether a text is in exactly one class; then their probabilities add up to 1
 */
record Labels(List<String> names, boolean exclusive) {
  private static final Map<String, Attribute> MEANT =
      Map.ofEntries(
          Map.entry("toxic", Attribute.TOXICITY),
          Map.entry("toxicity", Attribute.TOXICITY),
          Map.entry("offensive", Attribute.TOXICITY),
          Map.entry("abusive", Attribute.TOXICITY),
          Map.entry("hateful", Attribute.TOXICITY),
          Map.entry("hate", Attribute.TOXICITY),
          Map.entry("hate_speech", Attribute.TOXICITY),
          Map.entry("label_1", Attribute.TOXICITY),
          Map.entry("severe_toxic", Attribute.SEVERE_TOXICITY),
          Map.entry("severe_toxicity", Attribute.SEVERE_TOXICITY),
          Map.entry("obscene", Attribute.OBSCENE),
          Map.entry("profanity", Attribute.OBSCENE),
          Map.entry("threat", Attribute.THREAT),
          Map.entry("insult", Attribute.INSULT),
          Map.entry("identity_hate", Attribute.IDENTITY_ATTACK),
          Map.entry("identity_attack", Attribute.IDENTITY_ATTACK));

  private static final Set<String> CLEAN =
      Set.of(
          "label_0",
          "non_toxic",
          "not_toxic",
          "nontoxic",
          "neutral",
          "clean",
          "safe",
          "normal",
          "none",
          "not_offensive",
          "non_offensive",
          "not_hate",
          "non_hate",
          "nothate");

  /**
   * The labels of a classifier.
   *
   * @param config the content of {@code config.json}, if there is one
   * @param classes how many numbers the classifier gives
   * @throws IllegalArgumentException with a sentence when they do not tell what is toxic
   */
  static Labels of(Optional<JsonObject> config, int classes) {
    List<String> names = new ArrayList<>();
    JsonObject given = config.map(json -> json.getJsonObject("id2label")).orElse(null);
    for (int i = 0; i < classes; i++) {
      String name = given == null ? "LABEL_" + (classes == 1 ? 1 : i) : given.getString("" + i, "");
      names.add(name.toLowerCase(Locale.ROOT).replaceAll("[ -]", "_"));
    }
    String kind = config.map(json -> json.getString("problem_type")).orElse("");
    long attributes = names.stream().filter(MEANT::containsKey).count();
    boolean exclusive =
        kind.startsWith("single_label") || kind.isEmpty() && classes > 1 && attributes < 2;
    Labels labels = new Labels(List.copyOf(names), exclusive);
    boolean told = attributes > 0 && (given != null || classes <= 2);
    if (!told && !(exclusive && names.stream().anyMatch(CLEAN::contains) && given != null)) {
      throw new IllegalArgumentException(
          "config.json must say in id2label which class is toxic; it says " + names);
    }
    return labels;
  }

  /** The probabilities of the attributes, from the numbers of the classes. */
  Map<Attribute, Double> scores(float[] numbers) {
    double[] probabilities = exclusive ? exclusive(numbers) : separate(numbers);
    Map<Attribute, Double> scores = new EnumMap<>(Attribute.class);
    double clean = 0;
    for (int i = 0; i < probabilities.length; i++) {
      double probability = probabilities[i];
      Attribute attribute = MEANT.get(names.get(i));
      if (attribute != null) {
        scores.merge(attribute, probability, exclusive ? (a, b) -> Math.min(1, a + b) : Math::max);
      }
      clean += CLEAN.contains(names.get(i)) ? probability : 0;
    }
    if (exclusive && clean > 0) {
      // Whatever is not clean is toxic in one way or another.
      scores.put(Attribute.TOXICITY, Math.max(0, 1 - clean));
    } else if (!scores.containsKey(Attribute.TOXICITY)) {
      scores.put(Attribute.TOXICITY, scores.values().stream().max(Double::compare).orElseThrow());
    }
    return scores;
  }

  private static double[] separate(float[] numbers) {
    double[] probabilities = new double[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      probabilities[i] = 1 / (1 + Math.exp(-numbers[i]));
    }
    return probabilities;
  }

  private static double[] exclusive(float[] numbers) {
    double most = Double.NEGATIVE_INFINITY;
    for (float number : numbers) {
      most = Math.max(most, number);
    }
    double[] probabilities = new double[numbers.length];
    double sum = 0;
    for (int i = 0; i < numbers.length; i++) {
      probabilities[i] = Math.exp(numbers[i] - most);
      sum += probabilities[i];
    }
    for (int i = 0; i < numbers.length; i++) {
      probabilities[i] /= sum;
    }
    return probabilities;
  }
}
