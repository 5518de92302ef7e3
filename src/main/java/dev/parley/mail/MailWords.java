package dev.parley.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What readers read in mail and on its pages, in one language: those of the widget. */
final class MailWords {
  /** English first: whoever reads another language than these reads it. */
  static final List<String> LANGUAGES = List.of("en", "de", "ar");

  private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");
  private static final Map<String, MailWords> ALL = all();

  private final String language;
  private final Map<String, String> words;

  private MailWords(String language, Map<String, String> words) {
    this.language = language;
    this.words = words;
  }

  private static Map<String, MailWords> all() {
    Map<String, MailWords> all = new HashMap<>();
    LANGUAGES.forEach(language -> all.put(language, new MailWords(language, read(language))));
    return Map.copyOf(all);
  }

  /** The words of a file, by key. */
  static Map<String, String> read(String language) {
    try (InputStream file = MailWords.class.getResourceAsStream(language + ".properties")) {
      if (file == null) {
        throw new IllegalStateException("The jar lacks the words of " + language);
      }
      Properties read = new Properties();
      read.load(new InputStreamReader(file, StandardCharsets.UTF_8));
      Map<String, String> words = new HashMap<>();
      read.stringPropertyNames().forEach(key -> words.put(key, read.getProperty(key)));
      return words;
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  /**
   * The words of a language.
   *
   * @param tag as browsers send it, such as {@code de-AT}
   */
  static MailWords of(String tag) {
    String language = tag.toLowerCase(Locale.ROOT).split("[-_]", 2)[0];
    return Objects.requireNonNull(
        ALL.getOrDefault(language, ALL.get(LANGUAGES.get(0))), "there is always English");
  }

  String language() {
    return language;
  }

  /** The direction it is written in: {@code ltr} or {@code rtl}. */
  String direction() {
    return say("dir");
  }

  /** A sentence; names of places and their values alternate. */
  String say(String key, String... values) {
    Map<String, String> by = new HashMap<>();
    for (int i = 0; i < values.length; i += 2) {
      by.put(values[i], values[i + 1]);
    }
    String sentence = words.getOrDefault(key, key);
    return PLACE
        .matcher(sentence)
        .replaceAll(
            place -> Matcher.quoteReplacement(by.getOrDefault(place.group(1), place.group())));
  }
}
