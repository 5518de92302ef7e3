package dev.parley.review;

import dev.parley.database.Database;
import dev.parley.loop.Regularly;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * Ends blind checks that nobody has decided in a week: what is published leaves the queue, what is
 * held waits on with its reasons, in the place these give it, and neither counts.
 */
public final class BlindCheckExpiry {
  /** How long moderators are asked. */
  static final Duration ASKED = Duration.ofDays(7);

  private static final Duration EVERY = Duration.ofMinutes(10);

  /** Few at a time, so that no decision waits for it. */
  private static final int BATCH = 500;

  /** What somebody decides on just now is locked, and left to them. */
  private static final String END =
      """
      with late as materialized (
        select comment.site_id, comment.id, audit.risk from audit
        join comment on comment.site_id = audit.site_id and comment.id = audit.comment_id
        where audit.closed_at is null and audit.drawn_at < $1
        order by audit.drawn_at limit $2 for update skip locked
      ), ended as (
        update comment set blind = false, risk = late.risk from late
        where comment.site_id = late.site_id and comment.id = late.id and comment.blind
      )
      update audit set closed_at = $3 from late
      where audit.site_id = late.site_id and audit.comment_id = late.id
      """;

  private final Database database;
  private final Clock clock;

  public BlindCheckExpiry(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Ends old checks every few minutes, on every node. */
  public void start(Vertx vertx) {
    Regularly.every(vertx, EVERY, "Old blind checks end later", this::endOld);
  }

  /** Ends all old checks in batches; answers how many there were. */
  Future<Integer> endOld() {
    return endBatch()
        .compose(
            ended ->
                ended < BATCH ? Future.succeededFuture(ended) : endOld().map(more -> ended + more));
  }

  private Future<Integer> endBatch() {
    Instant now = clock.instant();
    return database
        .pool()
        .preparedQuery(END)
        .execute(
            Tuple.of(
                now.minus(ASKED).atOffset(ZoneOffset.UTC), BATCH, now.atOffset(ZoneOffset.UTC)))
        .map(rows -> rows.rowCount());
  }
}
