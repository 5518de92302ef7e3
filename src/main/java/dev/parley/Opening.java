package dev.parley;

import dev.parley.backup.RestoreWatch;
import dev.parley.ban.Bans;
import dev.parley.config.Config;
import dev.parley.database.Database;
import dev.parley.database.DatabaseGauges;
import dev.parley.database.EmbeddedPostgres;
import dev.parley.database.Migrations;
import dev.parley.database.PlannerStatistics;
import dev.parley.database.Readiness;
import dev.parley.embedding.EmbedCheckRoutes;
import dev.parley.figures.DriftWatch;
import dev.parley.imports.Imports;
import dev.parley.mail.MailModule;
import dev.parley.mail.ReaderMailRoutes;
import dev.parley.moderator.Moderators;
import dev.parley.outbox.ActCounter;
import dev.parley.outbox.Outbox;
import dev.parley.outbox.Receiver;
import dev.parley.outgoing.PublicNetworks;
import dev.parley.outgoing.Resolver;
import dev.parley.outgoing.SafeClient;
import dev.parley.posting.KeyExpiry;
import dev.parley.posting.PostingModule;
import dev.parley.posting.PostingModule.Neighbours;
import dev.parley.posting.PostingRoutes;
import dev.parley.review.BlindCheckExpiry;
import dev.parley.review.QueueFigures;
import dev.parley.rights.Pruning;
import dev.parley.screening.ScreeningMetrics;
import dev.parley.site.Sites;
import dev.parley.sitemodel.SiteModels;
import dev.parley.web.FrontDoor;
import dev.parley.web.HttpMetrics;
import dev.parley.web.WebServer;
import dev.parley.webhook.WebhookModule;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.MicrometerMetricsFactory;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Starts a service: opens its modules in the order of their dependencies. */
final class Opening {
  private final Config config;
  private final Clock clock;
  private final RandomGenerator chance;
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
   * @param chance draws what is drawn at random
   * @param shutdown closes everything that has been opened
   */
  Opening(Config config, Clock clock, RandomGenerator chance, Shutdown shutdown)
      throws IOException, InterruptedException {
    this.config = config;
    this.clock = clock;
    this.chance = chance;
    this.shutdown = shutdown;
    this.databaseUrl = databaseUrl();
    this.vertx = vertx();
    shutdown.openedAsync(vertx::close);
    this.opinions = ScreeningModule.Opinions.of(vertx, config.secondOpinion());
    shutdown.opened(opinions);
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
    new BlindCheckExpiry(database, clock).start(vertx);
    new Pruning(database, sites, clock, registry).start(vertx);
    Optional<MailModule> mail =
        config
            .mail()
            .map(
                server ->
                    new MailModule(vertx, database, sites, moderators, clock, secret, server));
    mail.ifPresent(module -> shutdown.openedAsync(module::close));
    SafeClient client =
        new SafeClient(vertx, Resolver.ofSystem(vertx), new PublicNetworks(config.allowPrivate()));
    WebhookModule webhooks = new WebhookModule(database, sites, client, clock);
    Bans bans = new Bans(database, clock);
    ScreeningModule screening =
        ScreeningModule.of(platform, opinions, new ScreeningMetrics(registry));
    gauges();
    Receiver receiver =
        Receiver.all(
            new ActCounter(registry),
            new ArchiveLearner(screening.siteModels()),
            webhooks.receiver());
    Receiver told = mail.map(module -> Receiver.all(receiver, module.receiver())).orElse(receiver);
    new Outbox(database, told).start(vertx);
    ModerationModule moderation =
        new ModerationModule(platform, screening, moderators, bans, secret);
    ProgramModule programs = new ProgramModule(platform, screening, moderation.access());
    shutdown.openedAsync(programs::close);
    ReadingModule reading = new ReadingModule(platform);
    PostingModule posting =
        new PostingModule(
            new Neighbours(
                sites,
                platform.keys(),
                database,
                reading.threads(),
                bans,
                screening.comments(),
                platform.announcer()),
            clock,
            secret,
            config.limits(),
            platform.addresses(),
            chance);
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
                  moderation.mountFirst(router);
                },
                router -> {
                  PostingRoutes routes = posting.routes();
                  routes.mount(router);
                  reading.mount(router, routes);
                  moderation.mount(router);
                  moderation.mountRights(router, routes);
                  webhooks.routes(moderation.access()).mount(router);
                  new EmbedCheckRoutes(moderation.access(), sites, client, vertx).mount(router);
                  new ReaderMailRoutes(database, sites, secret, clock).mount(router);
                  new FrontDoor(config.demo()).mount(router);
                }));
    shutdown.openedAsync(server::close);
    shutdown.opened(moderation);
    shutdown.opened(reading);
    RestoreWatch restores = new RestoreWatch(database);
    return restores
        .start(vertx)
        .compose(watching -> platform.bus().start())
        .compose(listening -> server.listen())
        .map(
            port ->
                new Service(
                    config,
                    shutdown,
                    databaseUrl,
                    sites,
                    screening.siteModels(),
                    server,
                    port,
                    restores))
        .onSuccess(service -> webhooks.start(vertx, address(service)))
        .onSuccess(service -> mail.ifPresent(module -> module.start(address(service), registry)));
  }

  /** What waits, where, and since when. */
  private void gauges() {
    DatabaseGauges gauges = new DatabaseGauges(vertx, database, registry);
    gauges.watch("parley.queue", QueueFigures.SELECT, "site", "queue");
    gauges.watch("parley.outbox", Outbox.FIGURES);
    gauges.watch("parley.webhook", WebhookModule.FIGURES);
    gauges.watch("parley.imports", Imports.FIGURES);
    gauges.watch("parley.drift", DriftWatch.FIGURES, "site", "what", "language");
    gauges.watch("parley.model", SiteModels.FIGURES, "site", "version", "mode");
  }

  /** Where people reach this service. */
  private String address(Service service) {
    return config.http().publicUrl().map(String::valueOf).orElseGet(service::url);
  }
}
