package dev.parley.training;

import dev.parley.model.Attribute;
import dev.parley.site.SiteSettings;
import java.util.List;

/** Measures spam by source, language and length. */
final class SpamFigures {
  /** The share of clean English comments above the threshold of false flags. */
  private static final double FALSE_FLAGS = 0.01;

  private final Scored scored;
  private final SiteSettings settings;
  private final Figures figures;

  SpamFigures(Scored scored, SiteSettings settings, Figures figures) {
    this.scored = scored;
    this.settings = settings;
    this.figures = figures;
  }

  void add() {
    Scored english = scored.where(e -> e.source().language().equals("en") && !e.source().isOurs());
    Metrics all = english.metrics(Attribute.SPAM);
    String name = "spam, all English sources";
    figures.ranked(name, all);
    if (all.ranks()) {
      figures.add(
          name + ": threshold of 1 % false flags", all, m -> m.thresholdAtFalseFlags(FALSE_FLAGS));
      figures.add(
          name + ": recall at 1 % false flags", all, m -> m.recallAtFalseFlags(FALSE_FLAGS));
      queued(name, all);
      figures.calibrated(name, all);
    }
    for (Length length : Length.values()) {
      Metrics own = english.where(e -> Length.of(e.written()) == length).metrics(Attribute.SPAM);
      if (own.ranks()) {
        figures.add("spam, " + length.words() + ": AUC", own, Metrics::auc);
        queued("spam, " + length.words(), own);
      }
    }
    for (String language : List.of("de", "pt")) {
      // The data has no spam in these languages.
      queued(
          "spam, clean comments in " + language,
          scored.where(e -> e.source().language().equals(language)).metrics(Attribute.SPAM));
    }
    sources(all.thresholdAtFalseFlags(FALSE_FLAGS));
  }

  private void queued(String name, Metrics metrics) {
    figures.add(
        name + ": share to the spam queue at " + settings.spamQueue(),
        metrics,
        m -> m.reaching(settings.spamQueue()));
  }

  private void sources(double threshold) {
    for (Source source : Source.values()) {
      Metrics own = scored.of(source).metrics(Attribute.SPAM);
      if (source.aboutSpam()) {
        figures.ranked("spam, " + source.file(), own);
      }
      if (own.positives() > 0) {
        figures.add(
            "spam, recall at the threshold of 1 % on all: " + source.file(),
            own,
            m -> m.above(threshold, true));
      }
      if (own.rows() > own.positives()) {
        figures.add(
            "spam, false flags at the threshold of 1 % on all: " + source.file(),
            own,
            m -> m.above(threshold, false));
      }
    }
  }
}
