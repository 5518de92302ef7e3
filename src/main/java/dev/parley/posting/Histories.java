package dev.parley.posting;

import dev.parley.campaign.Campaigns;
import dev.parley.campaign.Subject;
import dev.parley.comment.Author;
import dev.parley.comment.History;
import dev.parley.comment.History.ClaimedAuthor;
import dev.parley.comment.History.Past;
import dev.parley.comment.Surroundings;
import dev.parley.database.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;

/** Reads what is known of an author, and what goes on around their comment. */
final class Histories {
  /**
   * Of so many who gave the same address the past is asked: they may be made up by the thousand.
   */
  private static final int MOST_CLAIMANTS = 20;

  private final Database database;
  private final Campaigns campaigns;

  Histories(Database database) {
    this.database = database;
    this.campaigns = new Campaigns(database);
  }

  /**
   * The history that bears on a comment, itself left out.
   *
   * @param email the address its author gives
   */
  Future<History> of(Subject subject, Optional<String> email) {
    Future<Row> known =
        database
            .pool()
            .preparedQuery(
                """
                select (select first_seen from author where site_id = $1 and id = $2) as first_seen,
                       count(*) filter (where status = 1)::int as approved,
                       count(*) filter (where status in (2, 3))::int as rejected
                from (select status from comment
                      where site_id = $1 and author_id = $2 and id <> $3
                      order by id desc limit 50) latest
                """)
            .execute(Tuple.of(subject.site(), subject.author(), subject.id()))
            .map(rows -> rows.iterator().next());
    Future<Surroundings> around = campaigns.around(subject);
    Future<Optional<ClaimedAuthor>> claimed =
        claimedAuthor(subject.site(), subject.author(), email);
    return Future.all(known, around, claimed)
        .map(all -> history(known.result(), claimed.result(), around.result()));
  }

  /** Whom an author claims to be: who gave the same address first, if that is not the author. */
  private Future<Optional<ClaimedAuthor>> claimedAuthor(
      int site, UUID author, Optional<String> email) {
    Optional<UUID> owner =
        email.map(known -> Author.idOf(site, known)).filter(known -> !known.equals(author));
    if (owner.isEmpty()) {
      return Future.succeededFuture(Optional.empty());
    }
    return database
        .pool()
        .preparedQuery(
            """
            select author.id, author.name, past.approved, past.rejected
            from author
            cross join lateral (
              select count(*) filter (where status = 1)::int as approved,
                     count(*) filter (where status in (2, 3))::int as rejected
              from (select status from comment
                    where comment.site_id = $1 and comment.author_id = author.id
                    order by comment.id desc limit 50) latest) past
            where author.site_id = $1 and author.id <> $4 and author.id = any(array(
              select $2::uuid
              union all
              (select id from author where site_id = $1 and email = $3 limit $5)))
            """)
        .execute(Tuple.of(site, owner.get(), email.get(), author, MOST_CLAIMANTS))
        .map(rows -> claimedAuthor(owner.get(), rows));
  }

  private static Optional<ClaimedAuthor> claimedAuthor(UUID owner, RowSet<Row> rows) {
    Optional<Row> known = rows.stream().filter(row -> row.getUUID("id").equals(owner)).findFirst();
    Optional<Past> worst =
        rows.stream()
            .map(Histories::past)
            .max(Comparator.comparingInt(past -> past.rejected() * 2 - past.approved()));
    return known.flatMap(
        row -> worst.map(all -> new ClaimedAuthor(row.getString("name"), past(row), all)));
  }

  private static Past past(Row row) {
    return new Past(row.getInteger("approved"), row.getInteger("rejected"));
  }

  /** Takes back that a comment was looked at: it could not be stored. */
  void forget(int site, UUID comment) {
    campaigns.forget(site, comment);
  }

  private static History history(
      Row known, Optional<ClaimedAuthor> claimed, Surroundings surroundings) {
    return new History(
        past(known),
        Optional.ofNullable(known.getOffsetDateTime("first_seen")).map(OffsetDateTime::toInstant),
        claimed,
        surroundings);
  }
}
