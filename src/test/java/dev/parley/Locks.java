package dev.parley;

import io.vertx.pgclient.PgConnection;

/** Locks of the database that tests share. */
public final class Locks {
  private Locks() {}

  /** Whether a statement waits for a lock. */
  public static boolean somebodyWaits(PgConnection connection) {
    return connection
        .query("select exists (select from pg_locks where not granted) as waits")
        .execute()
        .await()
        .iterator()
        .next()
        .getBoolean("waits");
  }
}
