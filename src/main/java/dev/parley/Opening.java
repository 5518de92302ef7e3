package dev.parley;

import dev.parley.ban.Bans;
import dev.parley.config.Config;
import dev.parley.database.Database;
import dev.parley.database.EmbeddedPostgres;
import dev.parley.database.Migrations;
import dev.parley.database.PlannerStatistics;
import dev.parley.database.Readiness;
import dev.parley.moderator.Moderators;
import dev.parley.outbox.ActCounter;
import dev.parley.outbox.Outbox;
import dev.parley.posting.KeyExpiry;
import dev.parley.posting.PostingModule;
import dev.parley.posting.PostingModule.Neighbours;
import dev.parley.posting.PostingRoutes;
import dev.parley.site.Sites;
import dev.parley.web.FrontDoor;
import dev.parley.web.HttpMetrics;
import dev.parley.web.WebServer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.MicrometerMetricsFactory;
import java.io.IOException;
import java.time.Clock;

/** Starts a service: opens its modules in the order of their dependencies. */
final class Opening {
  private final Config config;
  private final Clock clock;
  private final Shutdown shutdown;
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final String databaseUrl;
  private final ScreeningModule.Opinions opinions;
  private final Vertx vertx;
  private final Database database;
  private final Sites sites;
  private final Moderators moderators;

  /**
   * @param shutdown closes everything that has been opened
   */
  Opening(Config config, Clock clock, Shutdown shutdown) throws IOException, InterruptedException {
    this.config = config;
    this.clock = clock;
    this.shutdown = shutdown;
    this.databaseUrl = databaseUrl();
    this.opinions = ScreeningModule.Opinions.of(config.secondOpinion());
    shutdown.opened(opinions);
    this.vertx = vertx();
    shutdown.openedAsync(vertx::close);
    this.database = Database.open(vertx, databaseUrl, config.database().poolSize());
    shutdown.openedAsync(database::close);
    this.sites = new Sites(database);
    this.moderators = new Moderators(database);
  }

  private String databaseUrl() throws IOException, InterruptedException {
    if (config.database().url().isPresent()) {
      return config.database().url().get();
    }
    EmbeddedPostgres postgres = EmbeddedPostgres.start(config.database().dataDir());
    shutdown.opened(postgres);
    return postgres.url();
  }

  private Vertx vertx() {
    return Vertx.builder()
        .with(
            new VertxOptions()
                .setEventLoopPoolSize(config.http().loops())
                .setMetricsOptions(HttpMetrics.options()))
        .withMetrics(new MicrometerMetricsFactory(registry))
        .build();
  }

  Future<Service> open() {
    FirstStart firstStart = new FirstStart(vertx, config, database, sites, moderators);
    return Readiness.await(database)
        .compose(ready -> new Migrations(database).apply())
        .compose(migrated -> firstStart.provide())
        .compose(ready -> firstStart.secret())
        .compose(this::serve);
  }

  private Future<Service> serve(byte[] secret) {
    Platform platform = Platform.of(vertx, database, config, clock, sites);
    shutdown.openedAsync(platform.bus()::close);
    new PlannerStatistics(database).start(vertx);
    new KeyExpiry(database, clock).start(vertx);
    new Outbox(database, new ActCounter(registry)).start(vertx);
    Bans bans = new Bans(database, clock);
    ScreeningModule screening = ScreeningModule.of(platform, opinions);
    ModerationModule moderation =
        new ModerationModule(platform, screening, moderators, bans, secret);
    ProgramModule programs = new ProgramModule(platform, screening, moderation.access());
    shutdown.openedAsync(programs::close);
    ReadingModule reading = new ReadingModule(platform);
    PostingModule posting =
        new PostingModule(
            new Neighbours(
                sites,
                database,
                reading.threads(),
                bans,
                screening.comments(),
                platform.announcer()),
            clock,
            secret,
            config.limits(),
            platform.addresses());
    WebServer server =
        new WebServer(
            vertx,
            config.http(),
            platform.bodies(),
            sites,
            database,
            registry,
            new WebServer.Features(
                reading::atHand,
                router -> {
                  reading.mountFirst(router);
                  programs.mountFirst(router);
                },
                router -> {
                  PostingRoutes routes = posting.routes();
                  routes.mount(router);
                  reading.mount(router, routes);
                  moderation.mount(router);
                  new FrontDoor(config.demo()).mount(router);
                }));
    shutdown.openedAsync(server::close);
    shutdown.opened(moderation);
    shutdown.opened(reading);
    return platform
        .bus()
        .start()
        .compose(listening -> server.listen())
        .map(port -> service(screening, server, port));
  }

  private Service service(ScreeningModule screening, WebServer server, int port) {
    return new Service(config, shutdown, databaseUrl, sites, screening.siteModels(), server, port);
  }
}
