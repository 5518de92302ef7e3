package dev.parley.text;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the part of a text that is in another language than most of it. */
final class Mixture {
  /** Fewer letters are a name, a brand or a quotation. */
  private static final int FEWEST_LETTERS = 8;

  private static final int FEWEST_SMALL_WORDS = 3;

  private static final Pattern SENTENCE = Pattern.compile("[^.!?…\\n]+");

  private final Reading reading;

  Mixture(Reading reading) {
    this.reading = reading;
  }

  /** The words in Latin letters, in a text of another script, if they are enough. */
  Optional<String> latin() {
    return words(true);
  }

  /** The words in other letters, in a text of Latin ones, if they are enough. */
  Optional<String> foreign() {
    return words(false);
  }

  private Optional<String> words(boolean latin) {
    StringBuilder part = new StringBuilder();
    for (Word word : reading.words()) {
      if (Scripts.isLatin(word, reading.original()) == latin && !inLink(word)) {
        part.append(reading.original(), word.start(), word.end()).append(' ');
      }
    }
    return enough(part);
  }

  private boolean inLink(Word word) {
    return reading.links().stream()
        .anyMatch(link -> word.start() >= link.start() && word.end() <= link.end());
  }

  private static Optional<String> enough(StringBuilder part) {
    // A sign of some scripts says as much as two letters.
    long letters =
        part.codePoints().filter(Character::isLetter).map(c -> c >= 0x2E80 ? 2 : 1).sum();
    return letters < FEWEST_LETTERS ? Optional.empty() : Optional.of(part.toString().strip());
  }

  /**
   * The language whose small words stand beside those of the first one in a text of Latin letters;
   * empty when there are few.
   */
  Optional<String> second(String first) {
    CommonWords.Best best = CommonWords.best(CommonWords.counts(reading.words(), first));
    return best.evidence() >= FEWEST_SMALL_WORDS ? Optional.of(best.language()) : Optional.empty();
  }

  /** The sentences with more small words of the second language than of the first. */
  Optional<String> sentences(String first, String second) {
    StringBuilder part = new StringBuilder();
    Matcher sentence = SENTENCE.matcher(reading.original());
    while (sentence.find()) {
      if (small(second, sentence) > small(first, sentence)) {
        part.append(sentence.group().strip()).append(". ");
      }
    }
    return enough(part);
  }

  private long small(String language, MatchResult sentence) {
    return reading.words().stream()
        .filter(word -> word.start() >= sentence.start() && word.end() <= sentence.end())
        .filter(word -> CommonWords.has(language, word))
        .count();
  }
}
