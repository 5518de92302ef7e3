package dev.parley.learning;

import dev.parley.learning.SiteModel.Learnt;
import dev.parley.learning.Trial.Champion;
import dev.parley.learning.Trial.Outcome;
import dev.parley.model.Attribute;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One training run for a site: it learns a challenger for each attribute and tries it against the
 * champion. The next version has the challengers that won, and the champion's scorers for the other
 * attributes.
 */
public final class TrainingRun {
  /** The attributes a site can learn. */
  public static final List<Attribute> ATTRIBUTES = List.of(Attribute.SPAM, Attribute.TOXICITY);

  /**
   * The most examples of one run. The moderators' latest decisions come first; labels from outside
   * fill the rest.
   */
  public static final int MOST_EXAMPLES = 5_000;

  /** A run with fewer examples learns nothing. */
  public static final int LEAST_EXAMPLES = Trial.LEAST;

  private static final int LEAST_NEW = 25;

  private TrainingRun() {}

  /**
   * The result of a run.
   *
   * @param champion the new champion when {@code promoted}; otherwise the old one
   * @param challenger a version with all challengers in it, whether they won or not
   * @param outcomes by attribute; an attribute with too few examples is missing
   */
  public record Result(
      SiteModel champion,
      SiteModel challenger,
      boolean promoted,
      Map<Attribute, Outcome> outcomes) {}

  /** How many new decisions make a run due, when the last one had {@code before} examples. */
  public static int due(int before) {
    return before < Trial.LEAST ? Trial.LEAST - before : Math.max(LEAST_NEW, before / 10);
  }

  /**
   * Learns and holds the trials: work for the processor that takes seconds. It stops with a {@code
   * CancellationException} when its thread is interrupted.
   *
   * @param champion the present champion
   * @param chosen when an administrator chose it; empty when it won a trial
   * @param thresholds the site's own
   * @param next the version the challenger gets
   */
  public static Result of(
      List<LabelledExample> examples,
      SiteModel champion,
      Optional<Instant> chosen,
      Thresholds thresholds,
      int next) {
    Map<Attribute, Outcome> outcomes = new EnumMap<>(Attribute.class);
    Map<Attribute, Learnt> winners = new EnumMap<>(Attribute.class);
    Map<Attribute, Learnt> challengers = new EnumMap<>(Attribute.class);
    winners.putAll(champion.learnt());
    challengers.putAll(champion.learnt());
    boolean promoted = false;
    for (Attribute attribute : ATTRIBUTES) {
      Optional<Learnt> learnt = champion.of(attribute);
      Instant since = learnt.map(Learnt::until).orElse(Instant.EPOCH);
      if (chosen.isPresent() && chosen.get().isAfter(since)) {
        since = chosen.get();
      }
      Optional<Outcome> outcome =
          Trial.hold(
              examples,
              attribute,
              new Champion(learnt.map(Learnt::scorer), since),
              thresholds.of(attribute));
      if (outcome.isPresent()) {
        outcomes.put(attribute, outcome.get());
        // Stored in whole milliseconds: examples of the same millisecond must not count as new.
        Instant until = outcome.get().until().truncatedTo(ChronoUnit.MILLIS).plusMillis(1);
        Learnt challenger = new Learnt(outcome.get().challenger(), until);
        challengers.put(attribute, challenger);
        if (outcome.get().won()) {
          winners.put(attribute, challenger);
          promoted = true;
        }
      }
    }
    return new Result(
        promoted ? new SiteModel(next, winners) : champion,
        new SiteModel(next, challengers),
        promoted,
        outcomes);
  }
}
