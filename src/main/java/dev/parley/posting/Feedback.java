package dev.parley.posting;

import dev.parley.comment.Article;
import dev.parley.comment.EditToken;
import dev.parley.comment.Status;
import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.http.NetworkPrefix;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import dev.parley.publish.Announcer;
import dev.parley.publish.Announcer.Changes;
import dev.parley.publish.CaseEvent.Arrived;
import dev.parley.publish.Change;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What readers say about comments of others: votes and reports, once each. */
final class Feedback {
  private static final int NETWORK_BYTES = 8;

  /** Follows every hash. */
  private static final byte[] AFTER_ALL = "\u00ff".repeat(32).getBytes(StandardCharsets.ISO_8859_1);

  /** Readers of one network that are counted about one comment: a household, not a crowd. */
  private static final long MOST_OF_A_NETWORK = 5;

  private final Database database;
  private final Announcer announcer;
  private final byte[] secret;

  Feedback(Database database, Announcer announcer, byte[] secret) {
    this.database = database;
    this.announcer = announcer;
    this.secret = secret.clone();
  }

  /**
   * A reader without an account, told apart by the address; kept as keyed hashes only. The first
   * bytes are of the network, so that one network's readers stand beside each other in an index.
   */
  Buffer readerOf(int site, String address) {
    String network = NetworkPrefix.around(address).map(NetworkPrefix::toString).orElse(address);
    return Buffer.buffer(EditToken.keyedHash(secret, "network/" + site + "/" + network))
        .getBuffer(0, NETWORK_BYTES)
        .appendBytes(EditToken.keyedHash(secret, "reader/" + site + "/" + address));
  }

  /** The readers of a reader's network: from the first, and up to the next network. */
  private static Tuple ofNetwork(Tuple parameters, Buffer reader) {
    Buffer first = reader.getBuffer(0, NETWORK_BYTES);
    Buffer last = first.copy();
    last.appendBytes(AFTER_ALL);
    return parameters.addValue(first).addValue(last);
  }

  /** Sets a reader's vote: 1, -1, or 0 to take it back. Answers the comment's votes. */
  Future<Integer> vote(int site, UUID comment, Buffer reader, int value) {
    return database
        .transaction(tx -> vote(tx, site, comment, reader, value))
        .map(
            voted -> {
              voted
                  .change()
                  .ifPresent(change -> announcer.announce(new Changes(List.of(change), List.of())));
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
                          select coalesce(max(value), 0) as value, count(*) as n from vote
                          where site_id = $1 and comment_id = $2 and voter = $3
                        ), others as (
                          select count(*) as n from (select from vote
                            where site_id = $1 and comment_id = $2 and voter between $6 and $7
                            limit $8) network
                        ), taken as (
                          -- Beyond a few of one network another reader's vote changes nothing.
                          select case when old.n > 0 or others.n < $8 then $5::smallint
                            else 0 end as value
                          from old, others
                        ), gone as (
                          delete from vote
                          where site_id = $1 and comment_id = $2 and voter = $3 and $5 = 0
                        ), put as (
                          insert into vote (site_id, comment_id, voter, article_id, value)
                          select $1, $2, $3, $4, taken.value from taken where taken.value <> 0
                          on conflict (site_id, comment_id, voter)
                          do update set value = excluded.value
                        )
                        select taken.value - old.value as more from old, taken
                        """)
                    .execute(
                        ofNetwork(
                                Tuple.of(
                                    site,
                                    comment,
                                    reader,
                                    row.getUUID("article_id"),
                                    (short) value),
                                reader)
                            .addValue(MOST_OF_A_NETWORK))
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

  /**
   * Files a reader's report. A second one by the same reader changes nothing, nor does one more of
   * a network that has reported several times.
   */
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
                                    select $1, $2, $3, $4, $5 where $8 > (
                                      select count(*) from (select from report
                                        where site_id = $1 and comment_id = $2
                                          and reporter between $6 and $7 limit $8) network)
                                    on conflict do nothing
                                    """)
                                .execute(
                                    ofNetwork(
                                            Tuple.of(
                                                site, comment, reader, reason, detail.orElse(null)),
                                            reader)
                                        .addValue(MOST_OF_A_NETWORK)))
                    .compose(
                        inserted ->
                            inserted.rowCount() == 0
                                ? Future.succeededFuture(false)
                                : tx.preparedQuery(
                                        """
                                        update comment set report_n = report_n + 1,
                                          reported_at = case when report_n = 0 then now()
                                            else reported_at end
                                        where site_id = $1 and id = $2
                                        """)
                                    .execute(Tuple.of(site, comment))
                                    .map(true)))
        .map(
            isNew -> {
              if (isNew) {
                announcer.announce(Changes.of(new Arrived(site, comment, "reported")));
              }
              return null;
            });
  }
}
