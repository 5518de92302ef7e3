package dev.parley.screening;

import dev.parley.text.Reading;
import dev.parley.text.Span;
import dev.parley.text.WordList;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The insults, slurs and threats that come with Parley, by language. {@code src/main/words} makes
 * the list and says what was left out and why. A language's words are read when a text in it first
 * comes.
 */
final class Insults {
  private static final String EVERYWHERE = "any";
  private static final String HARMLESS = "harmless";

  /** What a word is, by its strength in the list; the others are insults. */
  private static final Map<String, String> KINDS = Map.of("slur", "a slur", "threat", "a threat");

  /** The two written standards of Norwegian share one list. */
  private static final Map<String, String> SAME = Map.of("nb", "no", "nn", "no");

  private static final Map<String, List<Row>> ROWS = read();
  private static final Map<String, Words> WORDS = new ConcurrentHashMap<>();

  /**
   * A word of the list in a text.
   *
   * @param what what it is, such as "a slur in German"
   */
  record Found(Span span, String what) {}

  private record Row(String strength, String word) {}

  /**
   * The words of one language.
   *
   * @param harmless phrases in which a listed word means no harm
   * @param kinds what the entries are that are no insults
   */
  private record Words(WordList words, WordList harmless, Map<String, String> kinds, String where) {
    private static Words of(String language) {
      List<Row> rows = ROWS.getOrDefault(language, List.of());
      String name = Locale.forLanguageTag(language).getDisplayLanguage(Locale.ENGLISH);
      return new Words(
          WordList.of(words(rows.stream().filter(row -> !row.strength().equals(HARMLESS)))),
          WordList.of(words(rows.stream().filter(row -> row.strength().equals(HARMLESS)))),
          kinds(rows),
          language.equals(EVERYWHERE) ? "" : " in " + name);
    }

    private static Map<String, String> kinds(List<Row> rows) {
      return rows.stream()
          .filter(row -> KINDS.containsKey(row.strength()))
          .collect(
              Collectors.toUnmodifiableMap(
                  Row::word, row -> KINDS.getOrDefault(row.strength(), ""), (one, other) -> one));
    }

    private static List<String> words(Stream<Row> rows) {
      return rows.map(Row::word).distinct().toList();
    }

    private Stream<Found> in(Reading reading) {
      return words.in(reading).stream()
          .map(
              match ->
                  new Found(match.span(), kinds.getOrDefault(match.entry(), "an insult") + where));
    }
  }

  private Insults() {}

  /** The languages that have words of their own, as ISO 639-1 codes. */
  static Set<String> languages() {
    Set<String> languages = new TreeSet<>(ROWS.keySet());
    languages.remove(EVERYWHERE);
    return languages;
  }

  /**
   * The words in a text: those of its language, and those that mean the same everywhere. Words that
   * are part of a harmless phrase are left out.
   */
  static List<Found> in(Reading reading, String language) {
    Optional<Words> own =
        Optional.of(SAME.getOrDefault(language, language))
            .filter(ROWS::containsKey)
            .map(code -> WORDS.computeIfAbsent(code, Words::of));
    Words everywhere = WORDS.computeIfAbsent(EVERYWHERE, Words::of);
    List<Found> found =
        Stream.concat(own.stream(), Stream.of(everywhere))
            .flatMap(words -> words.in(reading))
            .toList();
    if (found.isEmpty() || own.isEmpty()) {
      return found;
    }
    return without(found, own.get().harmless().in(reading));
  }

  /** What is found outside of some phrases. */
  private static List<Found> without(List<Found> found, List<WordList.Match> phrases) {
    return found.stream()
        .filter(one -> phrases.stream().noneMatch(phrase -> covers(phrase.span(), one.span())))
        .toList();
  }

  /** Whether a stretch of text lies inside another. */
  static boolean covers(Span outer, Span inner) {
    return outer.start() <= inner.start() && inner.end() <= outer.end();
  }

  private static Map<String, List<Row>> read() {
    Map<String, List<Row>> rows = new HashMap<>();
    try (InputStream in = Insults.class.getResourceAsStream("insults.tsv");
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
      for (String line; (line = lines.readLine()) != null; ) {
        if (!line.startsWith("#")) {
          String[] parts = line.split("\t", 3);
          rows.computeIfAbsent(parts[0], language -> new ArrayList<>())
              .add(new Row(parts[1], parts[2]));
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return Map.copyOf(rows);
  }
}
