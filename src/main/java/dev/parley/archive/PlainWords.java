package dev.parley.archive;

import dev.parley.text.Visible;
import java.util.regex.Pattern;

/**
 * Words that Markdown is sure to read as they stand. There are others, of which that is not said
 * here: these save most comments a rendering to make sure.
 */
final class PlainWords {
  private static final String PUNCTUATION =
      " .,:;?'\"()-/%+=#$\u2013\u2014\u2018\u2019\u201C\u201D\u2026\u20AC";

  /** They begin an entity, a tag or an image, but not before a space. */
  private static final String MEANING_NOTHING_ALONE = "&<!";

  private static final Pattern ADDRESS = Pattern.compile("https?://[A-Za-z0-9._~:/?#=%+,&-]+");

  private PlainWords() {}

  /** Whether words are plain, unless a line begins with them. */
  static boolean are(String text) {
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      boolean alone = text.startsWith(" ", i + 1);
      if (!isPlain(c) && !(alone && MEANING_NOTHING_ALONE.indexOf(c) >= 0)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPlain(int c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || PUNCTUATION.indexOf(c) >= 0
        || isShown(c);
  }

  private static boolean isShown(int c) {
    boolean letterOrSign = Character.isLetter(c) || Character.getType(c) == Character.OTHER_SYMBOL;
    return letterOrSign && Visible.shows(c);
  }

  /** Whether a line of plain words and links is no list, quote or program text. */
  static boolean mayBeginLine(String line) {
    return line.startsWith("[") || !line.isEmpty() && Character.isLetter(line.codePointAt(0));
  }

  /** Whether the address of a link means itself. */
  static boolean isPlainAddress(String address) {
    return ADDRESS.matcher(address).matches();
  }
}
