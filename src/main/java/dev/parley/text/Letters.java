package dev.parley.text;

/** The kinds of characters that the normaliser distinguishes, in folded text. */
final class Letters {
  private Letters() {}

  static boolean letter(char c) {
    return c < 128 ? c >= 'a' && c <= 'z' : Character.isLetter(c);
  }

  static boolean digit(char c) {
    return c < 128 ? c >= '0' && c <= '9' : Character.isDigit(c);
  }

  /** Letters, digits, and the vowel signs that belong to words of some scripts. */
  static boolean wordPart(char c) {
    if (c < 128) {
      return letter(c) || digit(c);
    }
    if (Character.isLetterOrDigit(c)) {
      return true;
    }
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }

  /** Whether a character's script is written without spaces between words. */
  static boolean unspaced(char c) {
    return c >= 0x0E00
        && switch (Character.UnicodeScript.of(c)) {
          case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR, TIBETAN -> true;
          default -> false;
        };
  }

  /** The letter that a digit or sign stands for in "leet" spelling, or 0. */
  static char leet(char c) {
    return switch (c) {
      case '0' -> 'o';
      case '1', '!' -> 'i';
      case '3' -> 'e';
      case '4', '@' -> 'a';
      case '5', '$' -> 's';
      case '7' -> 't';
      default -> 0;
    };
  }

  /**
   * Letters that English, German and Portuguese never double: a longer run of one is a drawn-out
   * letter.
   */
  static boolean neverDoubled(char c) {
    return "aiuhjkqvwxy".indexOf(c) >= 0;
  }
}
