package dev.parley;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.parley.administration.AccountLedger;
import dev.parley.administration.ModelRoutes;
import dev.parley.administration.ModeratorRoutes;
import dev.parley.administration.SettingsRoutes;
import dev.parley.akismet.AkismetRoutes;
import dev.parley.akismet.CommentCheck;
import dev.parley.apikey.Keys;
import dev.parley.apikey.Teaching;
import dev.parley.apikey.Usage;
import dev.parley.ban.Bans;
import dev.parley.comment.Branches;
import dev.parley.comment.Threads;
import dev.parley.config.Config;
import dev.parley.database.Database;
import dev.parley.database.EmbeddedPostgres;
import dev.parley.database.Migrations;
import dev.parley.database.PlannerStatistics;
import dev.parley.database.Readiness;
import dev.parley.house.BaseModel;
import dev.parley.house.House;
import dev.parley.house.SiteScores;
import dev.parley.http.Bodies;
import dev.parley.http.ClientAddress;
import dev.parley.http.OwnOrigin;
import dev.parley.model.ModelUnavailable;
import dev.parley.model.Models;
import dev.parley.moderator.Moderators;
import dev.parley.moderator.SessionRoutes;
import dev.parley.moderator.SignInThrottle;
import dev.parley.outbox.ActCounter;
import dev.parley.outbox.Outbox;
import dev.parley.page.PageRoutes;
import dev.parley.perspective.Analysis;
import dev.parley.perspective.PerspectiveRoutes;
import dev.parley.posting.KeyExpiry;
import dev.parley.posting.PostingModule;
import dev.parley.posting.PostingRoutes;
import dev.parley.publish.Announcer;
import dev.parley.publish.BranchRoutes;
import dev.parley.publish.Bus;
import dev.parley.publish.Closings;
import dev.parley.publish.CountRoutes;
import dev.parley.publish.FeedRoutes;
import dev.parley.publish.LiveThreads;
import dev.parley.publish.OpenReaders;
import dev.parley.publish.PageCache;
import dev.parley.publish.ThreadRoutes;
import dev.parley.review.ArticleRoutes;
import dev.parley.review.BanRoutes;
import dev.parley.review.CaseEvents;
import dev.parley.review.ReviewRoutes;
import dev.parley.screening.Checks;
import dev.parley.screening.ReasonRoutes;
import dev.parley.screening.ScoreRoutes;
import dev.parley.screening.Screening;
import dev.parley.screening.SecondOpinions;
import dev.parley.screening.Work;
import dev.parley.site.Sites;
import dev.parley.web.FrontDoor;
import dev.parley.web.HttpMetrics;
import dev.parley.web.WebServer;
import dev.parley.web.WebServer.AtHand;
import dev.parley.web.WebServer.Features;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.WorkerExecutor;
import io.vertx.micrometer.MicrometerMetricsFactory;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The running service: everything opened and wired, in the order it depends on each other. */
public final class Service implements AutoCloseable {
  private final Config config;
  private final Clock clock;
  private final @Nullable EmbeddedPostgres postgres;
  private final Vertx vertx;
  private final PrometheusMeterRegistry registry;
  private final String databaseUrl;
  private final Database database;
  private final Sites sites;
  private final Moderators moderators;
  private @Nullable Bus bus;
  private final List<LiveThreads> live = new CopyOnWriteArrayList<>();
  private final List<CaseEvents> events = new CopyOnWriteArrayList<>();
  private @Nullable SecondOpinions opinions;
  private @Nullable SecondOpinions fast;
  private @Nullable House house;
  private @Nullable Usage usage;
  private @Nullable WebServer server;
  private int port;

  private Service(Config config, Clock clock) throws IOException, InterruptedException {
    this.config = config;
    this.clock = clock;
    this.postgres =
        config.database().url().isPresent()
            ? null
            : EmbeddedPostgres.start(config.database().dataDir());
    this.registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    this.vertx =
        Vertx.builder()
            .with(
                new VertxOptions()
                    .setEventLoopPoolSize(config.http().loops())
                    .setMetricsOptions(HttpMetrics.options()))
            .withMetrics(new MicrometerMetricsFactory(registry))
            .build();
    this.databaseUrl = postgres == null ? config.database().url().orElseThrow() : postgres.url();
    this.database = Database.open(vertx, databaseUrl, config.database().poolSize());
    this.sites = new Sites(database);
    this.moderators = new Moderators(database);
  }

