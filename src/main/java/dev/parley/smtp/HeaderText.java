package dev.parley.smtp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Any text in a header: encoded words (RFC 2047) where it is more than plain ASCII. A text cannot
 * begin another header, because line breaks and other control characters become blanks.
 */
final class HeaderText {
  /** Bytes in one encoded word, which may have 75 characters. */
  private static final int LONGEST = 45;

  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\u2028\\u2029]+");
  private static final Pattern PLAIN = Pattern.compile("[ -~]*");
  private static final Pattern WORDS = Pattern.compile("[A-Za-z0-9 '-]*");

  private HeaderText() {}

  /** A text as the value of an unstructured header, such as {@code Subject}. */
  static String of(String text) {
    String line = line(text);
    return PLAIN.matcher(line).matches() && !line.contains("=?") && line.length() < 70
        ? line
        : encoded(line);
  }

  /** A name before an address, as in {@code From}. */
  static String mailbox(String name, String address) {
    String line = line(name);
    if (line.isEmpty()) {
      return address;
    }
    boolean plain = WORDS.matcher(line).matches() && line.length() < 60;
    return (plain ? line : encoded(line)) + " <" + address + ">";
  }

  private static String line(String text) {
    return CONTROL.matcher(text).replaceAll(" ").strip();
  }

  /** Whole characters in each word, as the standard asks. */
  private static String encoded(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    int bytes = 0;
    for (int character : text.codePoints().toArray()) {
      int more = Character.toString(character).getBytes(StandardCharsets.UTF_8).length;
      if (bytes + more > LONGEST) {
        words.add(word(word.toString()));
        word.setLength(0);
        bytes = 0;
      }
      word.appendCodePoint(character);
      bytes += more;
    }
    words.add(word(word.toString()));
    return String.join("\r\n ", words);
  }

  private static String word(String text) {
    return "=?UTF-8?B?"
        + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))
        + "?=";
  }
}
