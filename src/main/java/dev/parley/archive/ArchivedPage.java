package dev.parley.archive;

import java.util.Optional;

/**
 * A page with comments.
 *
 * @param id what comments of the archive call it
 * @param key the publisher's own key for it, where the archive knows one
 * @param url its address; only a path where the archive does not know the host
 * @param title may be empty
 * @param closed whether it takes no more comments
 * @param keyed whether its key names it, and not its address: so where Parley wrote the archive
 */
public record ArchivedPage(
    String id, Optional<String> key, String url, String title, boolean closed, boolean keyed) {
  /** A page that is named by its address, if it has one. */
  public ArchivedPage(String id, Optional<String> key, String url, String title, boolean closed) {
    this(id, key, url, title, closed, false);
  }

  /** An open page that is called by its address. */
  static ArchivedPage at(String url, String title) {
    return new ArchivedPage(url, Optional.empty(), url, title, false);
  }
}
