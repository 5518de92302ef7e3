package dev.parley.comment;

import java.time.Instant;

/**
 * What is known around a draft.
 *
 * @param at when it was written
 * @param history of its author, and of what goes on around it
 */
public record Context(Instant at, History history) {
  /** Nothing is known but the time. */
  public static Context unknown(Instant at) {
    return new Context(at, History.NONE);
  }
}
