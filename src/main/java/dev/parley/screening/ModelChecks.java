package dev.parley.screening;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.parley.comment.Draft;
import dev.parley.model.Attribute;
import dev.parley.model.Features;
import dev.parley.model.Models;
import dev.parley.model.Scores;
import dev.parley.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the shipped models make of a text: its toxicity, and whether it is spam. */
final class ModelChecks {
  /** Below this nobody asks why. */
  private static final double EXPLAINED_FROM = 0.3;

  private static final int MOST_SPANS = 5;

  private static final Logger log = LoggerFactory.getLogger(ModelChecks.class);

  private final Models models;
  private final SecondOpinions opinions;

  /** One reading of the features serves all checks. */
  private final LoadingCache<Draft, Judged> judged;

  /**
   * What the models make of a draft.
   *
   * @param fast the fast model's toxicity, when a second opinion was given on it
   * @param missing why a second opinion that was asked for did not come
   */
  private record Judged(Scores scores, OptionalDouble fast, Optional<String> missing) {}

  ModelChecks(Models models, SecondOpinions opinions) {
    this.models = models;
    this.opinions = opinions;
    this.judged = Caffeine.newBuilder().weakKeys().maximumSize(1_000).build(this::judge);
  }

  private Judged judge(Draft draft) {
    Features features = Features.of(draft.reading());
    Scores fast = models.score(features, draft.language());
    if (!opinions.asks(models, fast)) {
      return new Judged(fast, OptionalDouble.empty(), Optional.empty());
    }
    try {
      Scores second = opinions.ask(models, draft.reading(), features, fast);
      return new Judged(second, fast.of(Attribute.TOXICITY), Optional.empty());
    } catch (SecondOpinions.NoAnswer none) {
      log.warn("A second opinion did not come", none);
      return new Judged(fast, OptionalDouble.empty(), Optional.ofNullable(none.getMessage()));
    }
  }

  /** Says when a second opinion was asked for and did not come: nobody has decided then. */
  Check secondOpinion() {
    return new Check() {
      @Override
      public String name() {
        return "second-opinion";
      }

      @Override
      public List<Finding> look(Draft draft) {
        return judged.get(draft).missing().stream()
            .map(
                why ->
                    new Finding(
                        Reason.UNAVAILABLE, 1, "The second opinion on toxicity is missing: " + why))
            .toList();
      }
    };
  }

  Check toxicity() {
    return new Toxicity();
  }

  Check spam() {
    return new Spam();
  }

  /** A check whose model is not there: it never runs, and says so. */
  static Check missing(String name, Exception cause) {
    return new Check() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public List<Finding> look(Draft draft) {
        throw new IllegalStateException("The model is not available", cause);
      }
    };
  }

  private Finding finding(Reason reason, Attribute attribute, double score, Draft draft) {
    List<Span> evidence =
        score < EXPLAINED_FROM
            ? List.of()
            : models.evidence(attribute, draft.reading(), draft.language(), MOST_SPANS);
    String message = String.format(Locale.ROOT, "%s %.2f", reason.sentence(), score);
    OptionalDouble fast = judged.get(draft).fast();
    if (attribute == Attribute.TOXICITY && fast.isPresent()) {
      message +=
          String.format(Locale.ROOT, " by second opinion, %.2f by the first", fast.getAsDouble());
    }
    return new Finding(reason, score, message, evidence);
  }

  /** Toxicity with its five finer attributes. */
  private final class Toxicity implements Check {
    @Override
    public String name() {
      return "toxicity";
    }

    @Override
    public List<Finding> look(Draft draft) {
      Judged judgement = judged.get(draft);
      Scores scored = judgement.scores();
      if (scored.of(Attribute.TOXICITY).isEmpty()) {
        return List.of(
            new Finding(
                Reason.LANGUAGE_WITHOUT_MODEL,
                1,
                "No toxicity model knows the language “" + draft.language() + "”"));
      }
      List<Finding> findings = new ArrayList<>();
      for (Attribute attribute : Attribute.values()) {
        OptionalDouble score = scored.of(attribute);
        if (attribute != Attribute.SPAM && score.isPresent()) {
          findings.add(
              finding(Reason.valueOf(attribute.name()), attribute, score.getAsDouble(), draft));
        }
      }
      return findings;
    }
  }

  /** Spam. */
  private final class Spam implements Check {
    @Override
    public String name() {
      return "spam";
    }

    @Override
    public List<Finding> look(Draft draft) {
      OptionalDouble score = judged.get(draft).scores().of(Attribute.SPAM);
      return score.isPresent()
          ? List.of(finding(Reason.SPAM, Attribute.SPAM, score.getAsDouble(), draft))
          : List.of();
    }
  }
}
