package dev.parley.sitemodel;

import io.vertx.core.Vertx;
import java.util.function.Function;

/**
 * Work for the processor on a thread of low priority, whose reading and learning are each bounded
 * in time: the thread is interrupted when one takes longer.
 */
final class Unhurried {
  static final long LONGEST_LEARNING_MILLISECONDS = 60_000;

  /** Reading new texts may need second opinions; texts that were read stay in the cache. */
  static final long LONGEST_READING_MILLISECONDS = 240_000;

  private final Vertx vertx;
  private final Thread thread = Thread.currentThread();
  private long timer;

  private Unhurried(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Does work that begins with reading; it says when learning begins. */
  // A hint to the scheduler: nothing depends on it.
  @SuppressWarnings("ThreadPriorityCheck")
  static <T> T of(Vertx vertx, Function<Unhurried, T> work) {
    Unhurried limit = new Unhurried(vertx);
    int priority = limit.thread.getPriority();
    limit.thread.setPriority(Thread.MIN_PRIORITY);
    limit.interruptAfter(LONGEST_READING_MILLISECONDS);
    try {
      return work.apply(limit);
    } finally {
      vertx.cancelTimer(limit.timer);
      limit.thread.setPriority(priority);
      // The timer may have fired just now: the next task must not find the thread interrupted.
      Thread.interrupted();
    }
  }

  /** All is read; what follows learns. */
  void learning() {
    vertx.cancelTimer(timer);
    interruptAfter(LONGEST_LEARNING_MILLISECONDS);
  }

  private void interruptAfter(long milliseconds) {
    timer = vertx.setTimer(milliseconds, late -> thread.interrupt());
  }
}
