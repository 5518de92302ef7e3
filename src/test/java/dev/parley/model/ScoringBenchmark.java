package dev.parley.model;

import dev.parley.text.Languages;
import dev.parley.text.Reading;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntSupplier;

/**
 * Prints the time a 200-character comment takes to read, to guess the language of, and to score.
 */
public final class ScoringBenchmark {
  private static final int ROUNDS = 20_000;

  private static final String COMMENT =
      "I enjoyed the article on the new bridge, but the figure in the third paragraph cannot be"
          + " right: the council voted twice in 2019, and nobody but the mayor objected. Who pays"
          + " for the repairs in winter?";

  private ScoringBenchmark() {}

  public static void main(String[] arguments) throws ModelUnavailable {
    Models models = Models.shipped();
    Languages languages = new Languages(Set.of("en", "de", "pt"), List.of("en"));
    Reading reading = Reading.of(COMMENT);
    for (int i = 0; i < 5; i++) {
      print("read", () -> Reading.of(COMMENT).words().size());
      print(
          "fingerprint and sketch",
          () -> (int) reading.fingerprint() + reading.sketch().hashCode());
      print("language", () -> languages.guess(reading, List.of()).language().length());
      print("features", () -> Features.of(reading).hashes(Features.CHARACTERS).length);
      print("score, features included", () -> models.score(reading, "en").available().size());
      print(
          "evidence",
          () -> models.evidence(Attribute.TOXICITY, reading, "en", Addition.NONE, 5).size());
    }
  }

  private static void print(String name, IntSupplier work) {
    long sum = 0;
    long begin = System.nanoTime();
    for (int i = 0; i < ROUNDS; i++) {
      sum += work.getAsInt();
    }
    double micros = (System.nanoTime() - begin) / 1000.0 / ROUNDS;
    System.out.printf(Locale.ROOT, "%-26s %8.1f µs   (%d)%n", name, micros, sum);
  }
}
