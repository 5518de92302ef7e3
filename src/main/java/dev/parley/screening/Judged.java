package dev.parley.screening;

import dev.parley.comment.Draft;
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
   * The judgement of the models.
   *
   * @throws IllegalStateException when they failed
   */
  Judgement models() {
    return judgement.orElseThrow(
        () -> new IllegalStateException("The models could not score it", failure.orElse(null)));
  }
}
