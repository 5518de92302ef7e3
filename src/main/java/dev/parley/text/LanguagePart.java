package dev.parley.text;

/**
 * A part of a text in another language than most of it.
 *
 * @param language an ISO 639-1 code
 * @param text the words or sentences in that language
 */
public record LanguagePart(String language, String text) {}
