package dev.parley.loop;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One of the event loops. Connections are shared out among all of them, and what answers a request
 * stays on its connection's. A class that belongs to one loop keeps the one it was made on, and
 * asserts that it is used there; all others are safe for several threads.
 */
public final class Loop {
  private final @Nullable Context context;

  private Loop(@Nullable Context context) {
    this.context = context;
  }

  /** The loop this is called on; outside of any, as in commands, one that is everywhere. */
  public static Loop current() {
    return new Loop(Vertx.currentContext());
  }

  /** Whether this is called on that loop. */
  public boolean isCurrent() {
    return context == null || ((ContextInternal) context).nettyEventLoop().inEventLoop();
  }

  /** Does something there: now when called on that loop, otherwise as soon as it has time. */
  public void run(Runnable action) {
    if (context == null || isCurrent()) {
      action.run();
    } else {
      context.runOnContext(there -> action.run());
    }
  }

  /**
   * A future that may be completed on another loop, told on the loop this is called on. Whoever
   * hands one future to several callers hands it out by this.
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

  /** The same for what is no future of Vert.x. */
  public static <T> Future<T> here(CompletionStage<T> stage) {
    Context context = Vertx.currentContext();
    return context == null
        ? Future.fromCompletionStage(stage)
        : Future.fromCompletionStage(stage, context);
  }
}
