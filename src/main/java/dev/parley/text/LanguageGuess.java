package dev.parley.text;

/**
 * The likely language of a text.
 *
 * @param language an ISO 639-1 code
 * @param confidence from 0, which is nothing but the site's default, to 1
 */
public record LanguageGuess(String language, double confidence) {}
