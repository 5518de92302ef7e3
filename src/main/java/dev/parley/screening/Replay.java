package dev.parley.screening;

import dev.parley.comment.Article;
import dev.parley.comment.Article.State;
import dev.parley.comment.Author;
import dev.parley.comment.Context;
import dev.parley.comment.Draft;
import dev.parley.comment.History;
import dev.parley.comment.Place;
import dev.parley.comment.Sender;
import dev.parley.comment.Surroundings;
import dev.parley.comment.Text;
import dev.parley.database.Ids;
import dev.parley.model.Attribute;
import dev.parley.model.Quality;
import dev.parley.site.SiteSettings;
import dev.parley.site.SiteSettings.Moderation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides again about comments that were screened before, as another policy would have: their
 * scores and findings are weighed by the same {@link Policy}, and the checks that depend on a
 * setting which is otherwise look at them again. What the models said, and what went on around a
 * comment when it came, stays as it was.
 */
public final class Replay {
  /** Whether anything of an author had been approved, as far as a check asks. */
  private static final History KNOWN =
      new History(1, 0, Optional.of(Instant.EPOCH), Surroundings.NONE);

  /**
   * A check that depends on the policy.
   *
   * @param reasons all that it may find
   * @param settings those it depends on
   */
  private record Dependent(
      Check check, Set<Reason> reasons, Function<SiteSettings, Object> settings) {}

  private final List<Dependent> dependents;

  Replay(Check nameToxicity) {
    this.dependents =
        List.of(
            new Dependent(
                WordsCheck.banned(), Set.of(Reason.BANNED_WORD), SiteSettings::bannedWords),
            new Dependent(
                WordsCheck.suspect(), Set.of(Reason.SUSPECT_WORD), SiteSettings::suspectWords),
            new Dependent(new LanguageCheck(), Set.of(Reason.LANGUAGE), SiteSettings::languages),
            new Dependent(
                new LinksCheck(),
                Set.of(Reason.LINKS, Reason.LINK),
                settings -> List.of(settings.linksNewcomer(), settings.linksAnyone())),
            new Dependent(nameToxicity, Set.of(Reason.INSULTING_NAME), SiteSettings::toxicityHold),
            new Dependent(
                new AuthorChecks.Newcomer(),
                Set.of(Reason.NEWCOMER, Reason.FIRST_COMMENT),
                settings -> settings.moderation() == Moderation.FIRST),
            new Dependent(
                new FormChecks.Premoderation(),
                Set.of(Reason.PREMODERATED),
                settings -> settings.moderation() == Moderation.ALL));
  }

  /** What a policy says. */
  public Judge by(SiteSettings settings) {
    return new Judge(settings);
  }

  /** A policy that decides again. For one thread. */
  public final class Judge {
    private final SiteSettings settings;
    private final Policy policy;

    private Judge(SiteSettings settings) {
      this.settings = settings;
      this.policy = new Policy(settings);
    }

    /** The verdict on a comment. */
    public Verdict on(Remembered comment) {
      Policy.Scoring scoring =
          new Policy.Scoring(comment.language(), !comment.has(Reason.LANGUAGE_WITHOUT_MODEL));
      List<Signal> signals = new ArrayList<>();
      comment
          .scores()
          .forEach(
              (name, score) ->
                  Attribute.of(name)
                      .map(attribute -> Reason.valueOf(attribute.name()))
                      .map(reason -> policy.weigh(scoring, name, new Finding(reason, score, "")))
                      .filter(policy::tells)
                      .ifPresent(signals::add));
      Set<Reason> again = signalsOfDependents(comment, scoring, signals);
      for (Remembered.Found found : comment.found()) {
        if (!again.contains(found.reason())) {
          signals.add(
              policy.weigh(
                  scoring, found.check(), new Finding(found.reason(), found.strength(), "")));
        }
      }
      return policy.decide(signals, quality(comment));
    }

    /** Looks again where a setting is otherwise; answers what need not be remembered then. */
    private Set<Reason> signalsOfDependents(
        Remembered comment, Policy.Scoring scoring, List<Signal> signals) {
      Set<Reason> again = new java.util.HashSet<>();
      @Nullable Judged judged = null;
      for (Dependent dependent : dependents) {
        if (isTheSame(dependent, comment)) {
          continue;
        }
        again.addAll(dependent.reasons());
        judged = judged == null ? judged(comment) : judged;
        for (Finding finding : dependent.check().look(judged)) {
          signals.add(
              policy.weigh(
                  scoring,
                  dependent.check().name(),
                  new Finding(finding.reason(), finding.strength(), "")));
        }
      }
      return again;
    }

    private boolean isTheSame(Dependent dependent, Remembered comment) {
      return comment
          .judgedBy()
          .map(then -> dependent.settings().apply(then))
          .filter(dependent.settings().apply(settings)::equals)
          .isPresent();
    }

    private Judged judged(Remembered comment) {
      boolean waits =
          comment.judgedBy().filter(then -> then.moderation() != Moderation.ALL).isPresent()
              ? comment.has(Reason.PREMODERATED)
              : comment.premoderated();
      Article article =
          new Article(
              Ids.article(0, ""),
              "",
              "",
              "",
              waits ? State.PREMODERATED : State.OPEN,
              Optional.empty(),
              0,
              1);
      Place place =
          new Place(
              settings, Optional.empty(), Optional.of(article), Optional.empty(), Optional.empty());
      Author author = Author.of(0, comment.author(), Optional.empty(), comment.website(), "");
      boolean newcomer = comment.has(Reason.NEWCOMER, Reason.FIRST_COMMENT);
      Draft draft =
          Draft.sent(
              place,
              Sender.of(author, Optional.empty(), Optional.empty(), false),
              Text.read(comment.body(), settings, Optional.of(comment.language())),
              new Context(Instant.EPOCH, newcomer ? History.NONE : KNOWN));
      return new Judged(draft, Optional.empty(), Optional.empty(), comment.modelVersion());
    }
  }

  private static Quality quality(Remembered comment) {
    Map<String, Double> scores = comment.scores();
    return scores.containsKey(Attribute.TOXICITY.key())
        ? Judged.quality(comment.language(), comment.modelVersion())
        : Quality.RULES;
  }
}
