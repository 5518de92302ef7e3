package dev.parley.training;

import dev.parley.model.Attribute;
import dev.parley.model.Scores;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Examples with the scores of a scorer. */
record Scored(List<Row> rows) {
  /** An example and its scores. */
  record Row(Example example, Scores scores) {
    /** The score of an attribute; NaN without a model for it. */
    double of(Attribute attribute) {
      return scores.of(attribute).orElse(Double.NaN);
    }
  }

  static Scored of(List<Example> examples, Scorer scorer) {
    return new Scored(examples.stream().map(e -> new Row(e, scorer.score(e))).toList());
  }

  Scored where(Predicate<Example> condition) {
    return new Scored(rows.stream().filter(row -> condition.test(row.example())).toList());
  }

  Scored of(Source source) {
    return where(e -> e.source() == source);
  }

  /**
   * For each row the family it is drawn with when rows are resampled: sentences from one pattern
   * belong together, every other row stands alone.
   */
  int[] families() {
    Map<String, Integer> patterns = new HashMap<>();
    int[] families = new int[rows.size()];
    for (int i = 0, next = 0; i < families.length; i++) {
      Example example = rows.get(i).example();
      int own = example.source().isOurs() ? patterns.getOrDefault(example.part(), next) : next;
      patterns.put(example.part(), own);
      families[i] = own;
      next += own == next ? 1 : 0;
    }
    return families;
  }

  /** The scores of an attribute against the labels, for rows that have both. */
  Metrics metrics(Attribute attribute) {
    Scored known =
        new Scored(
            rows.stream()
                .filter(r -> r.example().knows(attribute) && r.scores().of(attribute).isPresent())
                .toList());
    return new Metrics(
        known.rows.stream().mapToDouble(r -> r.of(attribute)).toArray(),
        Training.labels(known.rows.stream().map(Row::example).toList(), attribute),
        known.families());
  }
}
