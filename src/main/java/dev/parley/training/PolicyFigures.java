package dev.parley.training;

import dev.parley.model.Attribute;
import dev.parley.site.SiteSettings;

/**
 * What becomes of comments under the policy of a site that has settled nothing, as far as the
 * scores of the models decide: words, links and what is known of authors are not looked at.
 */
final class PolicyFigures {
  private final SiteSettings settings;
  private final Figures figures;

  /** Where a comment goes; spam first, as a site's policy has it. */
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

  /** A score that is not there never passes: what no model of the language judged is held. */
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
