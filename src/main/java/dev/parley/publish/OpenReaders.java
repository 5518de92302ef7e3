package dev.parley.publish;

import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the readers who follow threads, across all event loops, and limits them in total and per
 * address. Safe for several threads.
 */
public final class OpenReaders {
  private static final int MOST_STREAMS = 20_000;

  /**
   * A company behind one address may have many readers; a single machine must not take all places.
   */
  private static final int MOST_OF_A_CLIENT = 500;

  private final AtomicInteger open = new AtomicInteger();
  private final Map<String, Integer> byClient = new ConcurrentHashMap<>();

  /** Refuses when there is no room for another reader. */
  void refuseWhenFull() {
    if (open.get() >= MOST_STREAMS) {
      throw full();
    }
  }

  private static Refusal full() {
    return new Refusal(Problem.UNAVAILABLE, "Too many readers are listening").retryAfter(60);
  }

  /** Takes a place for a reader; refused when there is no room. */
  void take(String client) {
    if (open.incrementAndGet() > MOST_STREAMS) {
      open.decrementAndGet();
      throw full();
    }
    if (byClient.merge(client, 1, Integer::sum) > MOST_OF_A_CLIENT) {
      give(client);
      throw new Refusal(
              Problem.TOO_FAST, "Too many pages of this address are listening. Close some.")
          .retryAfter(60);
    }
  }

  /** Frees a reader's place. */
  void give(String client) {
    open.decrementAndGet();
    byClient.computeIfPresent(client, (key, count) -> count > 1 ? count - 1 : null);
  }
}
