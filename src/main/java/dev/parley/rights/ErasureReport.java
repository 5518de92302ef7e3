package dev.parley.rights;

import java.util.List;

/**
 * What came of an erasure, or what would.
 *
 * @param comments how many comments were the person's
 */
public record ErasureReport(int comments, List<Kept> kept) {
  public ErasureReport {
    kept = List.copyOf(kept);
  }

  /**
   * Something that stays, and why, in sentences.
   *
   * @param what its name
   */
  public record Kept(String what, String why) {}
}
