package dev.parley.learning;

import java.util.Optional;

/**
 * What a comment shows of its author.
 *
 * @param name as it was typed
 * @param url the author's web address; empty if none was given
 */
public record Byline(String name, Optional<String> url) {}
