package dev.parley.training;

import dev.parley.model.Attribute;
import dev.parley.model.Models;
import dev.parley.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Measures the effect of disguised words: how many of the toxic Jigsaw comments that are found as
 * written are still found in disguise, and whether clean comments are flagged for a disguise. Both
 * use the threshold of 2 % false flags on clean Jigsaw comments as written. Comments without a word
 * to disguise are left out.
 */
final class ObfuscationFigures {
  /** There are many clean comments; so many are enough. */
  private static final int MOST_CLEAN = 350;

  private final List<Way> ways = new ArrayList<>();

  /** Comments before and after one way of disguise, in the same order. */
  private record Way(String words, List<Example> plain, List<Example> disguised) {}

  ObfuscationFigures(Models models, Corpus corpus, long seed) {
    Obfuscation obfuscation = new Obfuscation(models, seed);
    List<Example> plain = new ArrayList<>();
    List<List<Span>> words = new ArrayList<>();
    Stream.concat(jigsaw(corpus, true).stream(), jigsaw(corpus, false).stream().limit(MOST_CLEAN))
        .forEach(
            example -> {
              List<Span> own = obfuscation.words(example);
              if (!own.isEmpty()) {
                plain.add(example);
                words.add(own);
              }
            });
    for (Disguise disguise : Disguise.values()) {
      way(disguise.words(), obfuscation, plain, words, Optional.of(disguise));
    }
    way("all ways together", obfuscation, plain, words, Optional.empty());
  }

  private static List<Example> jigsaw(Corpus corpus, boolean toxic) {
    return corpus.where(
        e ->
            e.source() == Source.JIGSAW
                && e.split() == Example.Split.VALIDATION
                && e.is(Attribute.TOXICITY) == toxic);
  }

  private void way(
      String name,
      Obfuscation obfuscation,
      List<Example> plain,
      List<List<Span>> words,
      Optional<Disguise> disguise) {
    List<Example> disguised = new ArrayList<>();
    for (int i = 0; i < plain.size(); i++) {
      disguised.add(obfuscation.disguised(plain.get(i), words.get(i), disguise));
    }
    ways.add(new Way(name, plain, disguised));
  }

  /** All comments in disguise. */
  List<Example> disguised() {
    return ways.stream().flatMap(way -> way.disguised().stream()).toList();
  }

  void add(Scorer scorer, double threshold, Figures figures) {
    if (ways.get(0).plain().isEmpty()) {
      return;
    }
    boolean[] before = flagged(ways.get(0).plain(), scorer, threshold);
    for (Way way : ways) {
      boolean[] after = flagged(way.disguised(), scorer, threshold);
      int[] toxic = indices(way.plain(), true);
      figures.add(
          "toxicity, disguised, share of recall kept: " + way.words(),
          Figures.apart(toxic.length),
          times -> (double) sum(after, toxic, times) / sum(before, toxic, times));
    }
    falseFlags("as written", ways.get(0).plain(), before, figures);
    for (Way way : ways) {
      falseFlags(way.words(), way.plain(), flagged(way.disguised(), scorer, threshold), figures);
    }
  }

  private static void falseFlags(
      String name, List<Example> plain, boolean[] flagged, Figures figures) {
    int[] clean = indices(plain, false);
    figures.add(
        "toxicity, disguised, false flags on clean comments: " + name,
        Figures.apart(clean.length),
        times -> (double) sum(flagged, clean, times) / clean.length);
  }

  private static boolean[] flagged(List<Example> examples, Scorer scorer, double threshold) {
    boolean[] flagged = new boolean[examples.size()];
    for (int i = 0; i < flagged.length; i++) {
      flagged[i] =
          scorer.score(examples.get(i)).of(Attribute.TOXICITY).orElse(Double.NaN) > threshold;
    }
    return flagged;
  }

  private static int[] indices(List<Example> examples, boolean toxic) {
    return IntStream.range(0, examples.size())
        .filter(i -> examples.get(i).is(Attribute.TOXICITY) == toxic)
        .toArray();
  }

  private static int sum(boolean[] is, int[] indices, int[] times) {
    int sum = 0;
    for (int i = 0; i < indices.length; i++) {
      sum += is[indices[i]] ? times[i] : 0;
    }
    return sum;
  }
}
