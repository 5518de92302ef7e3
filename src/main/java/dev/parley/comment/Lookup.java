package dev.parley.comment;

import java.util.Optional;

/**
 * A value that was read for a draft before its screening, or the failure to read it. After a
 * failure the check that needs the value cannot run; all others can.
 *
 * @param known the value; empty when reading it failed
 */
public record Lookup<T>(Optional<T> known) {
  public static <T> Lookup<T> of(T value) {
    return new Lookup<>(Optional.of(value));
  }

  /** A value that could not be read. */
  public static <T> Lookup<T> unknown() {
    return new Lookup<>(Optional.empty());
  }

  /**
   * The value.
   *
   * @throws IllegalStateException when reading it failed
   */
  public T get() {
    return known.orElseThrow(() -> new IllegalStateException("It could not be read"));
  }
}
