package dev.parley.database;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Remembers between reads whether the database answers, so that not every read has to find out anew
 * that it is unreachable. Safe for several threads.
 */
public final class Absence {
  /** While the database is unreachable, one read per period tries whether it is back. */
  private static final long LOOK_NANOSECONDS = TimeUnit.MILLISECONDS.toNanos(500);

  private volatile boolean away;
  private final AtomicLong lookedAt = new AtomicLong(System.nanoTime());

  /** Whether the database is known to be unreachable. */
  public boolean isKnown() {
    return away;
  }

  /** Whether this read is to try again; others behave as if the database were still unreachable. */
  public boolean mayLook() {
    long looked = lookedAt.get();
    long now = System.nanoTime();
    return now - looked > LOOK_NANOSECONDS && lookedAt.compareAndSet(looked, now);
  }

  /** Notes that a read was answered. */
  void ended() {
    away = false;
  }

  /** Notes that a read could not reach the database or waited too long. */
  void began() {
    if (!away) {
      lookedAt.set(System.nanoTime());
      away = true;
    }
  }
}
