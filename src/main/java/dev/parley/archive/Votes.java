package dev.parley.archive;

/** How many readers voted for a comment, and how many against it; both at least 0. */
public record Votes(int up, int down) {
  static final Votes NONE = new Votes(0, 0);

  public Votes {
    up = Math.max(0, up);
    down = Math.max(0, down);
  }

  /** The votes of which only the difference is known. */
  static Votes ofScore(int score) {
    return new Votes(score, -score);
  }

  /** Those for it less those against it. */
  public int score() {
    return up - down;
  }
}
