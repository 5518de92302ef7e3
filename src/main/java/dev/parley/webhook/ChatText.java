package dev.parley.webhook;

import dev.parley.text.Visible;
import java.util.Set;

/**
 * What people wrote, made harmless for a chat: it is one line, calls nobody, and leads nowhere by a
 * click. The letters stay; where a program would see more in them, one that has no width parts
 * them.
 */
final class ChatText {
  /** Parts letters without being seen. */
  static final String GAP = "\u200B";

  private static final String MORE = "…";

  private ChatText() {}

  /**
   * The beginning of a text.
   *
   * @param most how long it may be, in UTF-16 code units
   */
  static String line(String text, int most) {
    String line =
        Visible.name(text)
            .strip()
            .replaceAll("\\s+", " ")
            .replace("@", "@" + GAP)
            .replace("://", ":" + GAP + "//")
            .replaceAll("(?i)\\b(www|mailto|tel)([.:])", "$1" + GAP + "$2");
    if (line.length() <= most) {
      return line;
    }
    int end = most - MORE.length();
    return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end)
        + MORE;
  }

  /** A text with a backslash before each of some characters. */
  static String escaped(String text, Set<Character> special) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (special.contains(c)) {
        escaped.append('\\');
      }
      escaped.append(c);
    }
    return escaped.toString();
  }
}
