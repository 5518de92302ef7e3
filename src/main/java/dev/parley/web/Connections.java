package dev.parley.web;

import com.sun.management.UnixOperatingSystemMXBean;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open connections: their number is limited, and each must send its first request in time. So
 * memory is bounded, and a client that opens many connections and sends nothing loses them.
 */
final class Connections {
  private static final Logger log = LoggerFactory.getLogger(Connections.class);

  private static final long PATIENCE_SECONDS = 20;
  private static final long LOOK_MILLISECONDS = 5_000;

  /** How much of the heap one connection may take, including its parsed requests. */
  private static final long BYTES_EACH = 24 * 1024;

  /** Open files the service needs beside its connections: the jar, the database's, the log. */
  private static final long OTHER_FILES = 256;

  private final int most;
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicLong toldAt =
      new AtomicLong(System.nanoTime() - TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS));

  /** Connections without a request so far, by the time they were opened, in nanoseconds. */
  private final Map<HttpConnection, Long> silent = new ConcurrentHashMap<>();

  private Connections(int most) {
    this.most = most;
  }

  /** As many connections as half the heap and the process's limit of open files allow. */
  static Connections watchedBy(Vertx vertx) {
    long byHeap = Runtime.getRuntime().maxMemory() / 2 / BYTES_EACH;
    long byFiles =
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
            ? unix.getMaxFileDescriptorCount() - OTHER_FILES
            : Integer.MAX_VALUE;
    Connections connections =
        new Connections((int) Math.max(64, Math.min(50_000, Math.min(byHeap, byFiles))));
    vertx.setPeriodic(LOOK_MILLISECONDS, timer -> connections.closeSilent(System.nanoTime()));
    return connections;
  }

  /** Takes a new connection, or closes it at once when there are too many. */
  void opened(HttpConnection connection) {
    if (open.incrementAndGet() > most) {
      open.decrementAndGet();
      tellRefused(System.nanoTime());
      connection.close();
      return;
    }
    silent.put(connection, System.nanoTime());
    connection.closeHandler(
        closed -> {
          open.decrementAndGet();
          silent.remove(connection);
        });
  }

  /** Logs rarely: a client that opens too many connections must not also fill the log. */
  private void tellRefused(long now) {
    long told = toldAt.get();
    if (now - told > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)
        && toldAt.compareAndSet(told, now)) {
      log.warn("Connections are refused: {} are open", most);
    }
  }

  /** Called when the head of a request has arrived. */
  void asked(HttpConnection connection) {
    silent.remove(connection);
  }

  private void closeSilent(long now) {
    silent.forEach(
        (connection, since) -> {
          if (now - since > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
            connection.close();
          }
        });
  }
}
