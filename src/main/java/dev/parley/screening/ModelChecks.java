package dev.parley.screening;

import dev.parley.comment.Draft;
import dev.parley.model.Addition;
import dev.parley.model.Attribute;
import dev.parley.model.Models;
import dev.parley.model.Scores;
import dev.parley.screening.Judgements.Judged;
import dev.parley.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What the models make of a text, the site's own included: its toxicity, and whether it is spam.
 */
final class ModelChecks {
  /** Below this nobody asks why. */
  private static final double EXPLAINED_FROM = 0.3;

  private static final int MOST_SPANS = 5;

  private final Models models;
  private final Judgements judgements;

  ModelChecks(Models models, Judgements judgements) {
    this.models = models;
    this.judgements = judgements;
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
        return judgements.of(draft).missing().stream()
            .map(why -> new Finding(Reason.UNAVAILABLE, 1, "The second opinion is missing: " + why))
            .toList();
      }
    };
  }

  /** Says when what the site has learnt could not be heard: the other scores may mislead then. */
  Check houseModel() {
    return new Check() {
      @Override
      public String name() {
        return "house-model";
      }

      @Override
      public List<Finding> look(Draft draft) {
        return judgements.of(draft).unheard().stream()
            .map(
                why ->
                    new Finding(
                        Reason.UNAVAILABLE,
                        1,
                        "The model learnt from this site's decisions is missing: " + why))
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
    Judged judged = judgements.of(draft);
    List<Span> evidence = score < EXPLAINED_FROM ? List.of() : evidence(attribute, draft, judged);
    String message = String.format(Locale.ROOT, "%s %.2f", reason.sentence(), score);
    OptionalDouble first = first(attribute, judged);
    if (first.isPresent()) {
      message +=
          String.format(Locale.ROOT, " by second opinion, %.2f by the first", first.getAsDouble());
    }
    if (judged.learnt().containsKey(attribute)) {
      message += ", learnt from this site's decisions";
    }
    return new Finding(reason, score, message, evidence);
  }

  /** What the fast model said of an attribute, when a second opinion was given on it. */
  private OptionalDouble first(Attribute attribute, Judged judged) {
    return judged.first().isPresent() && models.secondOpinion().attributes().contains(attribute)
        ? judged.first().get().of(attribute)
        : OptionalDouble.empty();
  }

  private List<Span> evidence(Attribute attribute, Draft draft, Judged judged) {
    // The finer attributes of toxicity are scored in proportion to it.
    Attribute scored = attribute == Attribute.SPAM ? attribute : Attribute.TOXICITY;
    Addition learnt = judged.learnt().getOrDefault(scored, Addition.NONE);
    return models.evidence(
        attribute, draft.reading(), judged.scores().language(), learnt, MOST_SPANS);
  }

  /** Toxicity with its five finer attributes. */
  private final class Toxicity implements Check {
    @Override
    public String name() {
      return "toxicity";
    }

    @Override
    public List<Finding> look(Draft draft) {
      Scores scored = judgements.of(draft).scores();
      if (scored.of(Attribute.TOXICITY).isEmpty()) {
        return List.of(
            new Finding(
                Reason.LANGUAGE_WITHOUT_MODEL,
                1,
                "No toxicity model knows the language “" + draft.language().code() + "”"));
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
      OptionalDouble score = judgements.of(draft).scores().of(Attribute.SPAM);
      return score.isPresent()
          ? List.of(finding(Reason.SPAM, Attribute.SPAM, score.getAsDouble(), draft))
          : List.of();
    }
  }
}
