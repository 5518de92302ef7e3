package dev.parley;

import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Closes everything that is open, in reverse order. What cannot be closed does not keep the rest
 * open.
 */
final class Shutdown implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 20;

  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  /** Closes this before everything that was opened earlier. */
  void opened(AutoCloseable one) {
    open.push(one);
  }

  /** The same for something that closes asynchronously. */
  void openedAsync(Supplier<Future<Void>> close) {
    opened(
        () ->
            close
                .get()
                .toCompletionStage()
                .toCompletableFuture()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS));
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception failed) {
        System.err.println("Parley did not stop cleanly: " + failed);
      }
    }
  }
}
