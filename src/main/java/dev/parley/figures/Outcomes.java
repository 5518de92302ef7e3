package dev.parley.figures;

import dev.parley.comment.Status;
import dev.parley.model.Attribute;
import dev.parley.screening.Verdict;
import dev.parley.site.SiteSettings;
import io.vertx.core.json.JsonObject;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What one policy makes of many comments, counted. */
final class Outcomes {
  private final SiteSettings settings;
  private final int[] all = new int[Verdict.values().length];
  private final Map<String, int[]> byLanguage = new TreeMap<>();
  private final Map<Attribute, int[]> byAttribute = new EnumMap<>(Attribute.class);
  private int decided;
  private int shownButRefused;
  private int refusedButApproved;

  Outcomes(SiteSettings settings) {
    this.settings = settings;
  }

  /**
   * Counts a comment.
   *
   * @param person what a moderator made of it, if one has decided
   */
  void add(Verdict verdict, String language, Map<String, Double> scores, Optional<Status> person) {
    count(all, verdict);
    count(byLanguage.computeIfAbsent(language, first -> none()), verdict);
    scores.forEach(
        (name, score) ->
            Attribute.of(name)
                .filter(
                    attribute -> threshold(attribute).filter(least -> score >= least).isPresent())
                .ifPresent(
                    over -> count(byAttribute.computeIfAbsent(over, first -> none()), verdict)));
    person.ifPresent(status -> compare(verdict, status));
  }

  /** A comment that waits is decided by people, so it is decided as they did. */
  private void compare(Verdict verdict, Status person) {
    decided++;
    if (verdict == Verdict.APPROVE && person != Status.APPROVED) {
      shownButRefused++;
    } else if (verdict != Verdict.APPROVE && verdict != Verdict.HOLD && person == Status.APPROVED) {
      refusedButApproved++;
    }
  }

  /** The score from which an attribute matters to the policy. */
  private Optional<Double> threshold(Attribute attribute) {
    return switch (attribute) {
      case TOXICITY ->
          Stream.concat(Stream.of(settings.toxicityHold()), settings.toxicityReject().stream())
              .min(Double::compare);
      case SPAM -> Optional.of(Math.min(settings.spamHold(), settings.spamQueue()));
      case SEVERE_TOXICITY, OBSCENE, THREAT, INSULT, IDENTITY_ATTACK ->
          settings.attributes().on(attribute).least();
    };
  }

  int of(Verdict verdict) {
    return all[verdict.ordinal()];
  }

  JsonObject toJson() {
    JsonObject languages = new JsonObject();
    byLanguage.forEach((language, counts) -> languages.put(language, json(counts)));
    JsonObject attributes = new JsonObject();
    byAttribute.forEach((attribute, counts) -> attributes.put(attribute.key(), json(counts)));
    JsonObject shares = new JsonObject();
    int total = Stream.of(Verdict.values()).mapToInt(this::of).sum();
    for (Verdict verdict : Verdict.values()) {
      shares.put(verdict.code(), total == 0 ? 0 : rounded(of(verdict) / (double) total));
    }
    return new JsonObject()
        .put("counts", json(all))
        .put("shares", shares)
        .put("languages", languages)
        .put("attributes", attributes)
        .put(
            "people",
            new JsonObject()
                .put("decided", decided)
                .put("otherwise", shownButRefused + refusedButApproved)
                .put("shownButRefused", shownButRefused)
                .put("refusedButApproved", refusedButApproved));
  }

  private static double rounded(double share) {
    return Math.round(share * 10_000) / 10_000.0;
  }

  private static int[] none() {
    return new int[Verdict.values().length];
  }

  private static void count(int[] counts, Verdict verdict) {
    counts[verdict.ordinal()]++;
  }

  private static JsonObject json(int[] counts) {
    JsonObject json = new JsonObject();
    for (Verdict verdict : Verdict.values()) {
      json.put(verdict.code(), counts[verdict.ordinal()]);
    }
    return json;
  }
}
