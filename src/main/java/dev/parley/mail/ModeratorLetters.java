package dev.parley.mail;

import dev.parley.comment.Action;
import dev.parley.comment.Waiting;
import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.moderator.Moderator;
import dev.parley.moderator.Moderators;
import dev.parley.site.Site;
import dev.parley.smtp.Message;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Writes the messages to moderators, in English as their console is, when they are sent. */
final class ModeratorLetters {
  /** How long a comment can be decided on by a link. */
  private static final Duration DECIDABLE = Duration.ofDays(3);

  private static final int SHOWN = 5;
  private static final int COUNTED = 10_000;

  static final String OLDEST =
      """
      select id, version, author_name, body, html, created_at from comment
      where site_id = $1 and %s and id >= $3 and octet_length(token_hash) > 0
      order by id limit $2
      """
          .formatted(Waiting.CONDITION);

  private static final String COUNT =
      """
      select count(*)::int as n from (
        select 1 from comment where site_id = $1 and %s and id >= $3
          and octet_length(token_hash) > 0 limit $2) counted
      """
          .formatted(Waiting.CONDITION);

  private final Database database;
  private final Moderators moderators;
  private final MailLinks links;
  private final String domain;
  private final Clock clock;

  /**
   * @param domain in which messages have their ids
   */
  ModeratorLetters(
      Database database, Moderators moderators, MailLinks links, String domain, Clock clock) {
    this.database = database;
    this.moderators = moderators;
    this.links = links;
    this.domain = domain;
    this.clock = clock;
  }

  /** The message; empty when nothing waits any more, or its recipient moderates here no longer. */
  Future<Optional<Message>> write(QueuedMail mail, Site site) {
    return moderators
        .withId(mail.recipient())
        .map(known -> known.filter(moderator -> moderator.moderates(site.id())))
        .compose(
            moderator ->
                moderator.isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : mail.kind() == MailKind.THREAT
                        ? threat(mail, site, moderator.get())
                        : waiting(mail, site, moderator.get()));
  }

  private Future<Optional<Message>> waiting(QueuedMail mail, Site site, Moderator to) {
    UUID recent = Ids.earliest(clock.instant().minus(ModeratorNotices.LATEST));
    Future<RowSet<Row>> count =
        database.pool().preparedQuery(COUNT).execute(Tuple.of(site.id(), COUNTED, recent));
    Future<RowSet<Row>> oldest =
        database.pool().preparedQuery(OLDEST).execute(Tuple.of(site.id(), SHOWN, recent));
    return Future.all(count, oldest)
        .map(
            done ->
                oldest.result().size() == 0
                    ? Optional.empty()
                    : Optional.of(
                        waiting(
                            mail,
                            site,
                            to,
                            count.result().iterator().next().getInteger("n"),
                            oldest.result())));
  }

  private Message waiting(QueuedMail mail, Site site, Moderator to, int count, RowSet<Row> oldest) {
    Instant first = oldest.iterator().next().getOffsetDateTime("created_at").toInstant();
    String subject =
        (count == 1 ? "1 comment waits" : String.format(Locale.ROOT, "%,d comments wait", count))
            + " on "
            + site.name()
            + ", the oldest for "
            + span(Duration.between(first, clock.instant()));
    Letter letter = new Letter(site, "en", "ltr").paragraph(subject + ".");
    oldest.forEach(comment -> add(letter, site, to, comment));
    letter.button("Open the queue", links.console(site));
    return message(mail, site, to, subject, letter);
  }

  /** How long, in the largest unit that fits. */
  static String span(Duration time) {
    long minutes = Math.max(1, time.toMinutes());
    return minutes < 60
        ? counted(minutes, "minute")
        : minutes < 48 * 60 ? counted(minutes / 60, "hour") : counted(minutes / 1_440, "day");
  }

  private static String counted(long n, String unit) {
    return n + " " + unit + (n == 1 ? "" : "s");
  }

  private Future<Optional<Message>> threat(QueuedMail mail, Site site, Moderator to) {
    UUID comment = UUID.fromString(mail.key().substring("threat ".length()));
    return database
        .pool()
        .preparedQuery(
            """
            select id, version, author_name, body, html, created_at from comment
            where site_id = $1 and id = $2 and status = 0
            """)
        .execute(Tuple.of(site.id(), comment))
        .map(
            rows ->
                rows.stream()
                    .findFirst()
                    .map(
                        held -> {
                          Letter letter =
                              new Letter(site, "en", "ltr")
                                  .paragraph(
                                      "This comment was held because it may be a threat. Nobody"
                                          + " else sees it.");
                          add(letter, site, to, held);
                          return message(
                              mail,
                              site,
                              to,
                              "A possible threat was held on " + site.name(),
                              letter);
                        }));
  }

  private void add(Letter letter, Site site, Moderator to, Row comment) {
    UUID id = comment.getUUID("id");
    int version = comment.getInteger("version");
    Instant until = clock.instant().plus(DECIDABLE);
    letter
        .paragraph(comment.getString("author_name") + " wrote:")
        .quote(comment.getString("body"), comment.getString("html"))
        .links(
            "Approve",
            links.decide(site.id(), id, version, to.id(), Action.APPROVE, until),
            "Reject",
            links.decide(site.id(), id, version, to.id(), Action.REJECT, until),
            "Open in the console",
            links.inConsole(site, id));
  }

  private Message message(QueuedMail mail, Site site, Moderator to, String subject, Letter letter) {
    String quiet = links.quiet(site.id(), to.id());
    letter
        .small("You get this mail because you moderate " + site.name() + ".", null)
        .small("Stop mail about this site", quiet);
    return new Message(
        to.email(),
        mail.id() + "@" + domain,
        Optional.empty(),
        Optional.of(quiet),
        site.name(),
        subject,
        letter.signed().text(),
        letter.html(),
        clock.instant());
  }
}
