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
import io.vertx.sqlclient.RowSet;
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
    return database.transactionOnce(
        tx ->
            find(tx, on.site().id(), author, comment)
                .compose(
                    row ->
                        log(tx, on, Optional.of(row.getUUID("id")), Optional.empty())
                            .map(logged -> Optional.ofNullable(row.getString("email")))));
  }

  /** The address a ban is about. */
  Future<Optional<String>> ofBan(OnSite on, UUID ban) {
    return database.transactionOnce(
        tx ->
            tx.preparedQuery(
                    "select value from ban where site_id = $1 and id = $2 and kind = 'email'")
                .execute(Tuple.of(on.site().id(), ban))
                .map(rows -> one(rows, "There is no such ban of an e-mail address on this site"))
                .map(row -> row.getString("value"))
                .compose(
                    email ->
                        log(tx, on, Optional.empty(), Optional.of("ban " + Email.masked(email)))
                            .map(logged -> Optional.of(email))));
  }

  private static Future<Void> log(
      SqlConnection tx, OnSite on, Optional<UUID> author, Optional<String> note) {
    return Ledger.write(
        tx,
        new Administered(
            on.site().id(), on.moderator(), Kind.EMAIL_VIEW, author, Optional.empty(), note));
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
        .map(rows -> one(rows, "There is no such author on this site"));
  }

  private static Row one(RowSet<Row> rows, String otherwise) {
    return rows.stream().findFirst().orElseThrow(() -> new Refusal(Problem.NOT_FOUND, otherwise));
  }
}
