package dev.parley.webhook;

import dev.parley.comment.Status;
import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.outbox.LoggedAct;
import dev.parley.outbox.Outbox;
import dev.parley.outbox.Receiver;
import dev.parley.webhook.WebhookEvent.Logged;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Turns acts into events and queues each for every webhook of the site that wants it. An act that
 * is told twice is queued once.
 */
final class DeliveryQueue implements Receiver {
  /** Earlier acts of the same comment that the outbox may still be about to tell. */
  private static final String ACTS_OF_COMMENT =
      """
      select id, action, comment_id, moderator_id is not null as by_moderator, from_status,
        to_status, created_at, from_status is null and exists (
          select from screening
          where screening.site_id = $1 and screening.comment_id = $2
            and signals @> '[{"reason": "BURST"}]') as burst
      from decision
      where site_id = $1 and comment_id = $2 and id <= $3 and created_at >= $4
      order by id
      """;

  private final Database database;
  private final WebhookStore webhooks;
  private final Clock clock;

  /** The webhooks of sites that are being asked for: acts told together ask once. */
  private final Map<Integer, Future<List<Webhook>>> asked = new ConcurrentHashMap<>();

  DeliveryQueue(Database database, WebhookStore webhooks, Clock clock) {
    this.database = database;
    this.webhooks = webhooks;
    this.clock = clock;
  }

  /** An event for a webhook. */
  private record Queued(UUID webhook, UUID act, WebhookEvent event, int place, Instant at) {}

  /** A row of the log, and when it was written. */
  private record Timed(Logged act, Instant at) {}

  @Override
  public Future<Void> tell(LoggedAct act) {
    return working(act.site())
        .compose(
            working ->
                working.isEmpty()
                    ? Future.succeededFuture()
                    : acts(act).compose(acts -> queue(act, events(act, acts, working))));
  }

  private Future<List<Webhook>> working(int site) {
    Future<List<Webhook>> answer = asked.computeIfAbsent(site, webhooks::working);
    return answer.onComplete(done -> asked.remove(site, answer));
  }

  /**
   * The act and those of its comment before it: the outbox may tell them later, when the act is
   * already under way, and a comment's events go out in their order.
   */
  private Future<List<Timed>> acts(LoggedAct act) {
    if (act.comment().isEmpty() || act.action().equals(Outbox.REPORT)) {
      return Future.succeededFuture(
          List.of(
              new Timed(
                  new Logged(
                      act.id(),
                      act.action(),
                      act.comment(),
                      false,
                      Optional.empty(),
                      Optional.empty(),
                      false),
                  act.at())));
    }
    return database
        .pool()
        .preparedQuery(ACTS_OF_COMMENT)
        .execute(
            Tuple.of(
                act.site(), act.comment().get(), act.id(), utc(act.at().minus(BackOff.PATIENCE))))
        .map(DeliveryQueue::read);
  }

  private static List<Timed> read(RowSet<Row> rows) {
    return rows.stream()
        .map(
            row ->
                new Timed(
                    new Logged(
                        row.getUUID("id"),
                        row.getString("action"),
                        Optional.of(row.getUUID("comment_id")),
                        row.getBoolean("by_moderator"),
                        Optional.ofNullable(row.getShort("from_status")).map(Status::ofNumber),
                        Optional.ofNullable(row.getShort("to_status")).map(Status::ofNumber),
                        row.getBoolean("burst")),
                    row.getOffsetDateTime("created_at").toInstant()))
        .toList();
  }

  private static List<Queued> events(LoggedAct told, List<Timed> acts, List<Webhook> working) {
    List<Queued> queued = new ArrayList<>();
    for (Timed timed : acts) {
      List<WebhookEvent> events = WebhookEvent.of(timed.act());
      for (Webhook webhook : working) {
        // What happened before there was the webhook is not its business.
        if (timed.act().id().equals(told.id()) || !timed.at().isBefore(webhook.createdAt())) {
          events.stream()
              .filter(webhook::wants)
              .map(
                  event ->
                      new Queued(
                          webhook.id(),
                          act(told.site(), event, timed),
                          event,
                          events.indexOf(event),
                          timed.at()))
              .forEach(queued::add);
        }
      }
    }
    return queued;
  }

  /** A raid is told of once an hour, however many comments it has. */
  private static UUID act(int site, WebhookEvent event, Timed timed) {
    return event == WebhookEvent.RAID_DETECTED ? Ids.raid(site, timed.at()) : timed.act().id();
  }

  private Future<Void> queue(LoggedAct told, List<Queued> events) {
    if (events.isEmpty()) {
      return Future.succeededFuture();
    }
    return database
        .pool()
        .preparedQuery(
            """
            insert into webhook_delivery (webhook_id, id, site_id, act_id, type, place, comment_id,
              happened_at, due_at, created_at)
            select event.webhook_id, event.id, $1, event.act_id, event.type, event.place, $2,
              event.at, $3, $3
            from unnest($4::uuid[], $5::uuid[], $6::uuid[], $7::text[], $8::smallint[],
              $9::timestamptz[]) as event(webhook_id, id, act_id, type, place, at)
            on conflict (webhook_id, act_id, type) do nothing
            """)
        .execute(
            Tuple.of(told.site(), told.comment().orElse(null), utc(clock.instant()))
                .addValue(events.stream().map(Queued::webhook).toArray(UUID[]::new))
                .addValue(events.stream().map(event -> Ids.next()).toArray(UUID[]::new))
                .addValue(events.stream().map(Queued::act).toArray(UUID[]::new))
                .addValue(events.stream().map(one -> one.event().code()).toArray(String[]::new))
                .addValue(events.stream().map(one -> (short) one.place()).toArray(Short[]::new))
                .addValue(events.stream().map(one -> utc(one.at())).toArray(OffsetDateTime[]::new)))
        .mapEmpty();
  }

  static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
