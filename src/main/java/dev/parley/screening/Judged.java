package dev.parley.screening;

import dev.parley.comment.Draft;
import dev.parley.model.Attribute;
import dev.parley.model.Quality;
import dev.parley.opinion.OwnModel;
import java.util.Optional;

/**
 * A draft with the judgement of the models, or with the reason there is none.
 *
 * @param judgement empty when the models failed
 * @param failure why they failed
 * @param modelVersion the models that judged it, for the log
 */
public record Judged(
    Draft draft, Optional<Judgement> judgement, Optional<Throwable> failure, String modelVersion) {

  static Judged by(Draft draft, Judgement judgement, String modelVersion) {
    return new Judged(draft, Optional.of(judgement), Optional.empty(), modelVersion);
  }

  static Judged failed(Draft draft, Throwable why, String modelVersion) {
    return new Judged(draft, Optional.empty(), Optional.of(why), modelVersion);
  }

  /**
   * The quality of the toxicity score: that of the language it was scored in. Nobody here knows how
   * good an operator's own model is, so it does not count as released.
   */
  Quality quality() {
    return judgement
        .map(Judgement::scores)
        .filter(scores -> scores.of(Attribute.TOXICITY).isPresent())
        .map(scores -> quality(scores.language(), modelVersion))
        .orElse(Quality.RULES);
  }

  /** The quality of a score of toxicity in a language by a model. */
  static Quality quality(String language, String modelVersion) {
    return OwnModel.hasScored(modelVersion) ? Quality.BETA : Quality.of(language);
  }

  /**
   * The judgement of the models.
   *
   * @throws IllegalStateException when they failed
   */
  Judgement models() {
    return judgement.orElseThrow(
        () -> new IllegalStateException("The models could not score it", failure.orElse(null)));
  }

  /** Whether it has a score of toxicity, or would have one if the models had not failed. */
  boolean scored() {
    return judgement.map(known -> known.scores().of(Attribute.TOXICITY).isPresent()).orElse(true);
  }
}
