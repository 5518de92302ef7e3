package dev.parley.screening;

import dev.parley.comment.Draft;
import dev.parley.model.Addition;
import dev.parley.model.Attribute;
import dev.parley.model.Evidence;
import dev.parley.model.Models;
import dev.parley.model.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The checks by models, the site's own included: toxicity and spam. */
final class ModelChecks {
  static final String SECOND_OPINION = "second-opinion";
  static final String SITE_MODEL = "house-model";
  static final String TOXICITY = "toxicity";
  static final String SPAM = "spam";

  private static final int MOST_SPANS = 5;

  private final Models models;

  ModelChecks(Models models) {
    this.models = models;
  }

  /** Reports a missing second opinion: without it nobody has settled the doubt. */
  Check secondOpinion() {
    return new Check() {
      @Override
      public String name() {
        return SECOND_OPINION;
      }

      @Override
      public List<Finding> look(Judged judged) {
        return judged.models().missing().stream()
            .map(why -> new Finding(Reason.UNAVAILABLE, 1, "The second opinion is missing: " + why))
            .toList();
      }
    };
  }

  /** Reports that the site's own model is unavailable: the shipped scores may then mislead. */
  Check siteModel() {
    return new Check() {
      @Override
      public String name() {
        return SITE_MODEL;
      }

      @Override
      public List<Finding> look(Judged judged) {
        return judged.models().siteModelMissing().stream()
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

  /** A check whose model is missing: it never runs, and says so. */
  static Check missing(String name, Exception cause) {
    return new Check() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public List<Finding> look(Judged judged) {
        throw new IllegalStateException("The model is not available", cause);
      }
    };
  }

  private Finding finding(
      Attribute attribute,
      double score,
      Judgement judgement,
      Supplier<Optional<Evidence>> evidence) {
    Reason reason = Reason.valueOf(attribute.name());
    return new Finding(
        reason,
        score,
        message(reason, attribute, score, judgement),
        () -> evidence.get().map(found -> found.phrases(attribute, MOST_SPANS)).orElse(List.of()));
  }

  private static String message(
      Reason reason, Attribute attribute, double score, Judgement judgement) {
    String message = String.format(Locale.ROOT, "%s %.2f", reason.sentence(), score);
    OptionalDouble first = first(attribute, judgement);
    if (first.isPresent()) {
      message +=
          String.format(Locale.ROOT, " by second opinion, %.2f by the first", first.getAsDouble());
    }
    return judgement.learnt().containsKey(attribute)
        ? message + ", learnt from this site's decisions"
        : message;
  }

  /** The fast model's score of an attribute, when there is a second opinion on it. */
  private static OptionalDouble first(Attribute attribute, Judgement judgement) {
    return judgement.first().isPresent() && judgement.reconsidered().contains(attribute)
        ? judgement.first().get().of(attribute)
        : OptionalDouble.empty();
  }

  /** The words a score rests on, found once, when they are first asked for. */
  private Supplier<Optional<Evidence>> evidence(
      Attribute scored, Draft draft, Judgement judgement) {
    AtomicReference<@Nullable Optional<Evidence>> found = new AtomicReference<>();
    return () -> {
      Optional<Evidence> known = found.get();
      if (known == null) {
        Addition learnt = judgement.learnt().getOrDefault(scored, Addition.NONE);
        known =
            models.evidence(
                scored,
                draft.text().reading(),
                judgement.features(),
                judgement.scores().language(),
                learnt);
        found.set(known);
      }
      return known;
    };
  }

  /** Toxicity with its five finer attributes. */
  private final class Toxicity implements Check {
    @Override
    public String name() {
      return TOXICITY;
    }

    @Override
    public List<Finding> look(Judged judged) {
      Draft draft = judged.draft();
      Judgement judgement = judged.models();
      Scores scored = judgement.scores();
      if (scored.of(Attribute.TOXICITY).isEmpty()) {
        return List.of(
            new Finding(
                Reason.LANGUAGE_WITHOUT_MODEL,
                1,
                "Not scored: no model for "
                    + draft.text().language().name().orElse("this language")));
      }
      List<Finding> findings = new ArrayList<>();
      // The finer attributes are scaled with toxicity.
      Supplier<Optional<Evidence>> evidence = evidence(Attribute.TOXICITY, draft, judgement);
      for (Attribute attribute : Attribute.values()) {
        OptionalDouble score = scored.of(attribute);
        if (attribute != Attribute.SPAM && score.isPresent()) {
          findings.add(finding(attribute, score.getAsDouble(), judgement, evidence));
        }
      }
      return findings;
    }
  }

  /** The probability of spam. */
  private final class Spam implements Check {
    @Override
    public String name() {
      return SPAM;
    }

    @Override
    public List<Finding> look(Judged judged) {
      Judgement judgement = judged.models();
      OptionalDouble score = judgement.scores().of(Attribute.SPAM);
      return score.isPresent()
          ? List.of(
              finding(
                  Attribute.SPAM,
                  score.getAsDouble(),
                  judgement,
                  evidence(Attribute.SPAM, judged.draft(), judgement)))
          : List.of();
    }
  }
}
