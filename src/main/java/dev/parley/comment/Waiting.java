package dev.parley.comment;

/**
 * Which comments wait for a moderator, in SQL: those that are held, and published ones that were
 * drawn for a blind check. Nobody can tell these apart while they wait, so whatever moderators are
 * shown takes it from here.
 */
public final class Waiting {
  /** Whether {@code comment} waits. An index has those that do. */
  public static final String CONDITION = "(comment.status = 0 or comment.blind)";

  /** The status of {@code comment} as moderators are told it. */
  public static final String STATUS =
      "case when comment.blind then 0::smallint else comment.status end";

  private Waiting() {}
}
