package dev.parley.training;

import dev.parley.model.Attribute;
import dev.parley.model.Features;
import dev.parley.text.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The labelled texts of a data folder, read and normalised, each text once. */
final class Corpus {
  /** Sentences from templates are many and alike, so this share of them is enough. */
  private static final double TEMPLATES_KEPT = 0.04;

  private final List<Example> examples;

  private Corpus(List<Example> examples) {
    this.examples = examples;
  }

  /** Reads the sources found in a folder. */
  static Corpus read(Path folder, long seed, Consumer<Source> progress) throws IOException {
    Map<Long, Example> byWords = new HashMap<>();
    for (Source source : Source.values()) {
      Path file = folder.resolve(source.file());
      progress.accept(source);
      if (Files.exists(file)) {
        for (Map<String, String> row : Tables.read(file)) {
          add(byWords, source, row, seed);
        }
      }
    }
    if (byWords.isEmpty()) {
      String known =
          Arrays.stream(Source.values())
              .map(Source::file)
              .filter(file -> file.contains("."))
              .collect(Collectors.joining(", "));
      throw new IOException("no known data file in " + folder + "; known are " + known);
    }
    List<Example> examples = new ArrayList<>(byWords.values());
    for (Identities.Sentence sentence : Identities.sentences()) {
      examples.add(
          new Example(
              Source.IDENTITIES,
              sentence.pattern(),
              sentence.text(),
              sentence.text(),
              sentence.share(seed),
              Features.of(Reading.of(sentence.text())).withoutOrigins(),
              new EnumMap<>(Map.of(Attribute.TOXICITY, sentence.hateful()))));
    }
    for (Source own : List.of(Source.OWN_ENGLISH, Source.OWN_GERMAN, Source.OWN_PORTUGUESE)) {
      for (Sentences.Sentence sentence : Sentences.in(own.language())) {
        Reading reading = Reading.of(sentence.text());
        examples.add(
            new Example(
                own,
                sentence.pattern(),
                sentence.text(),
                reading.normalized(),
                sentence.share(seed),
                Features.of(reading),
                sentence.kind().labels()));
      }
    }
    examples.sort(
        Comparator.comparing(Example::source)
            .thenComparing(Example::share)
            .thenComparing(Example::text));
    return new Corpus(examples);
  }

  private static void add(
      Map<Long, Example> byWords, Source source, Map<String, String> row, long seed) {
    String text = source.text(row);
    Reading reading = Reading.of(text);
    if (reading.words().isEmpty()) {
      return;
    }
    long fingerprint = reading.fingerprint();
    double share = new SplittableRandom(fingerprint ^ seed).nextDouble();
    if (source == Source.TEMPLATES
        && new SplittableRandom(fingerprint + seed).nextDouble() > TEMPLATES_KEPT) {
      return;
    }
    Map<Attribute, Boolean> labels = new EnumMap<>(source.labels(row));
    if (source.doubts(labels, text)) {
      return;
    }
    Example known = byWords.get(fingerprint);
    if (known != null) {
      // The same words again: the first label of an attribute stays, missing ones are added.
      known.labels().forEach(labels::put);
      byWords.put(
          fingerprint,
          new Example(
              known.source(),
              known.part(),
              known.written(),
              known.text(),
              share,
              known.features(),
              labels));
      return;
    }
    byWords.put(
        fingerprint,
        new Example(
            source,
            source.part(row),
            text,
            reading.normalized(),
            share,
            Features.of(reading, source.wording()).withoutOrigins(),
            labels));
  }

  List<Example> where(Predicate<Example> condition) {
    return examples.stream().filter(condition).toList();
  }

  /** The texts in a language with a label for an attribute. */
  List<Example> labelled(String language, Attribute attribute) {
    return where(e -> e.source().language().equals(language) && e.knows(attribute));
  }
}
