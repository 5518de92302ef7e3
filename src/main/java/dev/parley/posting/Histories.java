package dev.parley.posting;

import dev.parley.campaign.Campaigns;
import dev.parley.campaign.Subject;
import dev.parley.comment.History;
import dev.parley.comment.Surroundings;
import dev.parley.database.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/** Reads what is known of an author, and what goes on around their comment. */
final class Histories {
  private final Database database;
  private final Campaigns campaigns;

  Histories(Database database) {
    this.database = database;
    this.campaigns = new Campaigns(database);
  }

  /** The history that bears on a comment, itself left out. */
  Future<History> of(Subject subject) {
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
    return Future.all(known, around).map(both -> history(known.result(), around.result()));
  }

  /** Takes back that a comment was looked at: it could not be stored. */
  void forget(int site, UUID comment) {
    campaigns.forget(site, comment);
  }

  private static History history(Row known, Surroundings surroundings) {
    return new History(
        known.getInteger("approved"),
        known.getInteger("rejected"),
        Optional.ofNullable(known.getOffsetDateTime("first_seen")).map(OffsetDateTime::toInstant),
        surroundings);
  }
}
