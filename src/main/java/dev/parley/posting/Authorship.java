package dev.parley.posting;

import dev.parley.comment.Author;
import dev.parley.database.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Whom a submission is by. A typed e-mail address proves nothing: whoever knows it can type it. An
 * earlier comment's edit token does, and for some time the network the author has posted from.
 * Whoever shows neither is an author apart, whose comments do no good and no harm to the other.
 */
final class Authorship {
  private final Database database;

  Authorship(Database database) {
    this.database = database;
  }

  /** Whom a submission is by, if what is typed is true. */
  static Author typed(Submission submission) {
    return Author.of(
        submission.site().id(),
        submission.name(),
        submission.email(),
        submission.url(),
        submission.address());
  }

  /** The author of the address while it is nobody's else, or from where they have posted. */
  static Author unproven(Submission submission, Author typed, Acquaintance acquaintance) {
    return typed.email().isEmpty() || acquaintance.isAtHome()
        ? typed
        : typed.claimedFrom(submission.site().id(), submission.address());
  }

  /** The author of a comment whose edit token was sent, if what was typed fits them. */
  Future<Optional<Author>> proven(Submission submission) {
    List<Proof> proofs = submission.proofs();
    if (proofs.isEmpty()) {
      return Future.succeededFuture(Optional.empty());
    }
    return database
        .pool()
        .preparedQuery(
            """
            select comment.id, token_hash, author.id as author_id, author.name, author.email
            from comment
            join author on author.site_id = $1 and author.id = comment.author_id
            where comment.site_id = $1 and comment.id = any($2)
            order by comment.id desc
            """)
        .execute(
            Tuple.of(
                submission.site().id(),
                (Object) proofs.stream().map(Proof::comment).toArray(UUID[]::new)))
        .map(
            rows ->
                rows.stream()
                    .filter(row -> isShown(proofs, row) && fits(submission, row))
                    .findFirst()
                    .map(row -> author(submission, row)));
  }

  private static boolean isShown(List<Proof> proofs, Row row) {
    byte[] hash = row.getBuffer("token_hash").getBytes();
    return proofs.stream()
        .anyMatch(
            proof -> proof.comment().equals(row.getUUID("id")) && proof.token().matches(hash));
  }

  /** A browser may be used by several people: who gives another address, or name, is another. */
  private static boolean fits(Submission submission, Row row) {
    return submission
        .email()
        .map(email -> email.equals(row.getString("email")))
        .orElseGet(() -> lower(submission.name()).equals(lower(row.getString("name"))));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static Author author(Submission submission, Row row) {
    return new Author(
        row.getUUID("author_id"),
        submission.name(),
        Optional.ofNullable(row.getString("email")),
        submission.url());
  }
}
