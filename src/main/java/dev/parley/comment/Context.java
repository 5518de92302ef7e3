package dev.parley.comment;

import java.time.Instant;

/**
 * What is known about a draft beside its text.
 *
 * @param at when it was written
 * @param history its author's past, and what goes on around it
 */
public record Context(Instant at, History history) {
  /** A context in which only the time is known. */
  public static Context unknown(Instant at) {
    return new Context(at, History.NONE);
  }
}
