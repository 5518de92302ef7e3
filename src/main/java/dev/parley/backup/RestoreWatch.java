package dev.parley.backup;

import dev.parley.database.Database;
import dev.parley.loop.Regularly;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Optional;

/**
 * Notices that a backup has been put back under a running service. Everything the service remembers
 * is then of another database: it must begin anew.
 */
public final class RestoreWatch {
  private static final Duration EVERY = Duration.ofSeconds(2);

  private final Database database;
  private final Promise<Void> restored = Promise.promise();

  public RestoreWatch(Database database) {
    this.database = database;
  }

  /** Remembers how the database is, and looks every two seconds from now on. */
  public Future<Void> start(Vertx vertx) {
    return mark()
        .map(
            before -> {
              Regularly.every(
                  vertx, EVERY, "A restore would be noticed later", () -> compare(before));
              return null;
            });
  }

  private Future<Void> compare(Optional<String> before) {
    return mark()
        .map(
            now -> {
              if (!now.equals(before)) {
                restored.tryComplete();
              }
              return null;
            });
  }

  private Future<Optional<String>> mark() {
    return database
        .pool()
        .preparedQuery("select value from setting where name = $1")
        .execute(Tuple.of(Restore.MARK))
        .map(rows -> rows.stream().findFirst().map(row -> row.getString("value")));
  }

  /** Succeeds when a backup has been put back since the start. */
  public Future<Void> restored() {
    return restored.future();
  }
}
