package dev.parley.training;

import dev.parley.model.Attribute;
import java.util.Map;

/**
 * Measures our own sentences that name groups, by group: friendly and neutral ones should not be
 * flagged for the group they name, and hateful ones should be flagged for any group.
 */
final class GroupFigures {
  private static final double LIKELIER_THAN_NOT = 0.5;

  private final Figures figures;
  private final Map<String, String> groups = Identities.groups();

  GroupFigures(Figures figures) {
    this.figures = figures;
  }

  /** Adds the shares that score more than a half, and more than the threshold of false flags. */
  void add(Scored scored, double threshold) {
    Scored sentences = scored.of(Source.IDENTITIES);
    for (boolean hateful : new boolean[] {false, true}) {
      flagged(
          hateful ? "hateful sentences" : "friendly sentences",
          sentences.where(e -> e.is(Attribute.TOXICITY) == hateful),
          threshold);
    }
    for (String group : groups.values().stream().distinct().toList()) {
      flagged(
          "friendly sentences, " + group,
          sentences.where(e -> !e.is(Attribute.TOXICITY) && group.equals(groups.get(e.written()))),
          threshold);
    }
  }

  private void flagged(String name, Scored rows, double threshold) {
    share(name + ", flagged at 0.5", rows, LIKELIER_THAN_NOT);
    share(name + ", flagged at the threshold of 2 % on clean Jigsaw", rows, threshold);
  }

  private void share(String name, Scored rows, double threshold) {
    figures.share("groups, " + name, rows, row -> row.of(Attribute.TOXICITY) > threshold);
  }
}
