package dev.parley.screening;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.parley.comment.Draft;
import dev.parley.model.Attribute;
import dev.parley.model.Models;
import dev.parley.model.Scores;
import dev.parley.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** What the shipped models make of a text: its toxicity, and whether it is spam. */
final class ModelChecks {
  /** Below this nobody asks why. */
  private static final double EXPLAINED_FROM = 0.3;

  private static final int MOST_SPANS = 5;

  private final Models models;

  /** One reading of the features serves both checks. */
  private final LoadingCache<Draft, Scores> scores;

  ModelChecks(Models models) {
    this.models = models;
    this.scores =
        Caffeine.newBuilder()
            .weakKeys()
            .maximumSize(1_000)
            .build(draft -> models.score(draft.reading(), draft.language()));
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
      Scores scored = scores.get(draft);
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
      OptionalDouble score = scores.get(draft).of(Attribute.SPAM);
      return score.isPresent()
          ? List.of(finding(Reason.SPAM, Attribute.SPAM, score.getAsDouble(), draft))
          : List.of();
    }
  }
}
