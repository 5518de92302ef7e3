package dev.parley.contentmoderator;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;

/** Languages by their ISO 639-3 codes, such as "eng", by which this protocol names them. */
final class LanguageCode {
  private static final Map<String, String> TAGS = tags();

  private LanguageCode() {}

  private static Map<String, String> tags() {
    Map<String, String> tags = new HashMap<>();
    Arrays.stream(Locale.getISOLanguages())
        .forEach(tag -> of(tag).ifPresent(code -> tags.put(code, tag)));
    return Map.copyOf(tags);
  }

  /** The code of a language; empty when it has none. */
  static Optional<String> of(String tag) {
    try {
      return Optional.of(Locale.forLanguageTag(tag).getISO3Language())
          .filter(code -> !code.isEmpty());
    } catch (MissingResourceException none) {
      return Optional.empty();
    }
  }

  /** The ISO 639-1 code of a language, or what was given when that is no ISO 639-3 code. */
  static String tag(String code) {
    return TAGS.getOrDefault(code.toLowerCase(Locale.ROOT), code);
  }
}
