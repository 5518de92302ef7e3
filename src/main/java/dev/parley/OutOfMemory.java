package dev.parley;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Ends the process when its heap is used up, so that a supervisor starts it again: a process
 * without memory neither answers nor ends. It notices an {@link OutOfMemoryError} at the end of a
 * thread or in the log, and a process that does little but collect garbage, because event loops
 * catch what is thrown on them. {@code -XX:+ExitOnOutOfMemoryError} does the same, but a jar cannot
 * set it.
 */
public final class OutOfMemory {
  /** The exit code of {@code -XX:+ExitOnOutOfMemoryError}, too. */
  private static final int STATUS = 3;

  private static final byte[] WHY =
      "Parley is out of memory and stops\n".getBytes(StandardCharsets.US_ASCII);

  /** The names in HotSpot of the collectors that stop the program to collect the whole heap. */
  private static final Set<String> WHOLE_HEAP =
      Set.of("G1 Old Generation", "MarkSweepCompact", "PS MarkSweep");

  private static final long LOOK_MILLISECONDS = 1_000;

  /** A process without memory spends at least this share of its time on collections. */
  private static final double SPENT = 0.5;

  /** So many looks in a row must agree. */
  private static final int IN_A_ROW = 10;

  /** A reserve that is freed to have memory for the end. */
  @SuppressWarnings("UnusedVariable") // It only takes up room.
  private static volatile byte @Nullable [] reserve = new byte[4 << 20];

  private OutOfMemory() {}

  /** Starts to watch. */
  static void endsTheProcess() {
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) -> {
          look(failure);
          failure.printStackTrace();
        });
    provideTheEnd();
    GarbageCollectorMXBean[] collectors = collectors();
    CompletableFuture<Void> watching = new CompletableFuture<>();
    Thread watch = new Thread(() -> watch(collectors, watching), "out-of-memory");
    watch.setDaemon(true);
    watch.start();
    watching.join();
  }

  /**
   * Goes the way to the end once, all but its last step. The first time loads and links, and later
   * there may be no memory for that.
   */
  private static void provideTheEnd() {
    look(new IllegalStateException("enough memory"));
    System.err.write(WHY, 0, 0);
    try {
      Class.forName("java.lang.Shutdown");
    } catch (ClassNotFoundException elsewhere) {
      // Then the reserve must do.
    }
  }

  /** Ends the process if that failure, or its cause, is a lack of memory. */
  static void look(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      // Not Netty's own kind, which only means that its buffers are used up for the moment.
      if (cause.getClass() == OutOfMemoryError.class) {
        end();
      }
    }
  }

  /** Reads the log, where failures appear that event loops have caught. */
  public static final class InLog extends TurboFilter {
    @Override
    public FilterReply decide(
        @Nullable Marker marker,
        ch.qos.logback.classic.Logger logger,
        Level level,
        @Nullable String format,
        Object @Nullable [] parameters,
        @Nullable Throwable failure) {
      look(failure);
      return FilterReply.NEUTRAL;
    }
  }

  /** Found by the thread that starts the watch: the watch itself may find no memory for it. */
  private static GarbageCollectorMXBean[] collectors() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .filter(collector -> WHOLE_HEAP.contains(collector.getName()))
        .toArray(GarbageCollectorMXBean[]::new);
  }

  /** Allocates nothing while it looks, and says so after the first look. */
  private static void watch(GarbageCollectorMXBean[] collectors, CompletableFuture<Void> watching) {
    try {
      long spent = spent(collectors);
      long looked = System.nanoTime();
      LockSupport.parkNanos(1);
      watching.complete(null);
      int full = 0;
      while (true) {
        LockSupport.parkNanos(LOOK_MILLISECONDS * 1_000_000);
        long spentNow = spent(collectors);
        long now = System.nanoTime();
        full = (spentNow - spent) * 1e6 > SPENT * (now - looked) ? full + 1 : 0;
        if (full >= IN_A_ROW) {
          end();
        }
        spent = spentNow;
        looked = now;
      }
    } catch (OutOfMemoryError nothingLeftToLookWith) {
      end();
    }
  }

  private static long spent(GarbageCollectorMXBean[] collectors) {
    long milliseconds = 0;
    for (GarbageCollectorMXBean collector : collectors) {
      milliseconds += collector.getCollectionTime();
    }
    return milliseconds;
  }

  private static void end() {
    reserve = null;
    try {
      System.err.write(WHY, 0, WHY.length);
    } catch (OutOfMemoryError untold) {
      // The exit code says enough.
    }
    while (true) {
      try {
        Runtime.getRuntime().halt(STATUS);
      } catch (OutOfMemoryError again) {
        // Other threads took the reserve, and may give some of it back.
      }
    }
  }
}
