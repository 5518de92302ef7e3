package dev.parley.training;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The wordings of some texts, by which others are told that were filled in from the same form. */
final class Templates {
  /** Words that follow each other in two texts by chance only seldom. */
  private static final int WORDS = 3;

  /** The share of its wordings that even a text of its own has in common with others. */
  private static final double COMMON = 0.2;

  private final Set<String> seen = new HashSet<>();

  Templates(List<Example> texts) {
    texts.forEach(text -> seen.addAll(wordings(text)));
  }

  /** Whether a text's wordings, but for common ones, are in none of those. */
  boolean isNew(Example text) {
    List<String> own = wordings(text);
    return own.stream().filter(seen::contains).count() <= COMMON * own.size();
  }

  private static List<String> wordings(Example text) {
    List<String> words = List.of(text.text().split("[^\\p{L}\\p{N}]+"));
    return IntStream.rangeClosed(0, words.size() - WORDS)
        .mapToObj(first -> String.join(" ", words.subList(first, first + WORDS)))
        .toList();
  }
}