  /** Starts the service. The caller closes it. */
  public static Service start(Config config, Clock clock) throws IOException, InterruptedException {
    Service service = new Service(config, clock);
    try {
      service.open().await(10, TimeUnit.MINUTES);
      return service;
    } catch (Exception failed) {
      service.close();
      throw new IOException("Parley could not start: " + failed.getMessage(), failed);
    }
  }

  private Future<Void> open() {
    FirstStart firstStart = new FirstStart(vertx, config, database, sites, moderators);
    return Readiness.await(database)
        .compose(ready -> new Migrations(database).apply())
        .compose(migrated -> firstStart.provide())
        .compose(ready -> firstStart.secret())
        .compose(this::serve);
  }

  private Future<Void> serve(byte[] secret) {
    ClientAddress addresses = new ClientAddress(config.http().trustedProxies());
    Bodies bodies = new Bodies(addresses);
    OwnOrigin own = new OwnOrigin(config.http().publicUrl());
    WorkerExecutor screeners =
        vertx.createSharedWorkerExecutor("screening", config.screeningThreads());
    // Each hash takes 19 MiB: two at a time are enough, and bounded.
    WorkerExecutor hashing = vertx.createSharedWorkerExecutor("hashing", 2);
    // Texts scored sentence by sentence: readers who post do not wait behind them.
    WorkerExecutor patient = vertx.createSharedWorkerExecutor("programs", 1);
    Bus messages = new Bus(vertx, database);
    bus = messages;
    Announcer announcer = new Announcer(messages);
    Threads threads = new Threads(database);
    PageCache cache = new PageCache(database, messages, Ticker.systemTicker());
    OpenReaders readers = new OpenReaders();
    new PlannerStatistics(database).start(vertx);
    new KeyExpiry(database, clock).start(vertx);
    new Closings(database, announcer).start(vertx);
    new Outbox(database, new ActCounter(registry)).start(vertx);
    Bans bans = new Bans(database, clock);
    SecondOpinions secondOpinions =
        SecondOpinions.of(
            SecondOpinions.When.valueOf(config.secondOpinion().when().toUpperCase(Locale.ROOT)),
            config.secondOpinion().threads(),
            config.secondOpinion().budget());
    opinions = secondOpinions;
    Optional<House> learning = house(messages, announcer, secondOpinions);
    house = learning.orElse(null);
    Checks checks = Checks.shipped(secondOpinions, learning.map(SiteScores.class::cast));
    Screening screening = checks.ofComments(Work.on(screeners));
    Screening texts = checks.ofTexts(Work.on(screeners));
    SecondOpinions none = SecondOpinions.never();
    fast = none;
    Screening sentences =
        Checks.shipped(none, learning.map(SiteScores.class::cast)).ofTexts(Work.on(patient));
    SignInThrottle throttle = new SignInThrottle(config.limits().enabled(), addresses, secret);
    SessionRoutes sessions =
        new SessionRoutes(
            database, moderators, sites, config, hashing, throttle, new AccountLedger(), clock);
    Keys keys = new Keys(sessions.access(), sites, config.limits().enabled());
    Usage counting = new Usage(database, clock);
    usage = counting;
    Teaching teaching = new Teaching(learning.map(House::labels), clock);
    PostingModule postings =
        new PostingModule(
            sites,
            database,
            threads,
            bans,
            screening,
            announcer,
            clock,
            secret,
            config.limits(),
            addresses);
    ThreadRoutes reading = new ThreadRoutes(vertx, sites, threads, cache);
    WebServer web =
        new WebServer(
            vertx,
            config.http(),
            bodies,
            sites,
            database,
            registry,
            new Features(
                request ->
                    reading.kept(request).map(kept -> new AtHand(kept.site(), kept.page()::send)),
                router -> {
                  reading.mount(router);
                  new BranchRoutes(vertx, sites, new Branches(database), cache).mount(router);
                  LiveThreads liveThreads =
                      new LiveThreads(vertx, sites, threads, messages, addresses, readers);
                  live.add(liveThreads);
                  liveThreads.mount(router);
                  new AkismetRoutes(
                          keys, new CommentCheck(screening, clock), teaching, counting, bodies)
                      .mount(router);
                  new PerspectiveRoutes(
                          keys, new Analysis(texts, sentences, clock), teaching, bodies)
                      .mount(router);
                },
                router -> {
                  PostingRoutes posting = postings.routes();
                  posting.mount(router);
                  new PageRoutes(vertx, cache, sites, threads, posting, addresses, clock, own)
                      .mount(router);
                  new CountRoutes(sites, database, cache).mount(router);
                  new FeedRoutes(vertx, sites, database, cache, own).mount(router);
                  sessions.mount(router);
                  CaseEvents caseEvents = new CaseEvents(vertx, messages, clock);
                  events.add(caseEvents);
                  new ReviewRoutes(sessions.access(), database, announcer, caseEvents, clock)
                      .mount(router);
                  new ScoreRoutes(sessions.access(), texts, clock).mount(router);
                  new ReasonRoutes(sessions.access()).mount(router);
                  new BanRoutes(sessions.access(), bans, database, announcer, clock).mount(router);
                  new SettingsRoutes(sites, sessions.access(), database).mount(router);
                  new ModeratorRoutes(sites, sessions.access(), moderators, hashing, database)
                      .mount(router);
                  new ArticleRoutes(sessions.access(), database, announcer, clock).mount(router);
                  new ModelRoutes(sessions.access(), learning).mount(router);
                  new FrontDoor(config.demo()).mount(router);
                }));
    server = web;
    return messages
        .start()
        .compose(listening -> web.listen())
        .map(
            listening -> {
              port = listening;
              return null;
            });
  }

