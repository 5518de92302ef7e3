package dev.parley.posting;

import dev.parley.comment.ReaderHash;
import dev.parley.comment.Status;
import dev.parley.comment.Transitions;
import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.ledger.Act.Noticed;
import dev.parley.ledger.Act.Reported;
import dev.parley.ledger.Ledger;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import dev.parley.publish.Announcer;
import dev.parley.publish.Announcer.Changes;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Stores what readers say about others' comments: votes and reports, one of each per reader. */
final class Feedback {
  private final Database database;
  private final Announcer announcer;
  private final byte[] secret;
  private final Clock clock;

  Feedback(Database database, Announcer announcer, byte[] secret, Clock clock) {
    this.database = database;
    this.announcer = announcer;
    this.secret = secret.clone();
    this.clock = clock;
  }

  ReaderHash readerOf(int site, String address) {
    return ReaderHash.of(secret, site, address);
  }

  /**
   * Sets a reader's vote: 1, -1, or 0 to take it back. Answers the comment's votes.
   *
   * <p>A vote is no act: it is a count with a row for each reader, who may change it at any time.
   * It decides nothing, no moderator is told of it, and a log of votes would outgrow everything
   * else.
   */
  Future<Integer> vote(int site, UUID comment, ReaderHash reader, int value) {
    return database
        .transaction(tx -> vote(tx, site, comment, reader, value))
        .map(
            voted -> {
              announcer.announce(voted.changes());
              return voted.votes();
            });
  }

  private record Voted(int votes, Changes changes) {}

  private static Future<Voted> vote(
      SqlConnection tx, int site, UUID comment, ReaderHash reader, int value) {
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
                        reader.addNetwork(
                            Tuple.of(
                                site,
                                comment,
                                reader.hash(),
                                row.getUUID("article_id"),
                                (short) value)))
                    .compose(
                        rows -> count(tx, site, row, rows.iterator().next().getInteger("more"))));
  }

  private static Future<Voted> count(SqlConnection tx, int site, Row comment, int more) {
    int votes = comment.getInteger("votes") + more;
    if (more == 0) {
      return Future.succeededFuture(new Voted(votes, Changes.NONE));
    }
    return tx.preparedQuery("update comment set votes = votes + $3 where site_id = $1 and id = $2")
        .execute(Tuple.of(site, comment.getUUID("id"), more))
        .compose(updated -> Transitions.looksDifferent(tx, site, comment.getUUID("article_id")))
        .map(article -> new Voted(votes, Changes.of(site, article, List.of())));
  }

  /** Locks the comment, so that two clicks of one reader count one after the other. */
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
  Future<JsonObject> votes(int site, String articleKey, ReaderHash reader) {
    return database
        .pool()
        .preparedQuery(
            """
            select comment_id, value from vote
            where site_id = $1 and article_id = $2 and voter = $3 limit 1000
            """)
        .execute(Tuple.of(site, Ids.article(site, articleKey), reader.hash()))
        .map(
            rows -> {
              JsonObject votes = new JsonObject();
              rows.forEach(
                  row -> votes.put(row.getUUID("comment_id").toString(), row.getShort("value")));
              return votes;
            });
  }

  /** Stores a notice of illegal content; answers its id. */
  Future<UUID> notice(int site, ContentNotice notice) {
    UUID id = Ids.next();
    Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return database
        .transactionOnce(
            tx ->
                approved(tx, site, notice.comment())
                    .compose(
                        row ->
                            Ledger.write(
                                tx,
                                new Noticed(
                                    site,
                                    notice.comment(),
                                    id,
                                    notice.explanation(),
                                    notice.name(),
                                    notice.email(),
                                    at))))
        .map(
            changes -> {
              announcer.announce(changes);
              return id;
            });
  }

  /**
   * Stores a reader's report. A second report by the same reader changes nothing, nor does another
   * one from a network that has reported the comment several times.
   */
  Future<Void> report(
      int site, UUID comment, ReaderHash reader, String reason, Optional<String> detail) {
    return database
        .transactionOnce(
            tx ->
                approved(tx, site, comment)
                    .compose(
                        row ->
                            Ledger.write(tx, new Reported(site, comment, reader, reason, detail))))
        .map(
            changes -> {
              announcer.announce(changes);
              return null;
            });
  }
}
