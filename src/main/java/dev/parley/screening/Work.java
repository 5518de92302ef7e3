package dev.parley.screening;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;

/** Where computing is done: never on an event loop. */
public interface Work {
  /** Runs a task. The result arrives on the caller's event loop. */
  <T> Future<T> run(Callable<T> task);

  /** Runs tasks on worker threads. */
  static Work on(WorkerExecutor workers) {
    return new Work() {
      @Override
      public <T> Future<T> run(Callable<T> task) {
        return workers.executeBlocking(task, false);
      }
    };
  }

  /** Runs tasks on the caller's own thread, for commands. */
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
