package dev.parley.model;

import dev.parley.model.Evidence.Part;
import dev.parley.text.Reading;
import dev.parley.text.Span;
import dev.parley.text.Word;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Chooses which of the words that carry a score a moderator sees: those that mean something and
 * carry enough of it. Neighbours are one phrase, together with the function words between them
 * ({@code piece of shit}); a function word is never marked by itself.
 */
final class Phrases {
  /** A word must add at least this much to a score, in logits. */
  private static final double LEAST = 0.05;

  /** A word must add at least this share of what the strongest adds. */
  private static final double LEAST_SHARE = 0.15;

  /** A phrase may have so many function words between two words that carry the score. */
  private static final int MOST_BETWEEN = 2;

  private static final Map<String, Set<String>> FUNCTION_WORDS = functionWords();

  private final Reading reading;
  private final Map<Span, Double> effects = new HashMap<>();
  private final Set<String> functionWords;
  private final List<Part> phrases = new ArrayList<>();

  private Phrases(Reading reading, List<Part> parts, String language) {
    this.reading = reading;
    this.functionWords = FUNCTION_WORDS.getOrDefault(language, Set.of());
    // A site's own model may put much weight on a function word; others are not measured by it.
    double strongest =
        parts.stream()
            .filter(part -> !isFunctionWord(part.span()))
            .mapToDouble(Part::effect)
            .max()
            .orElse(0);
    for (Part part : parts) {
      if (part.effect() >= Math.max(LEAST, LEAST_SHARE * strongest)) {
        effects.put(part.span(), part.effect());
      }
    }
  }

  /** The phrases of a text, the strongest first. */
  static List<Span> of(Reading reading, List<Part> parts, String language, int max) {
    Phrases all = new Phrases(reading, parts, language);
    all.join();
    return all.phrases.stream()
        .sorted(Comparator.comparingDouble(Part::effect).reversed())
        .limit(max)
        .map(Part::span)
        .toList();
  }

  private void join() {
    reading.links().forEach(link -> add(effects.remove(link.span()), link.span()));
    List<Word> words = reading.words();
    for (int first = 0; first < words.size(); first++) {
      if (carries(words.get(first))) {
        int last = last(words, first);
        double effect = 0;
        for (int i = first; i <= last; i++) {
          effect = Math.max(effect, effects.getOrDefault(words.get(i).span(), 0.0));
        }
        add(effect, new Span(words.get(first).start(), words.get(last).end()));
        first = last;
      }
    }
  }

  private void add(@Nullable Double effect, Span span) {
    if (effect != null) {
      phrases.add(new Part(span, effect));
    }
  }

  private boolean isFunctionWord(Span span) {
    return reading.words().stream()
        .anyMatch(word -> word.span().equals(span) && functionWords.contains(word.form()));
  }

  private boolean carries(Word word) {
    return effects.containsKey(word.span()) && !functionWords.contains(word.form());
  }

  /** The last word of the phrase that begins at a word. */
  private int last(List<Word> words, int first) {
    int last = first;
    for (int i = first + 1; i < words.size() && i - last <= MOST_BETWEEN + 1; i++) {
      if (!apart(words.get(i - 1), words.get(i))) {
        return last;
      }
      if (carries(words.get(i))) {
        last = i;
      } else if (!functionWords.contains(words.get(i).form())) {
        return last;
      }
    }
    return last;
  }

  /** Whether only space lies between two words: any sign ends a phrase. */
  private boolean apart(Word before, Word after) {
    return after.start() >= before.end()
        && reading.original().substring(before.end(), after.start()).isBlank();
  }

  /** Each line is a language, a colon and its function words. */
  private static Map<String, Set<String>> functionWords() {
    try (InputStream in = Phrases.class.getResourceAsStream("function-words.txt")) {
      if (in == null) {
        throw new IllegalStateException("the list of function words is missing");
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .map(line -> line.split(":", 2))
          .collect(Collectors.toMap(line -> line[0], line -> forms(line[1])));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The words in the form they have in a reading. */
  private static Set<String> forms(String words) {
    return Reading.of(words).words().stream().map(Word::form).collect(Collectors.toSet());
  }
}
