package dev.parley.model;

import dev.parley.text.Reading;
import dev.parley.text.Word;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Extracts what the {@linkplain Wording wordings} without shape read of a text. */
final class WordFeatures {
  private static final int FIRST_SYLLABLE = 0xAC00;
  private static final int LAST_SYLLABLE = 0xD7A3;
  private static final int FIRST_INITIAL = 0x1100;
  private static final int FIRST_VOWEL = 0x1161;
  private static final int BEFORE_FIRST_FINAL = 0x11A7;
  private static final int FINALS = 28;
  private static final int VOWELS_AND_FINALS = 21 * FINALS;

  private static final int LONGEST_OF_LETTERS = 5;
  private static final int LONGEST_OF_SYLLABLES = 3;
  private static final int LONGEST_OF_SYLLABLES_LETTERS = 7;

  private final Wording wording;
  private final String original;
  private final HashSet32 words;
  private final HashSet32 characters;
  private final HashSet32 letters;

  private WordFeatures(Reading reading, Wording wording) {
    this.wording = wording;
    this.original = reading.original();
    int most = 0;
    for (Word word : reading.words()) {
      // A written form may be longer than the folded one, and longer still in lower case.
      most += word.form().length() + 2;
      most += wording == Wording.ACCENTS ? 3 * (word.end() - word.start()) + 2 : 0;
    }
    words = new HashSet32(4 * reading.words().size() + 1);
    characters = new HashSet32((LONGEST_OF_LETTERS - 1) * most + 1);
    // A syllable has three letters at most.
    letters =
        new HashSet32(
            wording == Wording.SYLLABLES ? 3 * (LONGEST_OF_SYLLABLES_LETTERS - 1) * most + 1 : 1);
  }

  /**
   * The hashes of the words that fulfil a condition.
   *
   * @return distinct hashes and the index of the first word each came from, by group
   */
  static int[][][] of(Reading reading, Wording wording, Predicate<Word> condition) {
    WordFeatures features = new WordFeatures(reading, wording);
    features.add(reading.words(), condition);
    return new int[][][] {
      {
        features.words.values(), features.characters.values(), features.letters.values(),
      },
      {
        features.words.origins(), features.characters.origins(), features.letters.origins(),
      }
    };
  }

  private void add(List<Word> all, Predicate<Word> condition) {
    int previous = Features.FIRST;
    int previousWritten = Features.FIRST;
    for (int w = 0; w < all.size(); w++) {
      Word word = all.get(w);
      if (isTag(word.start()) || !condition.test(word)) {
        continue;
      }
      previous = add(word.form(), previous, w);
      if (wording == Wording.ACCENTS) {
        previousWritten = add(written(word), previousWritten, w);
      }
    }
  }

  private int add(String form, int previous, int origin) {
    int own = Features.word(form);
    words.add(Features.mix(own), origin);
    words.add(Features.mix(Features.pair(previous, own)), origin);
    if (wording == Wording.SYLLABLES) {
      stretches(form, 1, LONGEST_OF_SYLLABLES, origin, characters);
      stretches(letters(form), 2, LONGEST_OF_SYLLABLES_LETTERS, origin, letters);
    } else {
      stretches(form, 2, LONGEST_OF_LETTERS, origin, characters);
    }
    return own;
  }

  private String written(Word word) {
    return Normalizer.normalize(
        original.substring(word.start(), word.end()).toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
  }

  /** Whether a word belongs to a hashtag or to the name of a user: #word, @some_word. */
  private boolean isTag(int start) {
    int at = start - 1;
    while (at >= 0 && (original.charAt(at) == '_' || isWordPart(original.charAt(at)))) {
      at--;
    }
    return at >= 0 && (original.charAt(at) == '#' || original.charAt(at) == '@');
  }

  private static boolean isWordPart(char c) {
    int type = Character.getType(c);
    return Character.isLetterOrDigit(c)
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.FORMAT;
  }

  /** The stretches of so many characters of a word; its beginning and end count as one each. */
  private static void stretches(String form, int least, int most, int origin, HashSet32 into) {
    int length = form.length();
    for (int start = -1; start < length; start++) {
      int hash = 0x9747b28c;
      int end = Math.min(start + most, length + 1);
      for (int i = start; i < end; i++) {
        char c = i < 0 || i == length ? ' ' : form.charAt(i);
        hash = (hash ^ c) * 0x01000193;
        if (i - start + 1 >= least) {
          into.add(Features.mix(hash + (i - start)), origin);
        }
      }
    }
  }

  /** A word with its Hangul syllables taken apart (Unicode standard, section 3.12). */
  private static String letters(String form) {
    StringBuilder letters = new StringBuilder(3 * form.length());
    for (int i = 0; i < form.length(); i++) {
      char c = form.charAt(i);
      if (c < FIRST_SYLLABLE || c > LAST_SYLLABLE) {
        letters.append(c);
        continue;
      }
      int syllable = c - FIRST_SYLLABLE;
      letters
          .append((char) (FIRST_INITIAL + syllable / VOWELS_AND_FINALS))
          .append((char) (FIRST_VOWEL + syllable % VOWELS_AND_FINALS / FINALS));
      if (syllable % FINALS > 0) {
        letters.append((char) (BEFORE_FIRST_FINAL + syllable % FINALS));
      }
    }
    return letters.toString();
  }
}
