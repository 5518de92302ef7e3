package dev.parley;

import dev.parley.backup.RestoreWatch;
import dev.parley.config.Config;
import dev.parley.site.Sites;
import dev.parley.sitemodel.SiteModels;
import dev.parley.web.WebServer;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** The running service. {@link Opening} puts it together. */
public final class Service implements AutoCloseable {
  private final Config config;
  private final Shutdown shutdown;
  private final String databaseUrl;
  private final Sites sites;
  private final Optional<SiteModels> siteModels;
  private final WebServer server;
  private final int port;
  private final CountDownLatch ended = new CountDownLatch(1);

  Service(
      Config config,
      Shutdown shutdown,
      String databaseUrl,
      Sites sites,
      Optional<SiteModels> siteModels,
      WebServer server,
      int port,
      RestoreWatch restores) {
    this.config = config;
    this.shutdown = shutdown;
    this.databaseUrl = databaseUrl;
    this.sites = sites;
    this.siteModels = siteModels;
    this.server = server;
    this.port = port;
    restores.restored().onComplete(done -> ended.countDown());
  }

  /** Starts the service. The caller closes it. */
  public static Service start(Config config, Clock clock) throws IOException, InterruptedException {
    return start(config, clock, new SecureRandom());
  }

  /**
   * The same with a source of chance of one's own, safe for several threads. What it draws nobody
   * may foresee.
   */
  static Service start(Config config, Clock clock, RandomGenerator chance)
      throws IOException, InterruptedException {
    Shutdown shutdown = new Shutdown();
    try {
      return opened(new Opening(config, clock, chance, shutdown));
    } catch (IOException | InterruptedException | RuntimeException failed) {
      shutdown.close();
      throw failed;
    }
  }

  private static Service opened(Opening opening) throws IOException {
    try {
      return opening.open().await(10, TimeUnit.MINUTES);
    } catch (Exception failed) {
      throw new IOException("Parley could not start: " + failed.getMessage(), failed);
    }
  }

  /** The sites. */
  public Sites sites() {
    return sites;
  }

  /** The sites' own models; empty without the models that come with Parley. */
  public Optional<SiteModels> siteModels() {
    return siteModels;
  }

  /** The URL of its PostgreSQL, so that another node can share it. */
  public String databaseUrl() {
    return databaseUrl;
  }

  /** Returns once it is closed, or is to be: a backup has been put back under it. */
  public void awaitEnd() throws InterruptedException {
    ended.await();
  }

  /** The port it listens on. */
  public int port() {
    return port;
  }

  /** The number of event loops that answer requests. */
  public int loops() {
    return server.loops();
  }

  /** Every route it answers, as {@code GET /path/:parameter}. */
  public List<String> routes() {
    return server.routes();
  }

  /** The URL under which it answers. */
  public String url() {
    return "http://" + config.http().host() + ":" + port;
  }

  /**
   * Stops the service: it accepts no new connections, finishes requests in progress, then closes
   * the database.
   */
  @Override
  public void close() {
    shutdown.close();
    ended.countDown();
  }
}
