package dev.parley.screening;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;

/** Where work for the processor is done: never on an event loop. */
public interface Work {
  /** Does a task. Called on an event loop, it goes on there. */
  <T> Future<T> run(Callable<T> task);

  /** On worker threads. */
  static Work on(WorkerExecutor workers) {
    return new Work() {
      @Override
      public <T> Future<T> run(Callable<T> task) {
        return workers.executeBlocking(task, false);
      }
    };
  }

  /** On the caller's own thread, for commands. */
  static Work here() {
    return new Work() {
      @Override
      public <T> Future<T> run(Callable<T> task) {
        try {
          return Future.succeededFuture(task.call());
        } catch (Exception failure) {
          return Future.failedFuture(failure);
        }
      }
    };
  }
}
