package dev.parley.screening;

import dev.parley.model.Quality;
import dev.parley.site.AttributeThresholds.Limits;
import dev.parley.site.SiteSettings;
import dev.parley.site.Unmodelled;
import java.util.List;
import java.util.Optional;

/** A site's policy: how much each finding weighs, and the verdict on all of them. */
final class Policy {
  private static final double LIKELIER_THAN_NOT = 0.5;

  private final SiteSettings settings;
  private final String version;

  Policy(SiteSettings settings) {
    this.settings = settings;
    this.version = settings.version();
  }

  /**
   * Weighs a finding. A score weighs nothing below its threshold and 1 from there on; everything
   * else weighs according to its strength.
   */
  Signal weigh(Judged judged, String check, Finding finding) {
    return weigh(
        new Scoring(judged.draft().text().language().code(), judged.scored()), check, finding);
  }

  /**
   * What the models made of a text.
   *
   * @param language the language it is in
   * @param scored whether it has a score of toxicity, or would have one if the models had not
   *     failed
   */
  record Scoring(String language, boolean scored) {}

  /** The same, for a text that was scored before. */
  Signal weigh(Scoring scoring, String check, Finding finding) {
    Optional<Double> threshold = threshold(finding.reason());
    return new Signal(
        check,
        finding.reason(),
        finding.strength(),
        threshold
            .map(least -> finding.strength() >= least ? 1.0 : 0.0)
            .orElseGet(() -> weight(finding.reason(), scoring) * finding.strength()),
        finding.message(),
        threshold,
        shows(finding, threshold) ? finding.marks().get() : List.of());
  }

  private Optional<Double> threshold(Reason reason) {
    return switch (reason) {
      case TOXICITY -> Optional.of(settings.toxicityHold());
      case SPAM -> Optional.of(Math.min(settings.spamHold(), settings.spamQueue()));
      default -> limits(reason).least();
    };
  }

  private Limits limits(Reason reason) {
    return reason.attribute().map(settings.attributes()::on).orElse(Limits.NONE);
  }

  /**
   * What a finding of full strength weighs. With {@code rules} a missing model alone holds nothing,
   * for a site that is read in such a language would hold everything; a language that the site does
   * not expect and no model knows is still held.
   */
  private double weight(Reason reason, Scoring scoring) {
    boolean expected = settings.languages().contains(scoring.language());
    return switch (reason) {
      case LANGUAGE_WITHOUT_MODEL ->
          switch (settings.unmodelled()) {
            case HOLD -> reason.weight();
            case RULES -> expected ? 0 : reason.weight();
            case SHOW -> 0;
          };
      case LANGUAGE ->
          settings.unmodelled() == Unmodelled.SHOW && !scoring.scored() ? 0 : reason.weight();
      default -> reason.weight();
    };
  }

  /**
   * Whether a moderator sees where the finding is. A score below its threshold marks nothing; the
   * finer attributes of toxicity use the threshold of toxicity.
   */
  private boolean shows(Finding finding, Optional<Double> threshold) {
    return !finding.reason().isScore()
        || finding.strength() >= threshold.orElse(settings.toxicityHold());
  }

  /**
   * Whether a moderator sees the finding. Finer attributes of a text that hardly has them are left
   * out; their scores are kept without a signal.
   */
  boolean tells(Signal signal) {
    return !signal.reason().isScore()
        || signal.threshold().isPresent()
        || signal.score() >= LIKELIER_THAN_NOT;
  }

  /**
   * Gives the verdict. Only exact rules reject, or a limit of toxicity or one of its kinds that the
   * site has set. Scores hold; a high spam score sends to the spam queue. A check that could not
   * run at least holds.
   *
   * @param quality of the toxicity score: one that is not of release quality never rejects
   */
  Verdict decide(List<Signal> signals, Quality quality) {
    if (signals.stream().anyMatch(signal -> signal.reason() == Reason.BANNED_WORD)) {
      return Verdict.REJECT;
    }
    boolean tooToxic = signals.stream().anyMatch(this::rejects);
    if (tooToxic && quality == Quality.RELEASE) {
      return Verdict.REJECT;
    }
    if (signals.stream()
        .anyMatch(
            signal -> signal.reason() == Reason.SPAM && signal.score() >= settings.spamQueue())) {
      return Verdict.SPAM;
    }
    if (signals.stream().anyMatch(signal -> signal.reason() == Reason.UNAVAILABLE)) {
      return Verdict.HOLD;
    }
    if (tooToxic || signals.stream().anyMatch(signal -> signal.reason() == Reason.PREMODERATED)) {
      return Verdict.HOLD;
    }
    boolean held = settings.moderation() != SiteSettings.Moderation.NONE && weight(signals) >= 1;
    return held ? Verdict.HOLD : Verdict.APPROVE;
  }

  private boolean rejects(Signal signal) {
    Optional<Double> from =
        signal.reason() == Reason.TOXICITY
            ? settings.toxicityReject()
            : limits(signal.reason()).reject();
    return from.map(least -> signal.score() >= least).orElse(false);
  }

  private static double weight(List<Signal> signals) {
    return signals.stream().mapToDouble(Signal::weight).sum();
  }

  /** The order "worst first", in [0, 1]: the worst score, or the total weight if that is higher. */
  double risk(List<Signal> signals) {
    double worst =
        signals.stream()
            .filter(signal -> signal.reason().isScore())
            .mapToDouble(Signal::score)
            .max()
            .orElse(0);
    return Math.max(worst, Math.min(0.5, weight(signals) / 4));
  }

  /** The version of the policy, for the log. */
  String version() {
    return version;
  }
}
