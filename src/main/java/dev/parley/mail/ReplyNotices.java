package dev.parley.mail;

import dev.parley.database.Ids;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Readers told of replies, once each: a reply that is taken away and approved again is not told of
 * again, which its row knows for longer than it could still be told.
 */
final class ReplyNotices {
  /** A reply that waited longer for its approval is no news. */
  static final Duration LATEST = Duration.ofDays(30);

  /** When mail that comes once a day is sent, after midnight UTC. */
  private static final Duration MORNING = Duration.ofHours(6);

  /** Replies that were approved before their reader confirmed the address. */
  static final String MISSED =
      """
      select reply.id, reply.parent_id, reply.author_id, author.email
      from subscription
      join comment on comment.site_id = $1 and comment.id = subscription.comment_id
      join comment reply on reply.site_id = $1 and reply.root_id = comment.root_id
        and reply.parent_id = comment.id and reply.shown > 0 and reply.status = 1
      left join author on author.site_id = $1 and author.id = reply.author_id
      where subscription.site_id = $1 and subscriber_id = $2 and subscription.state = 'active'
        and reply.created_at > $3 and octet_length(reply.token_hash) > 0
      order by reply.id limit 50
      """;

  /** Who wants to know of the reply $2, to the comment $3, by the author $4 with the address $5. */
  static final String WANTED =
      """
      select subscriber.id, pace from subscription
      join comment on comment.site_id = $1 and comment.id = $3
      join subscriber on subscriber.site_id = $1 and subscriber.id = subscriber_id
      where subscription.site_id = $1 and subscription.comment_id = $3
        and subscription.state = 'active' and confirmed_at is not null
        and pace in ('immediate', 'daily') and comment.status = 1 and comment.author_id <> $4
        and subscriber.email is distinct from $5
        and not exists (select from notice where notice.site_id = $1
          and notice.subscriber_id = subscriber.id and notice.comment_id = $2)
      """;

  private static final String NOTE =
      """
      with message as (
        insert into mail (site_id, id, kind, recipient, key, due_at, expires_at)
        values ($1, $2, $3, $4, $5, $6, $7)
        -- Those of one day share a message, whose id this brings.
        on conflict (site_id, recipient, key) do update set key = excluded.key
        returning id
      )
      insert into notice (site_id, subscriber_id, comment_id, mail_id)
      select $1, $4, $8, id from message
      on conflict do nothing
      """;

  private ReplyNotices() {}

  /**
   * Notes a reply for whoever wants to know of it, in a transaction.
   *
   * @param reply a row with the reply, its author and what it answers
   */
  static Future<Void> note(SqlConnection tx, int site, Row reply, Instant now) {
    UUID id = reply.getUUID("id");
    return tx.preparedQuery(WANTED)
        .execute(
            Tuple.of(
                site,
                id,
                reply.getUUID("parent_id"),
                reply.getUUID("author_id"),
                reply.getString("email")))
        .compose(
            rows ->
                rows.size() == 0
                    ? Future.succeededFuture()
                    : note(tx, site, id, rows.iterator().next(), now));
  }

  /** Notes what came while a reader had not confirmed their address. */
  static Future<Void> noteMissed(SqlConnection tx, int site, UUID subscriber, Instant now) {
    return tx.preparedQuery(MISSED)
        .execute(Tuple.of(site, subscriber, MailQueue.time(now.minus(LATEST))))
        .compose(
            rows -> {
              Future<Void> noted = Future.succeededFuture();
              for (Row reply : rows) {
                noted = noted.compose(before -> note(tx, site, reply, now));
              }
              return noted;
            });
  }

  private static Future<Void> note(
      SqlConnection tx, int site, UUID reply, Row subscriber, Instant now) {
    boolean daily = subscriber.getString("pace").equals("daily");
    Instant midnight = now.atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS).toInstant();
    Instant due = daily ? midnight.plus(Duration.ofDays(1)).plus(MORNING) : now;
    return tx.preparedQuery(NOTE)
        .execute(
            Tuple.of(
                    site,
                    Ids.next(),
                    MailKind.REPLIES.code(),
                    subscriber.getUUID("id"),
                    daily ? "day " + midnight : "reply " + reply,
                    MailQueue.time(due))
                .addValue(MailQueue.time(MailQueue.expiry(due)))
                .addValue(reply))
        .mapEmpty();
  }
}
