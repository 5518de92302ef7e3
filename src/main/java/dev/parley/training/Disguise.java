package dev.parley.training;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Ways in which writers hide a word from filters but not from people. They do not use the
 * normaliser's own tables: look-alikes are those of Unicode's confusables (UTS #39) that are hard
 * to tell from the letter, and leet digits are the usual ones.
 */
enum Disguise {
  /** Characters of no width between some of the letters. */
  INVISIBLE("zero-width characters") {
    @Override
    String of(String word, SplittableRandom random) {
      return between(word, ZERO_WIDTH, random);
    }
  },
  /** Marks and embeddings of writing direction between some of the letters. */
  BIDIRECTIONAL("bidi characters") {
    @Override
    String of(String word, SplittableRandom random) {
      return between(word, DIRECTIONS, random);
    }
  },
  /** Accents and strokes over some of the letters. */
  MARKS("combining marks") {
    @Override
    String of(String word, SplittableRandom random) {
      return between(word, COMBINING, random);
    }
  },
  /** Replaces each letter that has one by its Cyrillic or Greek look-alike. */
  CONFUSABLES("confusable letters") {
    @Override
    String of(String word, SplittableRandom random) {
      return each(word, c -> lookAlike(c, LATIN, CYRILLIC_OR_GREEK));
    }
  },
  /** Full-width letters, or those that Unicode has for formulas. */
  STYLED("styled letters") {
    @Override
    String of(String word, SplittableRandom random) {
      int small = random.nextBoolean() ? 0xFF41 : 0x1D41A;
      int capital = small == 0xFF41 ? 0xFF21 : 0x1D400;
      return each(
          word,
          c ->
              c >= 'a' && c <= 'z'
                  ? c - 'a' + small
                  : c >= 'A' && c <= 'Z' ? c - 'A' + capital : c);
    }
  },
  /** Digits and signs for about half of the letters that have one, and for at least one. */
  LEET("leet digits") {
    @Override
    String of(String word, SplittableRandom random) {
      int sure = any(word, c -> lookAlike(c, SPELT, DIGITS) != c, random);
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < word.length(); i++) {
        char c = word.charAt(i);
        text.appendCodePoint(i == sure || random.nextBoolean() ? lookAlike(c, SPELT, DIGITS) : c);
      }
      return text.toString();
    }
  },
  /** A space between each two letters. */
  SPACED("spaced letters") {
    @Override
    String of(String word, SplittableRandom random) {
      return String.join(" ", word.split(""));
    }
  },
  /** A dot, hyphen or low line between each two letters. */
  DOTTED("dotted letters") {
    @Override
    String of(String word, SplittableRandom random) {
      return String.join(List.of(".", "-", "_").get(random.nextInt(3)), word.split(""));
    }
  },
  /** Draws one letter out to four to eight. */
  STRETCHED("stretched letters") {
    @Override
    String of(String word, SplittableRandom random) {
      int vowel = any(word, c -> VOWELS.indexOf(c) >= 0, random);
      int at = vowel < 0 ? word.length() - 1 : vowel;
      return word.substring(0, at)
          + word.substring(at, at + 1).repeat(4 + random.nextInt(5))
          + word.substring(at + 1);
    }
  },
  /** A {@code *} for the first inner vowel, or for the second letter. */
  MASKED("masked letters") {
    @Override
    String of(String word, SplittableRandom random) {
      int at = 1;
      for (int i = word.length() - 2; i > 0; i--) {
        at = VOWELS.indexOf(word.charAt(i)) >= 0 ? i : at;
      }
      return word.substring(0, at) + "*" + word.substring(at + 1);
    }
  };

  private static final String VOWELS = "aeiouAEIOU";
  private static final String ZERO_WIDTH = "\u200B\u200C\u200D\u2060\u00AD\uFEFF";
  private static final String DIRECTIONS = "\u200E\u200F\u202A\u202C\u202D\u2066\u2068\u2069";
  private static final String COMBINING = "\u0300\u0301\u0302\u0308\u0323\u0332\u0335\u0336";
  private static final String LATIN = "acehijoprsvxyABCEHIKMOPTXYZ";
  private static final String CYRILLIC_OR_GREEK =
      "\u0430\u0441\u0435\u04BB\u0456\u0458\u043E\u0440\u0433\u0455\u03BD\u0445\u0443"
          + "\u0410\u0412\u0421\u0415\u041D\u0406\u039A\u041C\u041E\u0420\u0422\u0425\u03A5\u0396";
  private static final String SPELT = "aeiostAEIOST";
  private static final String DIGITS = "431057@3!0$7";

  private final String words;

  Disguise(String words) {
    this.words = words;
  }

  /** Its name in reports. */
  String words() {
    return words;
  }

  /** A word of letters in disguise. */
  abstract String of(String word, SplittableRandom random);

  private interface Letter {
    int of(char letter);
  }

  private interface Kind {
    boolean has(char letter);
  }

  private static int lookAlike(char letter, String letters, String instead) {
    int at = letters.indexOf(letter);
    return at < 0 ? letter : instead.charAt(at);
  }

  private static String each(String word, Letter instead) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < word.length(); i++) {
      text.appendCodePoint(instead.of(word.charAt(i)));
    }
    return text.toString();
  }

  /** Puts signs after the first letter and after about half of the others, not at the end. */
  private static String between(String word, String signs, SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < word.length(); i++) {
      text.append(word.charAt(i));
      if (i + 1 < word.length() && (i == 0 || random.nextBoolean())) {
        text.append(signs.charAt(random.nextInt(signs.length())));
      }
    }
    return text.toString();
  }

  /** The place of one of the letters of a kind, or -1. */
  private static int any(String word, Kind kind, SplittableRandom random) {
    int found = -1;
    for (int i = 0, seen = 0; i < word.length(); i++) {
      if (kind.has(word.charAt(i)) && random.nextInt(++seen) == 0) {
        found = i;
      }
    }
    return found;
  }
}
