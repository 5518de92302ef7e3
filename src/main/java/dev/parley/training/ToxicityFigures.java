package dev.parley.training;

import dev.parley.model.Attribute;
import dev.parley.site.SiteSettings;

/**
 * Measures toxicity and its finer attributes by source, language and length, and their false flags.
 */
final class ToxicityFigures {
  /** The share of clean Jigsaw comments above the threshold of false flags. */
  private static final double FALSE_FLAGS = 0.02;

  private final Scored scored;
  private final SiteSettings settings;
  private final Figures figures;

  ToxicityFigures(Scored scored, SiteSettings settings, Figures figures) {
    this.scored = scored;
    this.settings = settings;
    this.figures = figures;
  }

  /** The score above which 2 % of the clean Jigsaw comments lie. */
  static double threshold(Scored scored) {
    return scored.of(Source.JIGSAW).metrics(Attribute.TOXICITY).thresholdAtFalseFlags(FALSE_FLAGS);
  }

  void add() {
    Metrics jigsaw = of(Source.JIGSAW);
    language("toxicity, Jigsaw", jigsaw);
    cost(jigsaw);
    sources();
    language("toxicity, German, both files", of("de"));
    language("toxicity, Portuguese, both files", of("pt"));
    lengths();
    falseFlags();
    attributes();
  }

  private Metrics of(Source source) {
    return scored.of(source).metrics(Attribute.TOXICITY);
  }

  private Metrics of(String language) {
    return scored.where(e -> e.source().language().equals(language)).metrics(Attribute.TOXICITY);
  }

  private void language(String name, Metrics metrics) {
    figures.ranked(name, metrics);
    if (metrics.ranks()) {
      held(name, metrics);
      figures.calibrated(name, metrics);
    }
  }

  private void held(String name, Metrics metrics) {
    figures.add(
        name + ": share held at " + settings.toxicityHold(),
        metrics,
        m -> m.reaching(settings.toxicityHold()));
  }

  private void cost(Metrics jigsaw) {
    if (jigsaw.ranks()) {
      String name = "toxicity, Jigsaw: ";
      figures.add(name + "left to people", jigsaw, Metrics::leftToPeople);
      figures.add(
          name + "highest score shown when at most 1 % of what is shown is toxic",
          jigsaw,
          m -> m.cut().shownUpTo());
      figures.add(
          name + "lowest score flagged when at least 95 % of what is flagged is toxic",
          jigsaw,
          m -> m.cut().flaggedFrom());
      figures.add(
          name + "threshold of 2 % false flags", jigsaw, m -> m.thresholdAtFalseFlags(FALSE_FLAGS));
      figures.add(
          name + "recall at 2 % false flags", jigsaw, m -> m.recallAtFalseFlags(FALSE_FLAGS));
      figures.add(name + "recall at 1 % false flags", jigsaw, m -> m.recallAtFalseFlags(0.01));
    }
  }

  private void sources() {
    figures.ranked("toxicity, insults", of(Source.INSULTS));
    figures.ranked("toxicity, insults, verification file", of(Source.INSULTS_VERIFICATION));
    figures.ranked("toxicity, sentences that name groups", of(Source.IDENTITIES));
    figures.ranked("toxicity, Reddit", of(Source.RUDDIT));
    figures.ranked("toxicity, tweets", of(Source.OLID));
    figures.ranked("toxicity, YouTube (source not trained on)", of(Source.YOUTOXIC));
    figures.ranked("toxicity, German, GermEval 2018", of(Source.GERMEVAL_2018));
    figures.ranked("toxicity, German, GermEval 2021", of(Source.GERMEVAL_2021));
    figures.ranked("toxicity, Portuguese, ToLD-Br", of(Source.TOLD_BR));
    figures.ranked("toxicity, Portuguese, Reddit", of(Source.REDDIT_BR));
  }

  private void lengths() {
    for (Length length : Length.values()) {
      Metrics own =
          scored
              .where(e -> e.source() == Source.JIGSAW && Length.of(e.written()) == length)
              .metrics(Attribute.TOXICITY);
      if (own.ranks()) {
        String name = "toxicity, Jigsaw, " + length.words();
        figures.add(name + ": AUC", own, Metrics::auc);
        held(name, own);
      }
    }
  }

  /** The threshold counts as exact; the intervals are those of each source's rows. */
  private void falseFlags() {
    double threshold = threshold(scored);
    for (Source source : Source.values()) {
      Metrics own = of(source);
      if (source.language().equals("en") && own.rows() > own.positives()) {
        figures.add(
            "toxicity, false flags at the threshold of 2 % on clean Jigsaw: " + source.file(),
            own,
            m -> m.above(threshold, false));
      }
    }
  }

  private void attributes() {
    for (Attribute attribute : Attribute.values()) {
      if (attribute != Attribute.TOXICITY && attribute != Attribute.SPAM) {
        Metrics own = scored.of(Source.JIGSAW).metrics(attribute);
        figures.ranked(attribute.key() + ", Jigsaw (positives: " + own.positives() + ")", own);
      }
    }
  }
}
