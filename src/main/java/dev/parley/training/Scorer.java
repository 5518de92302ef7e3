package dev.parley.training;

import dev.parley.model.Models;
import dev.parley.model.Scores;

/** Scores an example in its source's language. */
interface Scorer {
  Scores score(Example example);

  /** Uses the fast models alone. */
  static Scorer fast(Models models) {
    return e -> models.score(e.features(), e.source().language());
  }

  /** Uses the fast models and a second opinion: always, or only in its band. */
  static Scorer reconsidered(Models models, Vectors vectors, boolean always) {
    return e -> {
      Scores fast = models.score(e.features(), e.source().language());
      return models.doubts(fast) || always && models.knowsMore(fast)
          ? models.reconsidered(e.features(), fast, vectors.of(e))
          : fast;
    };
  }
}
