package dev.parley;

import dev.parley.administration.AccountLedger;
import dev.parley.administration.ModelRoutes;
import dev.parley.administration.ModeratorRoutes;
import dev.parley.administration.SettingsRoutes;
import dev.parley.ban.BannedComments;
import dev.parley.ban.Bans;
import dev.parley.config.OpenIdConnect;
import dev.parley.exports.ExportRoutes;
import dev.parley.figures.DriftWatch;
import dev.parley.figures.ForecastRoutes;
import dev.parley.figures.InTurn;
import dev.parley.figures.StatsRoutes;
import dev.parley.figures.TransparencyRoutes;
import dev.parley.http.Downloads;
import dev.parley.imports.ImportRoutes;
import dev.parley.imports.Imports;
import dev.parley.mail.BounceRoutes;
import dev.parley.mail.InvitationLetters;
import dev.parley.mail.ModeratorMailRoutes;
import dev.parley.mail.NotificationRoutes;
import dev.parley.moderator.Access;
import dev.parley.moderator.Moderators;
import dev.parley.moderator.SessionRoutes;
import dev.parley.moderator.SignInThrottle;
import dev.parley.outgoing.PublicNetworks;
import dev.parley.outgoing.Resolver;
import dev.parley.outgoing.SafeClient;
import dev.parley.posting.PostingRoutes;
import dev.parley.remap.RemapRoutes;
import dev.parley.remap.Stragglers;
import dev.parley.review.ArticleList;
import dev.parley.review.ArticleRoutes;
import dev.parley.review.BanRoutes;
import dev.parley.review.CaseEvents;
import dev.parley.review.DecisionsByLink;
import dev.parley.review.PurgeRoutes;
import dev.parley.review.ReviewRoutes;
import dev.parley.rights.AccessRoutes;
import dev.parley.rights.Erasure;
import dev.parley.rights.ProvenAuthors;
import dev.parley.rights.RightsRoutes;
import dev.parley.screening.ReasonRoutes;
import dev.parley.screening.ScoreRoutes;
import dev.parley.signin.InvitationRoutes;
import dev.parley.signin.Oidc;
import dev.parley.signin.OidcRoutes;
import dev.parley.signin.SecondFactorRoutes;
import dev.parley.signin.SecondFactors;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Everything served to moderators and administrators, and their sign-ins. */
final class ModerationModule implements AutoCloseable {
  private final Platform platform;
  private final ScreeningModule screening;
  private final Moderators moderators;
  private final Bans bans;
  private final WorkerExecutor hashing;
  private final SecondFactors secondFactors;
  private final SessionRoutes sessions;
  private final Optional<Oidc> oidc;
  private final InvitationRoutes invitations;
  private final byte[] secret;

