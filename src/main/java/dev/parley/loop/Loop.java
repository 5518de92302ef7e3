package dev.parley.loop;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One of the event loops. Connections are distributed among them, and a request is answered on its
 * connection's loop. A class that belongs to one loop keeps the loop it was made on and asserts
 * that it is used there; all other classes are safe for several threads.
 */
public final class Loop {
  private final @Nullable Context context;

  private Loop(@Nullable Context context) {
    this.context = context;
  }

  /**
   * The loop of the calling thread. Outside any loop, as in commands, it is one that accepts every
   * thread.
   */
  public static Loop current() {
    return new Loop(Vertx.currentContext());
  }

  /** Whether the calling thread is on that loop. */
  public boolean isCurrent() {
    return context == null || ((ContextInternal) context).nettyEventLoop().inEventLoop();
  }

  /** Runs something on that loop: now if called there, otherwise as soon as the loop has time. */
  public void run(Runnable action) {
    if (context == null || isCurrent()) {
      action.run();
    } else {
      context.runOnContext(there -> action.run());
    }
  }

  /**
   * A future that completes on the caller's loop, even if another loop completes the original. Use
   * it to hand one future to several callers.
   */
  public static <T> Future<T> here(Future<T> future) {
    if (future.succeeded()) {
      return Future.succeededFuture(future.result());
    }
    if (future.failed()) {
      return Future.failedFuture(future.cause());
    }
    return here(future.toCompletionStage());
  }

  /** The same for a completion stage. */
  public static <T> Future<T> here(CompletionStage<T> stage) {
    Context context = Vertx.currentContext();
    return context == null
        ? Future.fromCompletionStage(stage)
        : Future.fromCompletionStage(stage, context);
  }
}
