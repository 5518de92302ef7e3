package dev.parley.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Folds single code points, whatever stands around them: to the compatibility form (Unicode's
 * NFKC), in lower case, without combining marks, and to the ASCII letter that one imitates.
 * Invisible and bidirectional controls become nothing, white space becomes one space.
 *
 * <p>Folding is idempotent: every code point of a folding folds to itself.
 */
final class Folding {
  private static final Map<Integer, String> CONFUSABLES = confusables();
  private static final String[] ASCII = ascii();

  /**
   * The foldings of the basic plane, each computed once; a lost race only computes the same string
   * twice.
   */
  private static final AtomicReferenceArray<String> BASIC =
      new AtomicReferenceArray<>(Character.MIN_SUPPLEMENTARY_CODE_POINT);

  private Folding() {}

  /** The folded form of a code point: no character, one, or a few. */
  static String of(int codePoint) {
    if (codePoint < 128) {
      return ASCII[codePoint];
    }
    if (codePoint >= Character.MIN_SUPPLEMENTARY_CODE_POINT) {
      return fold(codePoint);
    }
    String known = BASIC.get(codePoint);
    if (known == null) {
      known = fold(codePoint);
      BASIC.set(codePoint, known);
    }
    return known;
  }

  private static String fold(int codePoint) {
    if (Character.getType(codePoint) == Character.SURROGATE) {
      return "";
    }
    String before = Character.toString(codePoint);
    // Each pass lowers, decomposes or replaces; no code point needs more than four.
    for (int round = 0; round < 6; round++) {
      String after = once(before);
      if (after.equals(before)) {
        return after;
      }
      before = after;
    }
    return before;
  }

  private static String once(String text) {
    String apart = Normalizer.normalize(text, Normalizer.Form.NFKD);
    StringBuilder folded = new StringBuilder(apart.length());
    for (int i = 0; i < apart.length(); ) {
      int codePoint = apart.codePointAt(i);
      i += Character.charCount(codePoint);
      if (!invisible(codePoint)) {
        append(folded, codePoint);
      }
    }
    return Normalizer.normalize(folded, Normalizer.Form.NFKC);
  }

  private static void append(StringBuilder folded, int codePoint) {
    if (space(codePoint)) {
      folded.append(' ');
      return;
    }
    int lower = Character.toLowerCase(codePoint);
    String imitated = CONFUSABLES.get(lower);
    if (imitated != null) {
      folded.append(imitated);
    } else {
      folded.appendCodePoint(lower);
    }
  }

  static boolean space(int codePoint) {
    return Visible.isSpace(codePoint);
  }

  private static boolean invisible(int codePoint) {
    if (space(codePoint)) {
      return false;
    }
    if (Visible.isFiller(codePoint)) {
      return true;
    }
    int type = Character.getType(codePoint);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      // Accents belong to no script and are decoration here; vowel signs of Indic and Thai words
      // are not.
      return Character.UnicodeScript.of(codePoint) == Character.UnicodeScript.INHERITED
          && codePoint != 0x3099
          && codePoint != 0x309A;
    }
    return type == Character.FORMAT || type == Character.CONTROL || type == Character.SURROGATE;
  }

  private static String[] ascii() {
    String[] table = new String[128];
    for (int c = 0; c < table.length; c++) {
      boolean blank = c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1C && c <= 0x1F);
      table[c] =
          blank ? " " : c < ' ' || c == 127 ? "" : String.valueOf((char) Character.toLowerCase(c));
    }
    return table;
  }

  /** Reads the table: an ASCII replacement, a space, and the characters that imitate it. */
  private static Map<Integer, String> confusables() {
    Map<Integer, String> table = new HashMap<>();
    try (InputStream in = Folding.class.getResourceAsStream("confusables.txt")) {
      if (in == null) {
        throw new IllegalStateException("the table of confusable letters is missing");
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int space = line.indexOf(' ');
        if (space <= 0 || line.startsWith("#")) {
          continue;
        }
        String letter = line.substring(0, space);
        line.substring(space + 1)
            .codePoints()
            .filter(c -> c != ' ')
            .forEach(c -> table.put(Character.toLowerCase(c), letter));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.copyOf(table);
  }
}
