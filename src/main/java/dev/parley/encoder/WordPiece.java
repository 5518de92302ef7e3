package dev.parley.encoder;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * Splits a text into pieces of a vocabulary, as BERT does (Devlin et al., 2018; the pieces are
 * those of Wu et al., "Google's Neural Machine Translation System", 2016): in lower case and
 * without accents if the model was trained so, signs separated, then the longest known piece from
 * the left. A word whose rest is unknown is unknown as a whole.
 */
final class WordPiece {
  private static final int LONGEST_WORD = 100;
  private static final String INSIDE = "##";

  private final Map<String, Integer> vocabulary;
  private final boolean lower;
  private final boolean bare;
  private final int unknown;
  private final int first;
  private final int last;

  /**
   * @param vocabulary the number of each piece; a piece that continues a word begins with {@code
   *     ##}
   */
  WordPiece(Map<String, Integer> vocabulary) {
    this(vocabulary, true, true);
  }

  /**
   * @param lower whether texts are read in lower case
   * @param bare whether accents are taken away
   */
  WordPiece(Map<String, Integer> vocabulary, boolean lower, boolean bare) {
    this.vocabulary = vocabulary;
    this.lower = lower;
    this.bare = bare;
    this.unknown = number("[UNK]");
    this.first = number("[CLS]");
    this.last = number("[SEP]");
  }

  private int number(String piece) {
    Integer number = vocabulary.get(piece);
    if (number == null) {
      throw new IllegalArgumentException("The vocabulary lacks " + piece);
    }
    return number;
  }

  /** The pieces of a text between the marks of beginning and end, at most {@code most} in all. */
  long[] pieces(String text, int most) {
    long[] pieces = new long[most];
    pieces[0] = first;
    int size = 1;
    String plain = plain(text);
    for (int start = 0; start < plain.length() && size < most - 1; ) {
      int end = wordEnd(plain, start);
      if (end > start) {
        size = add(plain.substring(start, end), pieces, size);
      }
      start = Math.max(end, start + 1);
    }
    pieces[size++] = last;
    return Arrays.copyOf(pieces, size);
  }

  /** Adds the pieces of a word, as far as there is room for them and the end mark. */
  private int add(String word, long[] pieces, int size) {
    int room = pieces.length - 1;
    if (word.codePointCount(0, word.length()) > LONGEST_WORD) {
      pieces[size] = unknown;
      return size + 1;
    }
    int next = size;
    for (int start = 0; start < word.length(); ) {
      int end = word.length();
      Integer piece = null;
      while (end > start && piece == null) {
        String part = word.substring(start, end);
        piece = vocabulary.get(start == 0 ? part : INSIDE + part);
        end = piece == null ? word.offsetByCodePoints(end, -1) : end;
      }
      if (piece == null) {
        pieces[size] = unknown;
        return size + 1;
      }
      if (next < room) {
        pieces[next++] = piece;
      }
      start = end;
    }
    return next;
  }

  /** The end of the word or sign at {@code start}; {@code start} itself at white space. */
  private static int wordEnd(String text, int start) {
    int end = start;
    while (end < text.length()) {
      int c = text.codePointAt(end);
      if (c == ' ') {
        break;
      }
      if (isSign(c) || isIdeograph(c)) {
        return end == start ? end + Character.charCount(c) : end;
      }
      end += Character.charCount(c);
    }
    return end;
  }

  private String plain(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .filter(c -> c != 0 && c != 0xfffd && (isSpace(c) || !isControl(c)))
        .forEach(c -> clean.appendCodePoint(isSpace(c) ? ' ' : c));
    // Accents go first: some letters have an accented capital only in composed form.
    String plain = bare ? withoutAccents(clean) : clean.toString();
    return lower ? plain.toLowerCase(Locale.ROOT) : plain;
  }

  private static String withoutAccents(CharSequence text) {
    String decomposed = Normalizer.normalize(text, Normalizer.Form.NFD);
    StringBuilder plain = new StringBuilder(decomposed.length());
    decomposed
        .codePoints()
        .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
        .forEach(plain::appendCodePoint);
    return plain.toString();
  }

  private static boolean isSpace(int c) {
    return c == '\t' || c == '\n' || c == '\r' || Character.getType(c) == Character.SPACE_SEPARATOR;
  }

  private static boolean isControl(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.FORMAT, Character.PRIVATE_USE, Character.SURROGATE -> true;
      default -> false;
    };
  }

  private static boolean isSign(int c) {
    if (c < 128) {
      return c > ' ' && !Character.isLetterOrDigit(c);
    }
    return switch (Character.getType(c)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }

  private static boolean isIdeograph(int c) {
    return c >= 0x4e00 && c <= 0x9fff
        || c >= 0x3400 && c <= 0x4dbf
        || c >= 0x20000 && c <= 0x2a6df
        || c >= 0x2a700 && c <= 0x2ceaf
        || c >= 0xf900 && c <= 0xfaff
        || c >= 0x2f800 && c <= 0x2fa1f;
  }
}
