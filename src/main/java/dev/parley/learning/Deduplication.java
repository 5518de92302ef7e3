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
 * Texts of which each is kept once: the same text with its latest label, nearly the same texts with
 * the same label as the latest of them. What a moderator decided comes before what others said
 * later, or whoever has a key could turn around what was decided about every comment a page shows.
 */
final class Deduplication {
  /** The share of common pairs of words from which two texts are nearly the same. */
  private static final double NEAR = 0.75;

  /** Texts in one band that are looked at: bounds the work on a flood. */
  private static final int MOST_LIKES = 50;

  /**
   * A text that is kept.
   *
   * @param first when it or one of its copies was decided about for the first time
   */
  record Once(LabelledExample lesson, Instant first) {}

  private final Attribute attribute;
  private final List<Once> kept = new ArrayList<>();
  private final Map<Long, Integer> exact = new HashMap<>();
  private final Map<Long, List<Integer>> bands = new HashMap<>();

  private Deduplication(Attribute attribute) {
    this.attribute = attribute;
  }

  /** The lessons about an attribute, in the order they were decided. */
  static List<Once> once(List<LabelledExample> lessons, Attribute attribute) {
    Deduplication copies = new Deduplication(attribute);
    lessons.stream()
        .filter(lesson -> lesson.labels().containsKey(attribute))
        .filter(lesson -> lesson.sight().shipped().of(attribute).isPresent())
        .sorted(
            Comparator.comparing(LabelledExample::decided)
                .thenComparing(LabelledExample::at)
                .reversed())
        .forEach(copies::take);
    Collections.reverse(copies.kept);
    copies.kept.sort(Comparator.comparing(one -> one.lesson().at()));
    return copies.kept;
  }

  private void take(LabelledExample lesson) {
    Optional<Integer> same =
        Optional.ofNullable(exact.get(lesson.fingerprint())).or(() -> like(lesson));
    if (same.isEmpty()) {
      keep(lesson);
    } else if (lesson.first().isBefore(kept.get(same.get()).first())) {
      kept.set(same.get(), new Once(kept.get(same.get()).lesson(), lesson.first()));
    }
  }

  private void keep(LabelledExample lesson) {
    int place = kept.size();
    kept.add(new Once(lesson, lesson.first()));
    exact.put(lesson.fingerprint(), place);
    lesson.sketch().ifPresent(sketch -> link(sketch, place));
  }

  private void link(Sketch sketch, int place) {
    for (int band = 0; band < Sketch.BANDS; band++) {
      List<Integer> likes = bands.computeIfAbsent(sketch.band(band), any -> new ArrayList<>());
      if (likes.size() < MOST_LIKES) {
        likes.add(place);
      }
    }
  }

  private Optional<Integer> like(LabelledExample lesson) {
    if (lesson.sketch().isEmpty()) {
      return Optional.empty();
    }
    Sketch sketch = lesson.sketch().get();
    for (int band = 0; band < Sketch.BANDS; band++) {
      for (int place : bands.getOrDefault(sketch.band(band), List.of())) {
        LabelledExample other = kept.get(place).lesson();
        if (other.is(attribute) == lesson.is(attribute)
            && other.sketch().filter(its -> its.likeness(sketch) >= NEAR).isPresent()) {
          return Optional.of(place);
        }
      }
    }
    return Optional.empty();
  }
}
