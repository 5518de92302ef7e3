package dev.parley.database;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Whether the store answers, remembered between reads: while it is known to be away not each reader
 * has to find that out anew. Safe for several threads.
 */
public final class Absence {
  /** While it is away, one read in this time looks whether it is back. */
  private static final long LOOK_NANOSECONDS = TimeUnit.MILLISECONDS.toNanos(500);

  private volatile boolean away;
  private final AtomicLong lookedAt = new AtomicLong(System.nanoTime());

  /** Whether the store is known to be away. */
  public boolean isKnown() {
    return away;
  }

  /** Whether this read is the one that looks again; others go on as if it were away. */
  public boolean mayLook() {
    long looked = lookedAt.get();
    long now = System.nanoTime();
    return now - looked > LOOK_NANOSECONDS && lookedAt.compareAndSet(looked, now);
  }

  /** A read was answered. */
  void ended() {
    away = false;
  }

  /** A read found no store, or waited for it too long. */
  void began() {
    if (!away) {
      lookedAt.set(System.nanoTime());
      away = true;
    }
  }
}
