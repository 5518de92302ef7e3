package dev.parley.screening;

import dev.parley.comment.Draft;
import java.util.Optional;

/**
 * A draft that the models have judged, or could not judge.
 *
 * @param judgement empty when they could not
 * @param failure why they could not
 * @param modelVersion the models it was judged by, for the log
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
   * What the models make of it.
   *
   * @throws IllegalStateException when they could not judge it
   */
  Judgement models() {
    return judgement.orElseThrow(
        () -> new IllegalStateException("The models could not judge it", failure.orElse(null)));
  }
}
