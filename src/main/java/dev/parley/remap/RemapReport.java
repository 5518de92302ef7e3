package dev.parley.remap;

import dev.parley.remap.ArticleMove.Way;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/** What a remap comes to. It belongs to one event loop. */
final class RemapReport {
  private static final int MOST_EXAMPLES = 20;

  private int articles;
  private int moved;
  private int merged;
  private final List<Way> examples = new ArrayList<>();

  /** Where articles are moved to that nobody had written under before. */
  private final Set<UUID> begun = new HashSet<>();

  void looked(int more) {
    articles += more;
  }

  /**
   * An article that belongs elsewhere.
   *
   * @param existing articles that exist
   */
  void add(Way way, Set<UUID> existing) {
    if (existing.contains(way.reached()) || !begun.add(way.reached())) {
      merged++;
    } else {
      moved++;
    }
    if (examples.size() < MOST_EXAMPLES) {
      examples.add(way);
    }
  }

  /** How many articles the site has. */
  int articles() {
    return articles;
  }

  /** How many get a key that none has. */
  int moved() {
    return moved;
  }

  /** How many are joined to another one. */
  int merged() {
    return merged;
  }

  List<Way> examples() {
    return List.copyOf(examples);
  }

  boolean isEmpty() {
    return examples.isEmpty();
  }

  /** What was done, for the log. */
  String words(boolean interrupted) {
    return String.format(
        Locale.ROOT,
        "%d articles moved and %d merged, such as %s to %s%s",
        moved,
        merged,
        examples.get(0).from(),
        examples.get(0).to(),
        interrupted ? "; interrupted before the end" : "");
  }
}
