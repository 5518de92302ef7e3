package dev.parley;

import dev.parley.config.Config;
import dev.parley.database.DataFolderInUse;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The service until it is stopped, begun anew whenever a backup has been put back under it. */
final class Serving implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Serving.class);

  /** A command may have taken the embedded database in the moment in which nobody had it. */
  private static final long PATIENCE_SECONDS = 60;

  private final Config config;
  private final Clock clock;
  private @Nullable Service service;
  private boolean stopped;

  Serving(Config config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  /** Serves; returns once it is stopped. */
  void run() throws IOException, InterruptedException {
    Service running = kept(Service.start(config, clock));
    while (running != null) {
      System.out.println("Parley " + Main.Version.number() + " ready at " + running.url());
      running.awaitEnd();
      running = again();
    }
  }

  /** A start takes its time; whoever stops the process meanwhile does not wait for it. */
  private synchronized @Nullable Service kept(Service started) {
    if (stopped) {
      started.close();
      return null;
    }
    service = started;
    return started;
  }

  private synchronized boolean end() {
    if (service != null) {
      service.close();
      service = null;
    }
    return stopped;
  }

  private @Nullable Service again() throws IOException, InterruptedException {
    if (end()) {
      return null;
    }
    log.info("A backup has been put back; the service begins anew");
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (true) {
      try {
        return kept(Service.start(config, clock));
      } catch (DataFolderInUse others) {
        if (System.nanoTime() > deadline) {
          throw others;
        }
        TimeUnit.MILLISECONDS.sleep(200);
      }
    }
  }

  @Override
  public synchronized void close() {
    stopped = true;
    boolean unused = end();
  }
}
