package dev.parley.archive;

import java.util.Optional;

/**
 * Who wrote a comment, according to the source. Nothing of it is proved.
 *
 * @param id the author's identity in the source; empty for guests
 * @param name as it was shown; empty where the source has none
 * @param url the author's website
 */
public record ArchivedAuthor(
    Optional<String> id, String name, Optional<String> email, Optional<String> url) {
  static final ArchivedAuthor UNKNOWN = of("", "", "", "");

  /** An author of whom empty values are not known. */
  static ArchivedAuthor of(String id, String name, String email, String url) {
    return new ArchivedAuthor(known(id), Characters.clean(name), known(email), known(url));
  }

  private static Optional<String> known(String value) {
    return Optional.of(Characters.clean(value)).filter(text -> !text.isEmpty());
  }
}
