package dev.parley.mail;

import dev.parley.config.MailServer;
import dev.parley.database.Database;
import dev.parley.loop.Regularly;
import dev.parley.moderator.Moderators;
import dev.parley.outbox.Receiver;
import dev.parley.site.Site;
import dev.parley.site.Sites;
import dev.parley.smtp.MailSender;
import dev.parley.smtp.Message;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Mail as a whole, where a mail server is configured. */
public final class MailModule {
  private static final Duration PRUNED_EVERY = Duration.ofHours(1);
  private static final Duration WAITING_EVERY = Duration.ofSeconds(10);

  private final Vertx vertx;
  private final Database database;
  private final Sites sites;
  private final Moderators moderators;
  private final Clock clock;
  private final byte[] secret;
  private final LinkToken tokens;
  private final Subscriptions subscriptions;
  private final ModeratorNotices notices;
  private final MailQueue queue;
  private final StoppedAddresses stopped;
  private final MailSender sender;
  private final List<Runnable> running = new ArrayList<>();

  /** What was overdue when it was last looked at. */
  private volatile MailQueue.Backlog backlog = new MailQueue.Backlog(0, Duration.ZERO);

  public MailModule(
      Vertx vertx,
      Database database,
      Sites sites,
      Moderators moderators,
      Clock clock,
      byte[] secret,
      MailServer server) {
    this.vertx = vertx;
    this.database = database;
    this.sites = sites;
    this.moderators = moderators;
    this.clock = clock;
    this.secret = secret.clone();
    this.tokens = new LinkToken(secret);
    this.subscriptions = new Subscriptions(clock);
    this.notices = new ModeratorNotices(database, clock);
    this.queue = new MailQueue(database, clock);
    this.stopped = new StoppedAddresses(database, clock, secret);
    this.sender = new MailSender(vertx, server);
  }

  /** Hears what happens. */
  public Receiver receiver() {
    return new MailReceiver(database, subscriptions, notices, clock);
  }

  /**
   * Begins to send.
   *
   * @param base the address of this service, which links lead to
   */
  public void start(String base, MeterRegistry registry) {
    watch(registry);
    MailLinks links = new MailLinks(tokens, base);
    ReaderLetters toReaders = new ReaderLetters(database, links, sender.domain(), clock);
    OutcomeLetters outcomes = new OutcomeLetters(database, links, sender.domain(), clock);
    ModeratorLetters toModerators =
        new ModeratorLetters(database, moderators, links, sender.domain(), clock);
    InvitationLetters invitations =
        new InvitationLetters(database, secret, base, sender.domain(), clock);
    running.add(
        Regularly.every(vertx, WAITING_EVERY, "Moderators are told later", notices::tellOfWaiting));
    running.add(
        new Mailing(
                queue,
                stopped,
                sites,
                (mail, site) -> write(mail, site, toReaders, outcomes, toModerators, invitations),
                sender,
                registry)
            .start(vertx));
    running.add(
        Regularly.every(
            vertx,
            PRUNED_EVERY,
            "Old mail is forgotten later",
            () -> queue.prune().compose(pruned -> subscriptions.prune(database.pool()))));
  }

  private void watch(MeterRegistry registry) {
    registry.gauge("parley.mail.queue", this, module -> module.backlog.messages());
    registry.gauge(
        "parley.mail.oldest.seconds", this, module -> module.backlog.oldest().toSeconds());
    running.add(
        Regularly.every(
            vertx,
            WAITING_EVERY,
            "The queue of mail is counted later",
            () -> queue.backlog().onSuccess(seen -> backlog = seen)));
  }

  private static Future<Optional<Message>> write(
      QueuedMail mail,
      Site site,
      ReaderLetters toReaders,
      OutcomeLetters outcomes,
      ModeratorLetters toModerators,
      InvitationLetters invitations) {
    return switch (mail.kind()) {
      case CONFIRMATION, REPLIES -> toReaders.write(mail, site);
      case APPEAL, NOTICE -> outcomes.write(mail, site);
      case WAITING, THREAT -> toModerators.write(mail, site);
      case INVITATION -> invitations.write(mail, site);
    };
  }

  /** Stops sending; what is queued stays so. */
  public Future<Void> close() {
    running.forEach(Runnable::run);
    return sender.close();
  }
}
