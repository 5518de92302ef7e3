package dev.parley.archive;

/** What the source has decided about a comment. */
public enum Standing {
  /** Everybody sees it. */
  APPROVED,
  /** It waits for a moderator. */
  PENDING,
  /** A moderator has removed it. */
  REJECTED,
  /** It was taken for spam. */
  SPAM,
  /** A tombstone, kept because replies hang on it. */
  DELETED
}
