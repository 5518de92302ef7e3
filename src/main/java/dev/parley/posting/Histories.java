package dev.parley.posting;

import dev.parley.comment.History;
import dev.parley.database.Database;
import dev.parley.text.Reading;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads what is known of an author, and which late comments of the site resemble a text. */
final class Histories {
  private final Database database;
  private final LateTexts lateTexts;

  Histories(Database database) {
    this.database = database;
    this.lateTexts = new LateTexts(database);
  }

  /** The history that bears on the text of the comment {@code id}, itself left out. */
  Future<History> of(int site, UUID id, UUID author, Reading reading, Instant now) {
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
            .execute(Tuple.of(site, author, id))
            .map(rows -> rows.iterator().next());
    Future<List<History.Similar>> similar = lateTexts.like(site, id, author, reading, now);
    return Future.all(known, similar).map(both -> history(known.result(), similar.result()));
  }

  private static History history(Row known, List<History.Similar> similar) {
    return new History(
        known.getInteger("approved"),
        known.getInteger("rejected"),
        Optional.ofNullable(known.getOffsetDateTime("first_seen")).map(OffsetDateTime::toInstant),
        similar);
  }
}
