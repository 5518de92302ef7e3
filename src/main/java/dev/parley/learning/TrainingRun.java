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
 * One round of learning on a site: a challenger for each attribute, and its trial. What comes out
 * is the next version: of the attributes whose challenger won it has the challenger, of the others
 * what the champion has.
 */
public final class TrainingRun {
  /** What a site can learn. */
  public static final List<Attribute> ATTRIBUTES = List.of(Attribute.SPAM, Attribute.TOXICITY);

  /**
   * The latest decisions that are learnt from; older ones are forgotten. Labels of others fill what
   * moderators leave of it.
   */
  public static final int MOST_LESSONS = 5_000;

  /** There is nothing to learn from fewer decisions. */
  public static final int LEAST_EXAMPLES = Trial.LEAST;

  private static final int LEAST_NEW = 25;

  private TrainingRun() {}

  /**
   * What came of a round.
   *
   * @param champion the next champion when {@code promoted}; otherwise the one before
   * @param challenger what was learnt, with everything in it, whether it won or not
   * @param outcomes by attribute; an attribute with too few decisions is missing
   */
  public record Result(
      SiteModel champion,
      SiteModel challenger,
      boolean promoted,
      Map<Attribute, Outcome> outcomes) {}

  /** How many decisions there must be since the last round, which had {@code before}. */
  public static int due(int before) {
    return before < Trial.LEAST ? Trial.LEAST - before : Math.max(LEAST_NEW, before / 10);
  }

  /**
   * Holds a round.
   *
   * @param champion the present champion
   * @param chosen when it was chosen by hand; empty when it won
   * @param thresholds where the site draws the line
   * @param next the version of the challenger
   */
  public static Result hold(
      List<LabelledExample> lessons,
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
              lessons,
              attribute,
              new Champion(learnt.map(Learnt::scorer), since),
              thresholds.of(attribute));
      if (outcome.isPresent()) {
        outcomes.put(attribute, outcome.get());
        // It is kept in milliseconds: what came within the same one is not taken for new.
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
