package dev.parley.screening;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.parley.comment.Draft;
import dev.parley.house.Rescoring;
import dev.parley.house.Rescoring.Rescored;
import dev.parley.model.Addition;
import dev.parley.model.Attribute;
import dev.parley.model.Features;
import dev.parley.model.Models;
import dev.parley.model.Scores;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all models together make of a draft: the fast ones, then a second opinion where they doubt,
 * then what the site has learnt. One reading serves all checks.
 */
final class Judgements {
  private static final Logger log = LoggerFactory.getLogger(Judgements.class);

  private final Models models;
  private final SecondOpinions opinions;
  private final Rescoring house;
  private final LoadingCache<Draft, Judged> judged =
      Caffeine.newBuilder().weakKeys().executor(Runnable::run).build(this::judge);

  /**
   * What the models make of a draft.
   *
   * @param features what they saw of it
   * @param first what the fast models said, when a second opinion was given
   * @param missing why a second opinion that was asked for did not come
   * @param learnt the attributes whose score is the site's own, and what is added to the shipped
   *     one
   * @param house the version of the site's own model; 0 without one
   * @param unheard why the site's own model could not say anything
   */
  record Judged(
      Features features,
      Scores scores,
      Optional<Scores> first,
      Optional<String> missing,
      Map<Attribute, Addition> learnt,
      int house,
      Optional<String> unheard) {}

  Judgements(Models models, SecondOpinions opinions, Rescoring house) {
    this.models = models;
    this.opinions = opinions;
    this.house = house;
  }

  Judged of(Draft draft) {
    return judged.get(draft);
  }

  /**
   * The models a draft is scored by: the shipped ones, and the site's own if it has one. When they
   * cannot score it the checks say so; then these are the ones that tried.
   */
  String version(Draft draft) {
    try {
      int own = of(draft).house();
      return own == 0 ? models.version() : models.version() + "+house." + own;
    } catch (RuntimeException | StackOverflowError told) {
      return models.version();
    }
  }

  private Judged judge(Draft draft) {
    Features features = Features.of(draft.reading());
    Scores fast = SecondOpinions.first(models, features, draft.language());
    if (!opinions.asks(models, fast)) {
      return judged(draft, features, fast, Optional.empty(), Optional.empty());
    }
    try {
      Scores second = opinions.ask(models, draft.reading(), features, fast);
      return judged(draft, features, second, Optional.of(fast), Optional.empty());
    } catch (SecondOpinions.NoAnswer none) {
      log.warn("A second opinion did not come", none);
      Optional<String> why = Optional.ofNullable(none.getMessage());
      return judged(draft, features, fast, Optional.empty(), why);
    }
  }

  private Judged judged(
      Draft draft,
      Features features,
      Scores shipped,
      Optional<Scores> first,
      Optional<String> missing) {
    Rescored own =
        house.rescored(draft.site().id(), draft.reading(), draft.author(), features, shipped);
    return new Judged(
        features, own.scores(), first, missing, own.learnt(), own.version(), own.missing());
  }
}
