package dev.parley.text;

/**
 * What language a text seems to be in.
 *
 * @param language an ISO 639-1 code
 * @param confidence from 0, nothing but the site's default, to 1
 */
public record LanguageGuess(String language, double confidence) {}