  private final Imports imports;
  private final InTurn figures;
  private final Downloads downloads = new Downloads();

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
    this.secret = secret.clone();
    // Each hash takes 19 MiB, so two at a time must do.
    this.hashing = platform.vertx().createSharedWorkerExecutor("hashing", 2);
    AccountLedger log = new AccountLedger();
    this.secondFactors =
        new SecondFactors(
            platform.database(),
            secret,
            platform.config().limits().enabled(),
            log,
            platform.clock());
    this.sessions =
        new SessionRoutes(
            platform.database(),
            moderators,
            platform.sites(),
            platform.config(),
            hashing,
            new SignInThrottle(platform.config().limits().enabled(), platform.addresses(), secret),
            log,
            secondFactors,
            platform.config().oidc().map(provider -> OidcRoutes.PATH),
            platform.clock());
    this.oidc = platform.config().oidc().map(this::oidc);
    this.invitations =
        new InvitationRoutes(
            platform.database(),
            secret,
            platform.clock(),
            sessions.access(),
            sessions.signedIn(),
            platform.sites(),
            platform.own(),
            hashing,
            platform.sendsMail()
                ? Optional.of(
                    (tx, site, id) ->
                        InvitationLetters.queue(tx, site, id, platform.clock().instant()))
                : Optional.empty());
    invitations.start(platform.vertx());
    this.imports =
        new Imports(platform.vertx(), platform.database(), platform.sites(), platform.announcer());
    this.figures = new InTurn(platform.database());
    new DriftWatch(platform.database(), platform.sites(), figures, platform.clock())
        .start(platform.vertx());
    new Stragglers(platform.database(), platform.announcer()).start(platform.vertx());
  }

  /** Comes before the reading of bodies, because an upload is larger than any other body. */
  void mountFirst(Router router) {
    new ImportRoutes(access(), imports).mountFirst(router);
  }

  Access access() {
    return sessions.access();
  }

  /** Beside the routes of the same loop by which authors are known. */
  void mountRights(Router router, PostingRoutes posting) {
    ProvenAuthors proven = new ProvenAuthors(platform.database(), posting);
    new AccessRoutes(access(), platform.sites(), proven, downloads, platform.database())
        .mount(router);
    new RightsRoutes(
            access(),
            platform.sites(),
            proven,
            new Erasure(
                platform.database(), platform.clock(), secret, platform.announcer()::announce),
            bans::changed)
        .mount(router);
  }

  void mount(Router router) {
    sessions.mount(router);
    new SecondFactorRoutes(secondFactors, access(), moderators, sessions.passwords(), serviceName())
        .mount(router);
    invitations.mount(router);
    new OidcRoutes(oidc, sessions.signedIn(), platform.own(), secret).mount(router);
    mountReview(router);
    new ScoreRoutes(access(), screening.texts(), platform.clock()).mount(router);
    new ReasonRoutes(access()).mount(router);
    new SettingsRoutes(platform.sites(), access(), platform.database()).mount(router);
    new ForecastRoutes(access(), figures, screening.replay(), screening.texts(), platform.clock())
        .mount(router);
    new StatsRoutes(access(), figures, platform.clock()).mount(router);
    new TransparencyRoutes(access(), figures, platform.clock()).mount(router);
    new ModeratorRoutes(platform.sites(), access(), moderators, hashing, platform.database())
        .mount(router);
    new ModelRoutes(access(), screening.siteModels()).mount(router);
    new ImportRoutes(access(), imports).mount(router);
    new ExportRoutes(access(), downloads, platform.database(), platform.clock()).mount(router);
    new NotificationRoutes(access(), platform.database(), platform.sendsMail()).mount(router);
    new BounceRoutes(access(), platform.database(), secret, platform.clock()).mount(router);
    new ModeratorMailRoutes(
            platform.database(),
            platform.sites(),
            moderators,
            new DecisionsByLink(platform.database(), platform.announcer(), platform.clock()),
            secret,
            platform.clock())
        .mount(router);
    new RemapRoutes(
            access(), platform.keys(), platform.vertx(), platform.database(), platform.announcer())
        .mount(router);
  }

  /** Whoever configures the service chooses the provider, which may be in a private network. */
  private Oidc oidc(OpenIdConnect config) {
    SafeClient client =
        new SafeClient(
            platform.vertx(),
            Resolver.ofSystem(platform.vertx()),
            new PublicNetworks(List.of("0.0.0.0/0", "::/0")));
    return new Oidc(
        config,
        platform.vertx(),
        client,
        platform.database(),
        moderators,
        hashing,
        moderator -> {
          access().forget(moderator);
          platform.sites().staffChanged();
        },
        platform.clock());
  }

  /** Two services of one person are told apart by their hosts. */
  private String serviceName() {
    return platform
        .config()
        .http()
        .publicUrl()
        .map(url -> "Parley " + url.getHost())
        .orElse("Parley");
  }

  private void mountReview(Router router) {
    CaseEvents streams = new CaseEvents(platform.vertx(), platform.bus(), platform.clock());
    events.add(streams);
    new ReviewRoutes(
            access(),
            platform.keys(),
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
    new PurgeRoutes(
            access(),
            bans,
            new BannedComments(platform.database(), platform.vertx(), platform.clock()),
            platform.database(),
            platform.vertx(),
            platform.announcer(),
            platform.clock())
        .mount(router);
    new ArticleList(access(), platform.database()).mount(router);
    new ArticleRoutes(
            access(), platform.keys(), platform.database(), platform.announcer(), platform.clock())
        .mount(router);
  }

  /** Disconnects the clients that follow the events. */
  @Override
  public void close() {
    events.forEach(CaseEvents::close);
    imports.close();
    downloads.close();
    figures.close();
  }
}
