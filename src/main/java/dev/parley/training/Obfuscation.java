package dev.parley.training;

import dev.parley.model.Addition;
import dev.parley.model.Attribute;
import dev.parley.model.Models;
import dev.parley.text.Reading;
import dev.parley.text.Span;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/**
 * Disguises the words of a comment that carry its score: up to five words that raise the fast
 * model's toxicity most (which a moderator sees as evidence), if they have at least four plain
 * letters. A writer who knows the filter does the same. Clean comments are disguised in the same
 * way. The rest of the comment stays as it is. The same comment and seed always give the same
 * disguise.
 */
final class Obfuscation {
  private static final int MOST_SPANS = 5;
  private static final Pattern WORD =
      Pattern.compile("(?<![\\p{L}\\p{N}])[A-Za-z]{4,}(?![\\p{L}\\p{N}])");

  private final Models models;
  private final long seed;

  Obfuscation(Models models, long seed) {
    this.models = models;
    this.seed = seed;
  }

  /** The words that carry a comment's toxicity, at all places, from left to right. */
  List<Span> words(Example example) {
    // Each word once: leaving out one of two equal words changes nothing and tells nothing.
    String once = withoutRepetitions(example.written());
    Set<String> carrying = new HashSet<>();
    for (Span span :
        models.evidence(
            Attribute.TOXICITY,
            Reading.of(once),
            example.source().language(),
            Addition.NONE,
            MOST_SPANS)) {
      carrying.add(lower(once.substring(span.start(), span.end())));
    }
    return WORD.matcher(example.written())
        .results()
        .filter(word -> carrying.contains(lower(word.group())))
        .map(word -> new Span(word.start(), word.end()))
        .toList();
  }

  private static String withoutRepetitions(String text) {
    Set<String> seen = new HashSet<>();
    return WORD.matcher(text).replaceAll(word -> seen.add(lower(word.group())) ? word.group() : "");
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  /**
   * The comment with these words disguised.
   *
   * @param disguise one way for all words; empty: another way for each word
   */
  Example disguised(Example example, List<Span> words, Optional<Disguise> disguise) {
    SplittableRandom random =
        new SplittableRandom(
            seed
                ^ ((long) example.written().hashCode() << 8)
                ^ disguise.map(Enum::ordinal).orElse(99));
    StringBuilder text = new StringBuilder();
    int done = 0;
    for (Span word : words) {
      Disguise own = disguise.orElseGet(() -> any(random));
      text.append(example.written(), done, word.start())
          .append(own.of(example.written().substring(word.start(), word.end()), random));
      done = word.end();
    }
    return example.rewritten(text.append(example.written().substring(done)).toString());
  }

  private static Disguise any(SplittableRandom random) {
    return Disguise.values()[random.nextInt(Disguise.values().length)];
  }
}
