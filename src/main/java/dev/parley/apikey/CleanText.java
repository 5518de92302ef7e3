package dev.parley.apikey;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Cleans texts of programs, which cannot be asked to send better ones, so that they can be stored
 * and read.
 */
public final class CleanText {
  private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

  private CleanText() {}

  /**
   * Replaces each control character by a space and each half of a surrogate pair by U+FFFD, one for
   * one, so that offsets stay the same.
   */
  public static String of(String text) {
    StringBuilder clean = new StringBuilder(text);
    for (int i = 0; i < clean.length(); i++) {
      char c = clean.charAt(i);
      if (c < ' ' && c != '\n' && c != '\r' && c != '\t') {
        clean.setCharAt(i, ' ');
      } else if (Character.isSurrogate(c)) {
        boolean pair = i + 1 < clean.length() && Character.isSurrogatePair(c, clean.charAt(i + 1));
        if (pair) {
          i++;
        } else {
          clean.setCharAt(i, '\uFFFD');
        }
      }
    }
    return clean.toString();
  }

  /** The first {@code most} characters of a text, or all of them. */
  public static String first(String text, int most) {
    int length = text.codePointCount(0, text.length());
    return length <= most ? text : text.substring(0, text.offsetByCodePoints(0, most));
  }

  /** A text on one line, without blank ends. */
  public static String oneLine(String text) {
    return WHITE_SPACE.matcher(text.strip()).replaceAll(" ");
  }

  /** The form that is equal for texts which differ only in case and white space. */
  public static String folded(String text) {
    return oneLine(text).toLowerCase(Locale.ROOT);
  }
}
