package dev.parley.text;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a language tag (RFC 5646) that matters to models: the language, and its script where
 * that is not the usual one. {@code pt-BR} is {@code pt}, {@code hi-Deva} is {@code hi}, but {@code
 * hi-Latn} and {@code zh-Hant} stay.
 */
public final class LanguageTag {
  private static final Pattern TAG =
      Pattern.compile("([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_][A-Za-z0-9]{2,8})*");

  /** The scripts of languages that are not usually written in Latin letters. */
  private static final Map<String, String> USUAL =
      Map.ofEntries(
          Map.entry("ar", "Arab"),
          Map.entry("bg", "Cyrl"),
          Map.entry("el", "Grek"),
          Map.entry("fa", "Arab"),
          Map.entry("he", "Hebr"),
          Map.entry("hi", "Deva"),
          Map.entry("ja", "Jpan"),
          Map.entry("ko", "Kore"),
          Map.entry("ru", "Cyrl"),
          Map.entry("uk", "Cyrl"),
          Map.entry("ur", "Arab"),
          Map.entry("zh", "Hans"));

  private LanguageTag() {}

  /** That part of a tag; empty for what is not a tag. */
  public static Optional<String> of(String tag) {
    Matcher parts = TAG.matcher(tag.strip());
    if (!parts.matches()) {
      return Optional.empty();
    }
    String language = parts.group(1).toLowerCase(Locale.ROOT);
    String script = parts.group(2);
    if (script == null) {
      return Optional.of(language);
    }
    String written =
        script.substring(0, 1).toUpperCase(Locale.ROOT)
            + script.substring(1).toLowerCase(Locale.ROOT);
    return Optional.of(
        written.equals(USUAL.getOrDefault(language, "Latn")) ? language : language + "-" + written);
  }
}
