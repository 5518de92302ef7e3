package dev.parley.posting;

import dev.parley.database.Database;
import dev.parley.loop.Regularly;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;

/** Deletes idempotency keys that no client will use again. */
public final class KeyExpiry {
  private static final Duration KEPT = Duration.ofDays(2);
  private static final Duration EVERY = Duration.ofMinutes(10);

  /** Few at a time, so that no post waits for it. */
  private static final int BATCH = 1_000;

  private final Database database;
  private final Clock clock;

  public KeyExpiry(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Deletes old keys every few minutes, on every node. */
  public void start(Vertx vertx) {
    Regularly.every(vertx, EVERY, "Old keys are forgotten later", this::forgetOld);
  }

  /** Deletes all old keys in batches; answers how many there were. */
  Future<Integer> forgetOld() {
    return forgetBatch()
        .compose(
            gone ->
                gone < BATCH ? Future.succeededFuture(gone) : forgetOld().map(more -> gone + more));
  }

  /** Skips keys another node is deleting. */
  private Future<Integer> forgetBatch() {
    return database
        .pool()
        .preparedQuery(
            """
            delete from idempotency where (site_id, key_hash) in (
              select site_id, key_hash from idempotency where created_at < $1
              order by created_at limit $2 for update skip locked)
            """)
        .execute(Tuple.of(clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC), BATCH))
        .map(rows -> rows.rowCount());
  }
}
