package dev.parley.database;

import io.vertx.core.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for the database on a thread that may wait, but not for ever. */
public final class Patiently {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private Patiently() {}

  /** What the database answers to a statement. */
  public static <T> T await(Future<T> answer) throws IOException {
    return await(answer, PATIENCE);
  }

  /** The same for a statement that may take long. */
  public static <T> T await(Future<T> answer, Duration patience) throws IOException {
    try {
      return answer.await(patience.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new IOException(
          "The database did not answer for " + patience.toMinutes() + " minutes", late);
    }
  }
}
