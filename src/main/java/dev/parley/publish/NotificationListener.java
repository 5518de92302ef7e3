package dev.parley.publish;

import dev.parley.database.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to a PostgreSQL channel, on its own connection to the server that takes writes, because a
 * standby does not allow LISTEN. When the connection is lost, it looks for that server again. It
 * belongs to the event loop it is opened on; any thread may close it.
 */
final class NotificationListener {
  private static final Logger log = LoggerFactory.getLogger(NotificationListener.class);
  private static final long BEAT_MILLISECONDS = 10_000;
  private static final long PATIENCE_SECONDS = 5;

  private final Vertx vertx;
  private final Database database;
  private final String channel;
  private final Consumer<String> hear;

  /** Called whenever messages may have been lost. */
  private final Runnable lost;

  private volatile @Nullable PgConnection connection;
  private int attempts;
  private volatile boolean closed;

  NotificationListener(
      Vertx vertx, Database database, String channel, Consumer<String> hear, Runnable lost) {
    this.vertx = vertx;
    this.database = database;
    this.channel = channel;
    this.hear = hear;
    this.lost = lost;
  }

  /** Starts to listen. Fails when that is not possible now. */
  Future<Void> open() {
    // Only writing reveals a half-open connection.
    vertx.setPeriodic(BEAT_MILLISECONDS, timer -> beat());
    return connect();
  }

  private Future<Void> connect() {
    return database
        .connect()
        .compose(
            opened ->
                opened
                    .notificationHandler(message -> hear.accept(message.getPayload()))
                    .query("listen " + channel)
                    .execute()
                    .onFailure(refused -> opened.close())
                    .map(
                        listening -> {
                          begin(opened);
                          return null;
                        }));
  }

  private void begin(PgConnection opened) {
    connection = opened;
    attempts = 0;
    opened.closeHandler(gone -> again());
    if (closed) {
      opened.close();
    }
    lost.run();
  }

  private void again() {
    connection = null;
    if (closed) {
      return;
    }
    lost.run();
    long pause = Math.min(5_000L, 100L << Math.min(attempts++, 6));
    vertx.setTimer(
        pause,
        timer ->
            connect()
                .onFailure(
                    failure -> {
                      log.warn("Other nodes are not heard: {}", failure.getMessage());
                      again();
                    }));
  }

  private void beat() {
    PgConnection open = connection;
    if (open != null) {
      open.query("select 1")
          .execute()
          .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .onFailure(silent -> open.close());
    }
  }

  Future<Void> close() {
    closed = true;
    PgConnection open = connection;
    return open == null ? Future.succeededFuture() : open.close();
  }
}
