package dev.parley;

import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What is open, closed in the reverse order; what cannot be closed keeps nothing else open. */
final class Shutdown implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 20;

  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  /** Closes this before all that was opened earlier. */
  void opened(AutoCloseable one) {
    open.push(one);
  }

  /** The same for what takes its time. */
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
