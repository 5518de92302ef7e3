package dev.parley.webhook;

import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import dev.parley.webhook.Delivery.Outcome;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Events on their way to webhooks. One node at a time has a delivery: taking it moves its time on,
 * and whatever becomes of the node, it is taken again then.
 */
final class DeliveryStore {
  /** Longer than an attempt may take. */
  private static final Duration LEASE = Duration.ofSeconds(60);

  private static final int BATCH = 10;
  private static final int OLD_AT_ONCE = 1_000;

  /** A comment's event waits while an earlier one of the same comment has not arrived. */
  private static final String TAKE =
      """
      update webhook_delivery set due_at = $3, attempts = least(attempts + 1, 32767),
        first_at = coalesce(first_at, $2), last_at = $2, response = null, answer = null, took_ms = null
      where ctid = any(array(
        select ctid from webhook_delivery waiting
        where webhook_id = $1 and status = 0 and due_at <= $2 and not exists (
          select from webhook_delivery earlier
          where earlier.webhook_id = $1 and earlier.status = 0
            and earlier.comment_id = waiting.comment_id
            and (earlier.act_id, earlier.place) < (waiting.act_id, waiting.place))
        order by due_at, act_id, place limit $4 for update skip locked))
      returning id, act_id, type, comment_id, happened_at, attempts, first_at
      """;

  private final Database database;

  DeliveryStore(Database database) {
    this.database = database;
  }

  /** Takes some of what is due for a webhook; a comment's next event only. */
  Future<List<Delivery>> take(Webhook webhook, Instant now) {
    return database
        .pool()
        .preparedQuery(TAKE)
        .execute(
            Tuple.of(
                webhook.id(), DeliveryQueue.utc(now), DeliveryQueue.utc(now.plus(LEASE)), BATCH))
        .map(rows -> rows.stream().map(DeliveryStore::delivery).toList());
  }

  private static Delivery delivery(Row row) {
    return new Delivery(
        row.getUUID("id"),
        row.getUUID("act_id"),
        row.getString("type"),
        Optional.ofNullable(row.getUUID("comment_id")),
        row.getOffsetDateTime("happened_at").toInstant(),
        row.getShort("attempts"),
        row.getOffsetDateTime("first_at").toInstant());
  }

  /** It has arrived, and so its webhook works. */
  Future<Void> delivered(Webhook webhook, Delivery delivery, Outcome outcome) {
    return database
        .pool()
        .preparedQuery(
            """
            with working as (
              update webhook set failing_since = null
              where id = $1 and failing_since is not null
            )
            update webhook_delivery set status = 1, response = $3, answer = $4, took_ms = $5
            where webhook_id = $1 and id = $2
            """)
        .execute(outcome(webhook, delivery, outcome))
        .mapEmpty();
  }

  /**
   * It has not arrived, and neither will what comes after it for the same comment.
   *
   * @param next when to try again; empty when it is given up
   */
  Future<Void> failed(
      Webhook webhook, Delivery delivery, Outcome outcome, Optional<Instant> next, Instant now) {
    return database
        .pool()
        .preparedQuery(
            """
            with failing as (
              update webhook set failing_since = $6 where id = $1 and failing_since is null
            ), later as (
              update webhook_delivery set due_at = $7
              where webhook_id = $1 and status = 0 and comment_id = $8 and id <> $2
                and due_at < $7
            )
            update webhook_delivery
            set status = case when $7::timestamptz is null then 2 else 0 end,
              due_at = coalesce($7, due_at), response = $3, answer = $4, took_ms = $5
            where webhook_id = $1 and id = $2
            """)
        .execute(
            outcome(webhook, delivery, outcome)
                .addValue(DeliveryQueue.utc(now))
                .addValue(next.map(DeliveryQueue::utc).orElse(null))
                .addValue(delivery.comment().orElse(null)))
        .mapEmpty();
  }

  private static Tuple outcome(Webhook webhook, Delivery delivery, Outcome outcome) {
    return Tuple.of(
        webhook.id(),
        delivery.id(),
        outcome.response().map(Integer::shortValue).orElse(null),
        outcome.answer(),
        (int) outcome.tookMillis());
  }

  /** Switches a webhook off; what waits is kept until it is on again. */
  Future<Void> off(Webhook webhook, String reason, Instant now) {
    return database
        .pool()
        .preparedQuery(
            "update webhook set off_since = $2, off_reason = $3 where id = $1 and off_since is null")
        .execute(Tuple.of(webhook.id(), DeliveryQueue.utc(now), reason))
        .mapEmpty();
  }

  /** Queues a message that tells of nothing. */
  Future<UUID> test(Webhook webhook, Instant now) {
    UUID id = Ids.next();
    return database
        .pool()
        .preparedQuery(
            """
            insert into webhook_delivery (webhook_id, id, site_id, act_id, type, place, happened_at,
              due_at, created_at)
            values ($1, $2, $3, $2, $4, 0, $5, $5, $5)
            """)
        .execute(
            Tuple.of(webhook.id(), id, webhook.siteId(), WebhookEvent.TEST, DeliveryQueue.utc(now)))
        .map(id);
  }

  /** Sends something once more, as if it never had been; under the same id. */
  Future<Void> replay(Webhook webhook, UUID id, Instant now) {
    return database
        .pool()
        .preparedQuery(
            """
            update webhook_delivery set status = 0, due_at = $3, attempts = 0, first_at = null
            where webhook_id = $1 and id = $2
            """)
        .execute(Tuple.of(webhook.id(), id, DeliveryQueue.utc(now)))
        .map(
            updated -> {
              if (updated.rowCount() == 0) {
                throw new Refusal(Problem.NOT_FOUND, "There is no such delivery");
              }
              return null;
            });
  }

  /** What a webhook was told, the latest first. */
  Future<List<Row>> latest(Webhook webhook, int limit, Optional<UUID> before) {
    return database
        .pool()
        .preparedQuery(
            """
            select id, type, comment_id, happened_at, status, due_at, last_at, attempts, response,
              answer, took_ms
            from webhook_delivery where webhook_id = $1 and id < $2
            order by id desc limit $3
            """)
        .execute(Tuple.of(webhook.id(), before.orElse(Ids.LAST), limit))
        .map(rows -> rows.stream().toList());
  }

  /** Forgets what was queued before a moment. */
  Future<Void> forget(Instant before) {
    return database
        .pool()
        .preparedQuery(
            """
            delete from webhook_delivery where ctid = any(array(
              select ctid from webhook_delivery where created_at < $1
              order by created_at limit $2 for update skip locked))
            """)
        .execute(Tuple.of(DeliveryQueue.utc(before), OLD_AT_ONCE))
        .compose(gone -> gone.rowCount() < OLD_AT_ONCE ? Future.succeededFuture() : forget(before));
  }
}
