package dev.parley.training;

import dev.parley.model.Attribute;
import dev.parley.model.Models;
import dev.parley.site.SiteSettings;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;

/**
 * Figures of models on the validation split of a corpus, which neither training nor calibration has
 * seen.
 */
final class Evaluation {
  private final Models models;
  private final Bootstrap bootstrap;
  private final List<Example> validation;
  private final ObfuscationFigures obfuscation;

  /** The settings of a site that has set nothing. */
  private final SiteSettings settings = SiteSettings.of(new JsonObject());

  Evaluation(Models models, Corpus corpus, long seed) {
    this.models = models;
    this.bootstrap = new Bootstrap(seed);
    this.validation = corpus.where(e -> e.split() == Example.Split.VALIDATION);
    this.obfuscation = new ObfuscationFigures(models, corpus, seed);
  }

  /**
   * All examples that figures are made of and that need a second opinion.
   *
   * @param always whether to ask about all, or only where the fast model doubts
   */
  List<Example> asked(boolean always) {
    Scorer fast = Scorer.fast(models);
    return Stream.concat(validation.stream(), obfuscation.disguised().stream())
        .filter(e -> always ? models.knowsMore(fast.score(e)) : models.doubts(fast.score(e)))
        .toList();
  }

  /** All figures that need no training. */
  Figures figures(Scorer scorer) {
    Figures figures = new Figures(bootstrap);
    Scored scored = Scored.of(validation, scorer);
    double threshold = ToxicityFigures.threshold(scored);
    new ToxicityFigures(scored, settings, figures).add();
    new LanguageFigures(scored, settings, figures).add();
    Scorer fast = Scorer.fast(models);
    figures.share(
        "toxicity, Jigsaw: asked for a second opinion",
        scored.of(Source.JIGSAW).where(e -> e.knows(Attribute.TOXICITY)),
        row -> models.doubts(fast.score(row.example())));
    obfuscation.add(scorer, threshold, figures);
    new GroupFigures(figures).add(scored, threshold);
    new SentenceFigures(scored, settings, figures).add();
    new SpamFigures(scored, settings, figures).add();
    new PolicyFigures(settings, figures).add(scored);
    return figures;
  }
}
