package dev.parley.archive;

import java.io.Closeable;
import java.io.IOException;

/**
 * Writes an archive that another system can import. What it is told goes out at once: first {@link
 * #begin}, then all authors and pages beforehand, then each page again with its comments, parents
 * before replies, and last {@link #end}. A comment whose status the format cannot say is left out,
 * or stands as a tombstone when replies to it are shown.
 */
public interface ArchiveWriter extends Closeable {
  /**
   * Begins the archive of a site.
   *
   * @param slug its name for programs
   * @param name for people
   * @param address where the site is; empty when it is not known
   */
  void begin(String slug, String name, String address) throws IOException;

  /** An author with an e-mail address, told before any comment. */
  default void author(ArchivedAuthor author) throws IOException {}

  /** A page, told before any comment. */
  default void known(ArchivedPage page) throws IOException {}

  /** A page; its comments follow. */
  void page(ArchivedPage page) throws IOException;

  /** A comment on the last page. */
  void comment(WrittenComment comment) throws IOException;

  /** Ends the archive, which is not whole without. */
  void end() throws IOException;
}
