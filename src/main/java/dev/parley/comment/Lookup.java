package dev.parley.comment;

import java.util.Optional;

/**
 * Something that was read for a draft before its screening. Reading it may have failed: the check
 * that needs it then cannot run, and the others can.
 *
 * @param known what was read; empty when it could not be
 */
public record Lookup<T>(Optional<T> known) {
  public static <T> Lookup<T> of(T value) {
    return new Lookup<>(Optional.of(value));
  }

  /** What could not be read. */
  public static <T> Lookup<T> unknown() {
    return new Lookup<>(Optional.empty());
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
