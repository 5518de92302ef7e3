package dev.parley;

import dev.parley.screening.Screened;
import dev.parley.screening.Signal;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Why a text got its verdict, in words. */
final class Explanation {
  private Explanation() {}

  /**
   * The explanation, in several lines and a blank one.
   *
   * @param answer the text's id, and the error if it could not be scored
   */
  static String of(JsonObject answer, Optional<Screened> screened) {
    String id = answer.getValue("id") + ": ";
    return id
        + screened.map(Explanation::of).orElseGet(() -> answer.getString("error") + "\n")
        + "\n";
  }

  private static String of(Screened screened) {
    StringBuilder text = new StringBuilder(screened.verdict().code()).append('\n');
    line(text, "language", screened.draft().text().language().name().orElse(screened.language()));
    line(
        text,
        "scored by",
        switch (screened.quality()) {
          case RELEASE -> "a model of release quality";
          case BETA -> "a model of beta quality: it orders and holds, and never rejects";
          case RULES -> "no model of toxicity, only by rules";
        });
    screened
        .scores()
        .forEach(
            (name, score) ->
                line(text, name.replace('_', ' '), String.format(Locale.ROOT, "%.4f", score)));
    for (Signal signal : screened.signals()) {
      line(text, signal.check(), told(signal, screened.draft().text().body()));
    }
    line(text, "models", screened.modelVersion());
    line(text, "policy", screened.policyVersion());
    return text.toString();
  }

  private static String told(Signal signal, String body) {
    String threshold =
        signal
            .threshold()
            .map(
                least ->
                    signal.score() >= least
                        ? String.format(Locale.ROOT, ", at or above the threshold %.2f", least)
                        : String.format(Locale.ROOT, ", below the threshold %.2f", least))
            .orElse("");
    String evidence =
        signal.evidence().isEmpty()
            ? ""
            : signal.evidence().stream()
                .map(span -> "\"" + span.of(body) + "\"")
                .collect(Collectors.joining(", ", ", because of ", ""));
    return String.format(
        Locale.ROOT, "%s%s; weighs %.2f%s", signal.message(), threshold, signal.weight(), evidence);
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append("  ").append(name).append(": ").append(value.replace('\n', ' ')).append('\n');
  }
}
