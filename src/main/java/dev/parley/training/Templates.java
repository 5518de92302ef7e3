package dev.parley.training;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The wordings of some texts, by which other texts from the same template are recognised. */
final class Templates {
  /** Words that follow each other in two texts only seldom by chance. */
  private static final int WORDS = 3;

  /** Even a text of its own shares this much of its wordings with others. */
  private static final double COMMON = 0.2;

  private final Set<String> seen = new HashSet<>();

  Templates(List<Example> texts) {
    texts.forEach(text -> seen.addAll(wordings(text)));
  }

  /** Whether none of a text's wordings, apart from common ones, is among these. */
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
