package dev.parley.publish;

import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many readers follow threads, all event loops together: so many at most, and of each address.
 * Safe for several threads.
 */
public final class OpenReaders {
  private static final int MOST_STREAMS = 20_000;

  /** A company behind one address may read along; a single machine may not take all. */
  private static final int MOST_OF_A_CLIENT = 500;

  private final AtomicInteger open = new AtomicInteger();
  private final Map<String, Integer> byClient = new ConcurrentHashMap<>();

  /** Refuses one more when nobody can be taken. */
  void refuseWhenFull() {
    if (open.get() >= MOST_STREAMS) {
      throw full();
    }
  }

  private static Refusal full() {
    return new Refusal(Problem.UNAVAILABLE, "Too many readers are listening").retryAfter(60);
  }

  /** Takes one more; refused when they are too many. */
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

  /** One that was taken has gone. */
  void give(String client) {
    open.decrementAndGet();
    byClient.computeIfPresent(client, (key, count) -> count > 1 ? count - 1 : null);
  }
}
