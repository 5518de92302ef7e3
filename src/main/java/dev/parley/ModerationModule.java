package dev.parley;

import dev.parley.administration.AccountLedger;
import dev.parley.administration.ModelRoutes;
import dev.parley.administration.ModeratorRoutes;
import dev.parley.administration.SettingsRoutes;
import dev.parley.ban.BannedComments;
import dev.parley.ban.Bans;
import dev.parley.moderator.Access;
import dev.parley.moderator.Moderators;
import dev.parley.moderator.SessionRoutes;
import dev.parley.moderator.SignInThrottle;
import dev.parley.review.ArticleRoutes;
import dev.parley.review.BanRoutes;
import dev.parley.review.CaseEvents;
import dev.parley.review.ReviewRoutes;
import dev.parley.screening.ReasonRoutes;
import dev.parley.screening.ScoreRoutes;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Everything served to moderators and administrators, and their sign-ins. */
final class ModerationModule implements AutoCloseable {
  private final Platform platform;
  private final ScreeningModule screening;
  private final Moderators moderators;
  private final Bans bans;
  private final WorkerExecutor hashing;
  private final SessionRoutes sessions;

  /** The routes of each event loop. */
  private final List<CaseEvents> events = new CopyOnWriteArrayList<>();

  ModerationModule(
      Platform platform,
      ScreeningModule screening,
      Moderators moderators,
      Bans bans,
      byte[] secret) {
    this.platform = platform;
    this.screening = screening;
    this.moderators = moderators;
    this.bans = bans;
    // Each hash takes 19 MiB, so two at a time must do.
    this.hashing = platform.vertx().createSharedWorkerExecutor("hashing", 2);
    this.sessions =
        new SessionRoutes(
            platform.database(),
            moderators,
            platform.sites(),
            platform.config(),
            hashing,
            new SignInThrottle(platform.config().limits().enabled(), platform.addresses(), secret),
            new AccountLedger(),
            platform.clock());
  }

  Access access() {
    return sessions.access();
  }

  void mount(Router router) {
    sessions.mount(router);
    mountReview(router);
    new ScoreRoutes(access(), screening.texts(), platform.clock()).mount(router);
    new ReasonRoutes(access()).mount(router);
    new SettingsRoutes(platform.sites(), access(), platform.database()).mount(router);
    new ModeratorRoutes(platform.sites(), access(), moderators, hashing, platform.database())
        .mount(router);
    new ModelRoutes(access(), screening.siteModels()).mount(router);
  }

  private void mountReview(Router router) {
    CaseEvents streams = new CaseEvents(platform.vertx(), platform.bus(), platform.clock());
    events.add(streams);
    new ReviewRoutes(
            access(),
            platform.database(),
            platform.vertx(),
            platform.announcer(),
            streams,
            platform.clock())
        .mount(router);
    new BanRoutes(
            access(),
            bans,
            new BannedComments(platform.database(), platform.vertx(), platform.clock()),
            platform.database(),
            platform.announcer(),
            platform.clock())
        .mount(router);
    new ArticleRoutes(access(), platform.database(), platform.announcer(), platform.clock())
        .mount(router);
  }

  /** Disconnects the clients that follow the events. */
  @Override
  public void close() {
    events.forEach(CaseEvents::close);
  }
}
