package dev.parley.comment;

import java.util.Optional;

/**
 * Something that was read for a draft before its screening. Reading it may have failed: the check
 * that needs it then cannot run, and the others can.
 *
 * @param known what was read; empty when it could not be
 */
public record Fact<T>(Optional<T> known) {
  public static <T> Fact<T> of(T value) {
    return new Fact<>(Optional.of(value));
  }

  /** What could not be read. */
  public static <T> Fact<T> unknown() {
    return new Fact<>(Optional.empty());
  }

  /**
   * What was read.
   *
   * @throws IllegalStateException when it could not be
   */
  public T get() {
    return known.orElseThrow(() -> new IllegalStateException("It could not be read"));
  }
}
