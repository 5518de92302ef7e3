package dev.parley.posting;

import dev.parley.comment.History;
import dev.parley.comment.History.Similar;
import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.text.Reading;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads what is known of an author, and which late comments of the site resemble a text. */
final class Histories {
  /** How far back a like is looked for. */
  private static final Duration WINDOW = Duration.ofHours(6);

  /** Among how many of the latest comments: bounds the work on a busy site. */
  private static final int LATEST = 500;

  /** Differing bits of 64 up to which two SimHashes mean nearly the same text. */
  private static final int NEAR = 6;

  private final Database database;

  Histories(Database database) {
    this.database = database;
  }

  /**
   * The history that bears on a text.
   *
   * @param except the comment itself, when it is edited
   */
  Future<History> of(int site, UUID author, Reading reading, Instant now, Optional<UUID> except) {
    Future<RowSet<Row>> known =
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
            .execute(Tuple.of(site, author, except.orElse(NOBODY)));
    Future<RowSet<Row>> similar =
        database
            .pool()
            .preparedQuery(
                """
                select id, same, distance, same_author, created_at
                from (select id, fingerprint = $3 as same, author_id = $2 as same_author,
                             bit_count((simhash # $4)::bit(64))::int as distance, created_at
                      from (select id, author_id, fingerprint, simhash, created_at from comment
                            where site_id = $1 and id > $5 order by id desc limit $6) latest) near
                where (same or distance <= $7) and id <> $8
                order by id desc limit 20
                """)
            .execute(
                Tuple.of(
                    site,
                    author,
                    reading.fingerprint(),
                    reading.simhash(),
                    Ids.earliest(now.minus(WINDOW)),
                    LATEST,
                    NEAR,
                    except.orElse(NOBODY)));
    return Future.all(known, similar)
        .map(both -> history(known.result().iterator().next(), similar.result()));
  }

  private static final UUID NOBODY = new UUID(0, 0);

  private static History history(Row known, RowSet<Row> similar) {
    List<Similar> likes =
        similar.stream()
            .map(
                row ->
                    new Similar(
                        row.getUUID("id"),
                        row.getBoolean("same"),
                        row.getInteger("distance"),
                        row.getBoolean("same_author"),
                        row.getOffsetDateTime("created_at").toInstant()))
            .toList();
    return new History(
        known.getInteger("approved"),
        known.getInteger("rejected"),
        Optional.ofNullable(known.getOffsetDateTime("first_seen")).map(OffsetDateTime::toInstant),
        likes);
  }
}
