package dev.parley.sitemodel;

import dev.parley.comment.Author;
import dev.parley.learning.Byline;
import java.util.Optional;

/** What a site's model may know of an author: neither the e-mail address nor the id. */
final class Bylines {
  private Bylines() {}

  static Optional<Byline> of(Optional<Author> author) {
    return author.map(known -> new Byline(known.name(), known.url()));
  }
}
