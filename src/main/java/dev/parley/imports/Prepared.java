package dev.parley.imports;

import dev.parley.comment.Article;
import dev.parley.comment.Author;
import dev.parley.comment.Status;
import dev.parley.comment.Text;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A record of an archive in Parley's words, before its place among the others is known.
 *
 * @param key its id in the archive
 * @param parent the id there of what it answers
 * @param html safe to place in any page
 * @param votes those for it less those against it
 * @param domains the registrable domains of its links
 */
record Prepared(
    String key,
    Optional<String> parent,
    Article article,
    Author author,
    Status status,
    Text text,
    String html,
    int votes,
    Instant at,
    Optional<Instant> editedAt,
    Optional<String> address,
    List<String> domains) {

  /** The same, answering nothing. */
  Prepared atTheTop() {
    return new Prepared(
        key,
        Optional.empty(),
        article,
        author,
        status,
        text,
        html,
        votes,
        at,
        editedAt,
        address,
        domains);
  }
}
