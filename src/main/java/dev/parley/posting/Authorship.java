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
 * Decides which author a submission belongs to. A typed e-mail address proves nothing, since anyone
 * who knows it can type it. The edit token of an earlier comment is a proof, and so for some time
 * is the network the author has posted from. Whoever has neither counts as a separate author, whose
 * comments neither help nor harm the other one.
 */
final class Authorship {
  private final Database database;

  Authorship(Database database) {
    this.database = database;
  }

  /** The author a submission is by if the typed name and address are true. */
  static Author typed(Submission submission) {
    return Author.of(
        submission.site().id(),
        submission.name(),
        submission.email(),
        submission.url(),
        submission.address());
  }

  /** The author of the address, if nobody else has it or they have posted from this network. */
  static Author unproven(Submission submission, Author typed, Acquaintance acquaintance) {
    return typed.email().isEmpty() || acquaintance.isAtHome()
        ? typed
        : typed.claimedFrom(submission.site().id(), submission.address());
  }

  /** The author of a comment whose edit token was sent, if the typed name and address fit. */
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

  /** Several people may use one browser: another address or name means another author. */
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
