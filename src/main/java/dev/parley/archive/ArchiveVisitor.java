package dev.parley.archive;

/**
 * Takes what a reader finds, in the order of the archive. What a visitor throws ends the reading.
 */
public interface ArchiveVisitor {
  /**
   * Whose records follow. Told where a system numbers its records, so that two installations have
   * the same ids.
   *
   * @param address where the installation is, the same in every export of it
   */
  default void installation(String address) {}

  /**
   * A page, before the first comment on it where the archive says anything about it. It may have no
   * comments, and may be told several times.
   */
  void page(ArchivedPage page);

  /** A comment. Its parent may come later, or never. */
  void comment(ArchivedComment comment);

  /**
   * A record that is no comment to take.
   *
   * @param sourceId its id in the archive, or else where it stands
   */
  void skipped(Skip reason, String sourceId);
}
