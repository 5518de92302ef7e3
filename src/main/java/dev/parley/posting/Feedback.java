package dev.parley.posting;

import dev.parley.comment.Article;
import dev.parley.comment.EditToken;
import dev.parley.comment.Status;
import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import dev.parley.publish.Bus;
import dev.parley.publish.CaseEvent;
import dev.parley.publish.Change;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;

/** What readers say about comments of others: votes and reports, once each. */
final class Feedback {
  private final Database database;
  private final Bus bus;
  private final byte[] secret;

  Feedback(Database database, Bus bus, byte[] secret) {
    this.database = database;
    this.bus = bus;
    this.secret = secret.clone();
  }

  /** A reader without an account, told apart by address and browser; kept as a keyed hash only. */
  Buffer readerOf(int site, String address, String userAgent) {
    return Buffer.buffer(
        EditToken.keyedHash(secret, "reader/" + site + "/" + address + "/" + userAgent));
  }

  /** Sets a reader's vote: 1, -1, or 0 to take it back. Answers the comment's votes. */
  Future<Integer> vote(int site, UUID comment, Buffer reader, int value) {
    return database
        .transaction(tx -> vote(tx, site, comment, reader, value))
        .map(
            voted -> {
              voted.change().ifPresent(bus::publish);
              return voted.votes();
            });
  }

  private record Voted(int votes, Optional<Change> change) {}

  private static Future<Voted> vote(
      SqlConnection tx, int site, UUID comment, Buffer reader, int value) {
    return approved(tx, site, comment)
        .compose(
            row ->
                tx.preparedQuery(
                        """
                        with old as (
                          select coalesce(max(value), 0) as value from vote
                          where site_id = $1 and comment_id = $2 and voter = $3
                        ), gone as (
                          delete from vote
                          where site_id = $1 and comment_id = $2 and voter = $3 and $5 = 0
                        ), put as (
                          insert into vote (site_id, comment_id, voter, article_id, value)
                          select $1, $2, $3, $4, $5 where $5 <> 0
                          on conflict (site_id, comment_id, voter)
                          do update set value = excluded.value
                        )
                        select $5 - value as more from old
                        """)
                    .execute(
                        Tuple.of(site, comment, reader, row.getUUID("article_id"), (short) value))
                    .compose(
                        rows -> count(tx, site, row, rows.iterator().next().getInteger("more"))));
  }

  private static Future<Voted> count(SqlConnection tx, int site, Row comment, int more) {
    int votes = comment.getInteger("votes") + more;
    if (more == 0) {
      return Future.succeededFuture(new Voted(votes, Optional.empty()));
    }
    return tx.preparedQuery("update comment set votes = votes + $3 where site_id = $1 and id = $2")
        .execute(Tuple.of(site, comment.getUUID("id"), more))
        .compose(
            updated ->
                tx.preparedQuery(
                        """
                        update article set version = version + 1 where site_id = $1 and id = $2
                        returning version, shown_n, state
                        """)
                    .execute(Tuple.of(site, comment.getUUID("article_id"))))
        .map(
            rows -> {
              Row article = rows.iterator().next();
              return new Voted(
                  votes,
                  Optional.of(
                      new Change(
                          site,
                          comment.getUUID("article_id"),
                          article.getLong("version"),
                          article.getInteger("shown_n"),
                          Article.State.ofNumber(article.getShort("state")))));
            });
  }

  /** Locks the comment, so that one reader's two clicks count after each other. */
  private static Future<Row> approved(SqlConnection tx, int site, UUID comment) {
    return tx.preparedQuery(
            """
            select id, article_id, status, votes from comment
            where site_id = $1 and id = $2 for update
            """)
        .execute(Tuple.of(site, comment))
        .map(
            rows -> {
              if (rows.size() == 0
                  || Status.ofNumber(rows.iterator().next().getShort("status"))
                      != Status.APPROVED) {
                throw new Refusal(Problem.NOT_FOUND, "There is no such comment");
              }
              return rows.iterator().next();
            });
  }

  /** The votes of a reader below an article, by comment. */
  Future<JsonObject> votes(int site, String articleKey, Buffer reader) {
    return database
        .pool()
        .preparedQuery(
            """
            select comment_id, value from vote
            where site_id = $1 and article_id = $2 and voter = $3 limit 1000
            """)
        .execute(Tuple.of(site, Ids.article(site, articleKey), reader))
        .map(
            rows -> {
              JsonObject votes = new JsonObject();
              rows.forEach(
                  row -> votes.put(row.getUUID("comment_id").toString(), row.getShort("value")));
              return votes;
            });
  }

  /** Files a reader's report; a second one by the same reader changes nothing. */
  Future<Void> report(
      int site, UUID comment, Buffer reader, String reason, Optional<String> detail) {
    return database
        .transaction(
            tx ->
                approved(tx, site, comment)
                    .compose(
                        row ->
                            tx.preparedQuery(
                                    """
                                    insert into report
                                      (site_id, comment_id, reporter, reason, detail)
                                    values ($1, $2, $3, $4, $5) on conflict do nothing
                                    """)
                                .execute(
                                    Tuple.of(site, comment, reader, reason, detail.orElse(null))))
                    .compose(
                        inserted ->
                            inserted.rowCount() == 0
                                ? Future.succeededFuture(false)
                                : tx.preparedQuery(
                                        """
                                        update comment set report_n = report_n + 1
                                        where site_id = $1 and id = $2
                                        """)
                                    .execute(Tuple.of(site, comment))
                                    .map(true)))
        .map(
            isNew -> {
              if (isNew) {
                bus.publish(
                    new CaseEvent(
                        site,
                        "arrived",
                        new JsonObject().put("case", comment.toString()).put("queue", "reported")));
              }
              return null;
            });
  }
}
