package dev.parley.database;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for a database that is starting or unreachable. A failure that only a person can correct is
 * reported at once.
 */
public final class Readiness {
  private static final Logger log = LoggerFactory.getLogger(Readiness.class);
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int BETWEEN_LINES_SECONDS = 10;

  private final Database database;
  private final long since = System.nanoTime();
  private long lastLine = -BETWEEN_LINES_SECONDS;

  private Readiness(Database database) {
    this.database = database;
  }

  /** Succeeds once the database answers. */
  public static Future<Void> await(Database database) {
    return new Readiness(database).ask();
  }

  private Future<Void> ask() {
    return database
        .pool()
        .query("select 1")
        .execute()
        .<Void>mapEmpty()
        .recover(
            failure -> {
              long waited = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - since);
              if (!Database.isUnavailable(failure) || waited > PATIENCE.toSeconds()) {
                return Future.failedFuture(told(failure));
              }
              if (waited - lastLine >= BETWEEN_LINES_SECONDS) {
                lastLine = waited;
                log.warn(
                    "Waiting for PostgreSQL at {} since {} s: {}",
                    database.address(),
                    waited,
                    failure.getMessage());
              }
              return database.vertx().timer(500, TimeUnit.MILLISECONDS).compose(later -> ask());
            });
  }

  private IOException told(Throwable failure) {
    String state = failure instanceof PgException sql ? String.valueOf(sql.getSqlState()) : "";
    String sentence =
        switch (state) {
          case "28P01", "28000" -> " refuses this user or password. Correct database.url.";
          case "3D000" -> " has no such database. Create it, or correct database.url.";
          default -> " cannot be used: " + failure.getMessage();
        };
    return new IOException("PostgreSQL at " + database.address() + sentence, failure);
  }
}
