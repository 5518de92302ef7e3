package dev.parley.training;

import dev.parley.model.Attribute;
import dev.parley.site.SiteSettings;

/**
 * Measures where comments go under default settings, as far as the models' scores decide it. Words,
 * links and what is known of authors do not count here.
 */
final class PolicyFigures {
  private final SiteSettings settings;
  private final Figures figures;

  /** Where a comment goes; spam comes first, as in a site's policy. */
  enum Fate {
    TO_SPAM_QUEUE("to the spam queue"),
    HELD("held"),
    PASSED("passed");

    private final String words;

    Fate(String words) {
      this.words = words;
    }
  }

  PolicyFigures(SiteSettings settings, Figures figures) {
    this.settings = settings;
    this.figures = figures;
  }

  /** A missing score never passes: a comment that no model of its language has judged is held. */
  Fate fate(Scored.Row row) {
    if (row.of(Attribute.SPAM) >= settings.spamQueue()) {
      return Fate.TO_SPAM_QUEUE;
    }
    boolean passes =
        row.of(Attribute.TOXICITY) < settings.toxicityHold()
            && !(row.of(Attribute.SPAM) >= settings.spamHold());
    return passes ? Fate.PASSED : Fate.HELD;
  }

  void add(Scored scored) {
    for (Source source : Source.values()) {
      Scored rows = scored.of(source);
      for (Fate fate : Fate.values()) {
        figures.share(
            "by default " + fate.words + ": " + source.file(), rows, row -> fate(row) == fate);
      }
    }
  }
}
