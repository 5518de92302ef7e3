package dev.parley.review;

import dev.parley.database.Database;
import dev.parley.ledger.Act.Administered;
import dev.parley.ledger.Act.Administered.Kind;
import dev.parley.ledger.Ledger;
import dev.parley.moderator.OnSite;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;

/** An author's whole e-mail address comes with the asking for it, and the asking is in the log. */
final class EmailViews {
  private final Database database;

  EmailViews(Database database) {
    this.database = database;
  }

  /** The address of an author, or of the author of a comment; empty when none was given. */
  Future<Optional<String>> view(OnSite on, Optional<UUID> author, Optional<UUID> comment) {
    return database.transaction(
        tx ->
            find(tx, on.site().id(), author, comment)
                .compose(
                    row ->
                        Ledger.write(
                                tx,
                                new Administered(
                                    on.site().id(),
                                    on.moderator(),
                                    Kind.EMAIL_VIEW,
                                    Optional.of(row.getUUID("id")),
                                    Optional.empty(),
                                    Optional.empty()))
                            .map(logged -> Optional.ofNullable(row.getString("email")))));
  }

  private static Future<Row> find(
      SqlConnection tx, int site, Optional<UUID> author, Optional<UUID> comment) {
    return tx.preparedQuery(
            """
            select id, email from author
            where site_id = $1 and id = coalesce($2::uuid,
              (select author_id from comment where site_id = $1 and id = $3))
            """)
        .execute(Tuple.of(site, author.orElse(null), comment.orElse(null)))
        .map(
            rows ->
                rows.stream()
                    .findFirst()
                    .orElseThrow(
                        () ->
                            new Refusal(
                                Problem.NOT_FOUND, "There is no such author on this site")));
  }
}
