package dev.parley;

import dev.parley.config.Config;
import dev.parley.database.Database;
import dev.parley.database.EmbeddedPostgres;
import dev.parley.database.LocalPostgres;
import dev.parley.database.Migrations;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The configured database for the duration of a command, whether or not the service runs. */
final class CommandDatabase {
  private CommandDatabase() {}

  /** Work of any length, on a thread that may wait. */
  interface Work<T> {
    T on(Database database) throws Exception;
  }

  /** Does {@code work} on the database after bringing it up to date, however long it takes. */
  static <T> T working(Config config, Work<T> work) throws Exception {
    migrated(config, Future::succeededFuture);
    return workingAsItIs(config, work);
  }

  /** Runs {@code work} on the database after bringing it up to date. */
  static <T> T migrated(Config config, Function<Database, Future<T>> work) throws Exception {
    boolean here = EmbeddedPostgres.isThere(config.database().dataDir());
    if (config.database().url().isEmpty() && !here) {
      // Said because a command in another working directory would silently use another database.
      System.err.println(Main.whereDataIs(config.database()));
    }
    return asItIs(
        config,
        database -> new Migrations(database).apply().compose(migrated -> work.apply(database)));
  }

  /** Runs {@code work} on the database without changing its schema. */
  static <T> T asItIs(Config config, Function<Database, Future<T>> work) throws Exception {
    return workingAsItIs(config, database -> work.apply(database).await(10, TimeUnit.MINUTES));
  }

  /** Does {@code work} on the database without changing its schema, however long it takes. */
  static <T> T workingAsItIs(Config config, Work<T> work) throws Exception {
    if (config.database().url().isPresent()) {
      return doing(config.database().url().get(), work);
    }
    try (LocalPostgres local = LocalPostgres.open(config.database().dataDir())) {
      return doing(local.url(), work);
    }
  }

  private static <T> T doing(String url, Work<T> work) throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      Database database = Database.open(vertx, url, 2);
      try {
        return work.on(database);
      } finally {
        database.close().await(10, TimeUnit.SECONDS);
      }
    } finally {
      vertx.close().await(10, TimeUnit.SECONDS);
    }
  }
}
