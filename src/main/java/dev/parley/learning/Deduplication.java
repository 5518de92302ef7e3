package dev.parley.learning;

import dev.parley.model.Attribute;
import dev.parley.text.Sketch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps each text once. Of examples with the same text the latest label stays; of nearly equal
 * texts with the same label the latest stays. A moderator's decision outranks any later label from
 * outside: otherwise anybody with a key could reverse the decision on every comment a page shows.
 */
final class Deduplication {
  /** Two texts are nearly equal from this share of common word pairs on. */
  private static final double NEAR = 0.75;

  /** How many texts of one band are compared: this bounds the work on a flood. */
  private static final int MOST_CANDIDATES = 50;

  /**
   * An example that stays.
   *
   * @param first when somebody first decided about it or one of its copies
   */
  record Unique(LabelledExample example, Instant first) {}

  private final Attribute attribute;
  private final List<Unique> kept = new ArrayList<>();
  private final Map<Long, Integer> exact = new HashMap<>();
  private final Map<Long, List<Integer>> bands = new HashMap<>();

  private Deduplication(Attribute attribute) {
    this.attribute = attribute;
  }

  /** The examples that have a label of an attribute, each text once, the oldest first. */
  static List<Unique> unique(List<LabelledExample> examples, Attribute attribute) {
    Deduplication unique = new Deduplication(attribute);
    examples.stream()
        .filter(example -> example.labels().containsKey(attribute))
        .filter(example -> example.input().shipped().of(attribute).isPresent())
        .sorted(
            Comparator.comparing(LabelledExample::decided)
                .thenComparing(LabelledExample::at)
                .reversed())
        .forEach(unique::take);
    Collections.reverse(unique.kept);
    unique.kept.sort(Comparator.comparing(one -> one.example().at()));
    return unique.kept;
  }

  private void take(LabelledExample example) {
    Optional<Integer> same =
        Optional.ofNullable(exact.get(example.fingerprint())).or(() -> nearlyEqual(example));
    if (same.isEmpty()) {
      keep(example);
    } else if (example.first().isBefore(kept.get(same.get()).first())) {
      kept.set(same.get(), new Unique(kept.get(same.get()).example(), example.first()));
    }
  }

  private void keep(LabelledExample example) {
    int place = kept.size();
    kept.add(new Unique(example, example.first()));
    exact.put(example.fingerprint(), place);
    example.sketch().ifPresent(sketch -> link(sketch, place));
  }

  private void link(Sketch sketch, int place) {
    for (int band = 0; band < Sketch.BANDS; band++) {
      List<Integer> candidates = bands.computeIfAbsent(sketch.band(band), any -> new ArrayList<>());
      if (candidates.size() < MOST_CANDIDATES) {
        candidates.add(place);
      }
    }
  }

  private Optional<Integer> nearlyEqual(LabelledExample example) {
    if (example.sketch().isEmpty()) {
      return Optional.empty();
    }
    Sketch sketch = example.sketch().get();
    for (int band = 0; band < Sketch.BANDS; band++) {
      for (int place : bands.getOrDefault(sketch.band(band), List.of())) {
        LabelledExample other = kept.get(place).example();
        if (other.is(attribute) == example.is(attribute)
            && other.sketch().filter(its -> its.likeness(sketch) >= NEAR).isPresent()) {
          return Optional.of(place);
        }
      }
    }
    return Optional.empty();
  }
}