  /** Without the shipped models there is nothing a site could add to. */
  private Optional<House> house(Bus messages, Announcer announcer, SecondOpinions opinions) {
    try {
      Models models = Models.shipped();
      BaseModel shipped =
          (reading, features, language) -> opinions.scores(models, reading, features, language);
      return Optional.of(
          new House(
              vertx, database, opinions.version(models), shipped, messages, announcer, clock));
    } catch (ModelUnavailable toldByTheChecks) {
      return Optional.empty();
    }
  }

  /** Its sites. */
  public Sites sites() {
    return sites;
  }

  /** What the sites have learnt; absent without the shipped models. */
  public Optional<House> house() {
    return Optional.ofNullable(house);
  }

  /** The PostgreSQL it stands on, so that another node can share it. */
  public String databaseUrl() {
    return databaseUrl;
  }

  /** The port it listens on. */
  public int port() {
    return port;
  }

  /** How many event loops answer requests. */
  public int loops() {
    return server == null ? 0 : server.loops();
  }

  /** Every route it answers, as {@code GET /path/:parameter}. */
  public List<String> routes() {
    return server == null ? List.of() : server.routes();
  }

  /** Where it answers. */
  public String url() {
    return "http://" + config.http().host() + ":" + port;
  }

  /** Stops: nobody new comes in, those inside finish, then the store is closed. */
  @Override
  public void close() {
    try {
      live.forEach(LiveThreads::close);
      events.forEach(CaseEvents::close);
      Future<Void> done = server == null ? Future.succeededFuture() : server.close();
      Bus messages = bus;
      Usage counted = usage;
      done.otherwiseEmpty()
          .compose(closed -> counted == null ? Future.succeededFuture() : counted.close())
          .otherwiseEmpty()
          .compose(closed -> messages == null ? Future.succeededFuture() : messages.close())
          .otherwiseEmpty()
          .compose(closed -> database.close())
          .otherwiseEmpty()
          .toCompletionStage()
          .toCompletableFuture()
          .get(20, TimeUnit.SECONDS);
      // Not in the chain above: it would be told the end by the event loop that has ended.
      vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    } catch (Exception failed) {
      System.err.println("Parley did not stop cleanly: " + failed);
    } finally {
      if (opinions != null) {
        opinions.close();
      }
      if (fast != null) {
        fast.close();
      }
      closePostgres();
    }
  }

  private void closePostgres() {
    try {
      if (postgres != null) {
        postgres.close();
      }
    } catch (IOException failed) {
      System.err.println("The embedded PostgreSQL did not stop cleanly: " + failed);
    }
  }
}
