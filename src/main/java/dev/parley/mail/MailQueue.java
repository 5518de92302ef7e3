package dev.parley.mail;

import dev.parley.database.Database;
import dev.parley.database.Ids;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Messages that are still to be sent. What one is about is queued once for each recipient, however
 * often the outbox tells of it.
 *
 * <p>A message is taken by one node at a time. If that node dies after the mail server has accepted
 * it and before that is written down, the message is sent again when its lease ends, with the same
 * {@code Message-ID}: it is never lost, and doubled only then. Safe for several threads.
 */
final class MailQueue {
  private static final Duration LEASE = Duration.ofMinutes(5);
  private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
  private static final Duration LONGEST_WAIT = Duration.ofHours(6);

  /** How long a message is tried from when it was first due. */
  private static final Duration PATIENCE = Duration.ofDays(3);

  /** How long the row of a message stays. Longer than {@link ReplyNotices#LATEST}. */
  private static final Duration KEPT = Duration.ofDays(60);

  private static final int MOST_PRUNED = 1_000;

  private static final String ADD =
      """
      insert into mail (site_id, id, kind, recipient, key, due_at, expires_at)
      values ($1, $2, $3, $4, $5, $6, $7)
      on conflict (site_id, recipient, key) do nothing
      """;

  static final String TAKE =
      """
      update mail set state = 'sending', due_at = $1::timestamptz + make_interval(secs => $2),
        attempts = least(attempts + 1, 32767)
      where ctid = any(array(
        select ctid from mail where state in ('queued', 'sending') and due_at <= $1
        order by due_at limit $3 for update skip locked))
      returning site_id, id, kind, recipient, key, attempts, expires_at
      """;

  static final String BACKLOG =
      """
      select count(*) as n, min(due_at) as oldest from mail
      where state in ('queued', 'sending') and due_at <= $1
      """;

  /** What became of a message. */
  enum State {
    /** The server has it. */
    SENT,
    /** There is no such address. */
    BOUNCED,
    /** Its recipient wants no mail, or has no address that can be reached. */
    STOPPED,
    /** The server never takes this message. */
    REFUSED,
    /** It could not be sent in three days. */
    EXPIRED,
    /** There was nothing to tell any more. */
    EMPTY;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How many messages wait, and for how long the first is overdue. */
  record Backlog(long messages, Duration oldest) {}

  private final Database database;
  private final Clock clock;

  MailQueue(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Queues a message in a transaction, unless it was queued before. */
  static Future<Void> add(
      SqlClient on, int site, MailKind kind, UUID recipient, String key, Instant due) {
    return on.preparedQuery(ADD)
        .execute(
            Tuple.of(site, Ids.next(), kind.code(), recipient, key, time(due), time(expiry(due))))
        .mapEmpty();
  }

  /** When a message that is due then is given up. */
  static Instant expiry(Instant due) {
    return due.plus(PATIENCE);
  }

  static OffsetDateTime time(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  /** Takes messages that are due. */
  Future<List<QueuedMail>> take(int most) {
    return database
        .pool()
        .preparedQuery(TAKE)
        .execute(Tuple.of(time(clock.instant()), (double) LEASE.toSeconds(), most))
        .map(rows -> rows.stream().map(MailQueue::mail).toList());
  }

  private static QueuedMail mail(Row row) {
    return new QueuedMail(
        row.getInteger("site_id"),
        row.getUUID("id"),
        MailKind.ofCode(row.getString("kind")),
        row.getUUID("recipient"),
        row.getString("key"),
        row.getShort("attempts"),
        row.getOffsetDateTime("expires_at").toInstant());
  }

  /** Ends a message. */
  Future<Void> end(QueuedMail mail, State state, @Nullable String reply) {
    return database.retrying(
        () ->
            database
                .pool()
                .preparedQuery(
                    """
                    update mail set state = $3, done_at = $4, reply = $5
                    where site_id = $1 and id = $2 and state = 'sending'
                    """)
                .execute(
                    Tuple.of(mail.site(), mail.id(), state.code(), time(clock.instant()), reply))
                .mapEmpty());
  }

  /** Tries a message again later; answers whether there is a later. */
  Future<Boolean> postpone(QueuedMail mail, String reply) {
    Instant next = clock.instant().plus(waitAfter(mail.attempts()));
    if (next.isAfter(mail.expiresAt())) {
      return end(mail, State.EXPIRED, reply).map(false);
    }
    return database
        .retrying(
            () ->
                database
                    .pool()
                    .preparedQuery(
                        """
                        update mail set state = 'queued', due_at = $3, reply = $4
                        where site_id = $1 and id = $2 and state = 'sending'
                        """)
                    .execute(Tuple.of(mail.site(), mail.id(), time(next), reply)))
        .map(true);
  }

  /** Twice as long after each attempt. */
  static Duration waitAfter(int attempts) {
    Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(attempts - 1, 20));
    return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
  }

  /** How much is overdue. */
  Future<Backlog> backlog() {
    Instant now = clock.instant();
    return database
        .pool()
        .preparedQuery(BACKLOG)
        .execute(Tuple.of(time(now)))
        .map(rows -> rows.iterator().next())
        .map(
            row -> {
              OffsetDateTime oldest = row.getOffsetDateTime("oldest");
              return new Backlog(
                  row.getLong("n"),
                  oldest == null ? Duration.ZERO : Duration.between(oldest.toInstant(), now));
            });
  }

  /** Drops the rows of old messages, with their notices. */
  Future<Void> prune() {
    return database
        .pool()
        .preparedQuery(
            """
            with old as (
              delete from mail where ctid = any(array(
                select ctid from mail where done_at is not null and done_at < $1
                order by done_at limit $2))
              returning site_id, id
            )
            delete from notice using old
            where notice.site_id = old.site_id and notice.mail_id = old.id
            """)
        .execute(Tuple.of(time(clock.instant().minus(KEPT)), MOST_PRUNED))
        .mapEmpty();
  }
}
