package dev.parley.figures;

import dev.parley.database.Database;
import dev.parley.database.Snapshot;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs what reads much of the database, one after the other on this node, on a thread that may wait
 * and a connection of its own: posts and moderators keep theirs. Safe for several threads.
 */
public final class InTurn implements AutoCloseable {
  /** More than that would wait longer than anybody does. */
  private static final int MOST_WAITING = 8;

  private static final int AGAIN_SECONDS = 5;

  private final Database database;
  private final AtomicInteger waiting = new AtomicInteger();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread one = new Thread(work, "figures");
            one.setDaemon(true);
            return one;
          });

  public InTurn(Database database) {
    this.database = database;
  }

  /** Reads the database as it is at one moment. */
  interface Reading<T> {
    T read(Snapshot snapshot) throws IOException;
  }

  /** The result of a reading; refused when too many wait already. */
  <T> Future<T> run(Reading<T> reading) {
    if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      throw new Refusal(
              Problem.UNAVAILABLE, "Others are asking for figures. Ask again in a moment.")
          .retryAfter(AGAIN_SECONDS);
    }
    Promise<T> result = Promise.promise();
    thread.execute(() -> read(reading, result));
    return result.future();
  }

  private <T> void read(Reading<T> reading, Promise<T> result) {
    try (Snapshot snapshot = Snapshot.of(database)) {
      result.tryComplete(reading.read(snapshot));
    } catch (IOException | RuntimeException failed) {
      result.tryFail(failed);
    } finally {
      waiting.decrementAndGet();
    }
  }

  /** Ends what runs. */
  @Override
  public void close() {
    thread.shutdownNow();
  }
}
