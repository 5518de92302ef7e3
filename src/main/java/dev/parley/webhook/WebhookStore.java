package dev.parley.webhook;

import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.ledger.Act.Administered;
import dev.parley.ledger.Act.Administered.Kind;
import dev.parley.ledger.Ledger;
import dev.parley.moderator.Moderator;
import dev.parley.moderator.OnSite;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** The webhooks of all sites. Whatever an administrator changes is logged. */
final class WebhookStore {
  private static final int MOST = 20;

  private static final String SELECT =
      "select " + Webhook.COLUMNS + " from webhook join site on site.id = webhook.site_id ";

  private final Database database;
  private final Clock clock;

  WebhookStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Those of a site that are told what happens. */
  Future<List<Webhook>> working(int site) {
    return read("where webhook.site_id = $1 and off_since is null order by webhook.id", site);
  }

  Future<List<Webhook>> ofSite(int site) {
    return read("where webhook.site_id = $1 order by webhook.id", site);
  }

  Future<List<Webhook>> all() {
    return read("order by site.slug, webhook.id");
  }

  /** A webhook of a site; refused as not found when there is none. */
  Future<Webhook> one(int site, UUID id) {
    return read("where webhook.site_id = $1 and webhook.id = $2", site, id)
        .map(
            found ->
                found.stream()
                    .findFirst()
                    .orElseThrow(() -> new Refusal(Problem.NOT_FOUND, "There is no such webhook")));
  }

  /** Those for which something is due. */
  Future<List<Webhook>> due(Instant now) {
    return read(
        """
        where off_since is null and exists (
          select from webhook_delivery
          where webhook_id = webhook.id and status = 0 and due_at <= $1)
        """,
        DeliveryQueue.utc(now));
  }

  private Future<List<Webhook>> read(String where, Object... parameters) {
    return database
        .pool()
        .preparedQuery(SELECT + where)
        .execute(Tuple.wrap(parameters))
        .map(rows -> rows.stream().map(Webhook::of).toList());
  }

  /** Adds a webhook with a new secret. */
  Future<Webhook> add(OnSite on, String url, List<String> events, Format format) {
    UUID id = Ids.next();
    int site = on.site().id();
    return database
        .transactionOnce(
            tx ->
                tx.preparedQuery(
                        """
                        insert into webhook (site_id, id, url, events, secret, created_at, format)
                        select $1, $2, $3, $4, $5, $6, $8
                        where $7 > (select count(*) from webhook where site_id = $1)
                        """)
                    .execute(
                        Tuple.of(site, id, url, events.toArray(String[]::new))
                            .addValue(Secrets.next())
                            .addValue(DeliveryQueue.utc(clock.instant()))
                            .addValue(MOST)
                            .addValue(format.code()))
                    .map(added -> added.rowCount() == 1 || tooMany())
                    .compose(added -> log(tx, on, "added: " + Webhook.logged(url, format))))
        .compose(done -> one(site, id));
  }

  private static boolean tooMany() {
    throw new Refusal(
        Problem.CONFLICT,
        String.format(Locale.ROOT, "A site has at most %d webhooks. Remove one.", MOST));
  }

  /** Replaces the secret; the one before signs beside it for a day. */
  Future<Webhook> rotate(OnSite on, Webhook webhook) {
    return change(
        on,
        webhook,
        "new secret: ",
        """
        update webhook set previous_secret = secret, previous_until = $3, secret = $4
        where site_id = $1 and id = $2
        """,
        DeliveryQueue.utc(clock.instant().plus(Secrets.OVERLAP)),
        Secrets.next());
  }

  /** Switches it on again, or off; what waits is kept. */
  Future<Webhook> turn(OnSite on, Webhook webhook, boolean enabled) {
    return enabled
        ? change(
            on,
            webhook,
            "on: ",
            """
            update webhook set off_since = null, off_reason = null, failing_since = null
            where site_id = $1 and id = $2
            """)
        : change(
            on,
            webhook,
            "off: ",
            """
            update webhook set off_since = coalesce(off_since, $3), off_reason = $4
            where site_id = $1 and id = $2
            """,
            DeliveryQueue.utc(clock.instant()),
            "An administrator switched it off");
  }

  /** From now on it is told in another form. */
  Future<Webhook> form(OnSite on, Webhook webhook, Format format) {
    return change(
        on,
        webhook,
        "as " + format.code() + ": ",
        "update webhook set format = $3 where site_id = $1 and id = $2",
        format.code());
  }

  private Future<Webhook> change(
      OnSite on, Webhook webhook, String words, String sql, Object... values) {
    Tuple parameters = Tuple.of(webhook.siteId(), webhook.id());
    List.of(values).forEach(parameters::addValue);
    return database
        .transactionOnce(
            tx ->
                tx.preparedQuery(sql)
                    .execute(parameters)
                    .compose(done -> log(tx, on, words + webhook.logged())))
        .compose(done -> one(webhook.siteId(), webhook.id()));
  }

  /** Removes a webhook and all that it was told. */
  Future<Void> remove(OnSite on, Webhook webhook) {
    return database.transactionOnce(
        tx ->
            tx.preparedQuery("delete from webhook where site_id = $1 and id = $2")
                .execute(Tuple.of(webhook.siteId(), webhook.id()))
                .compose(done -> log(tx, on, "removed: " + webhook.logged())));
  }

  private static Future<Void> log(SqlConnection tx, OnSite on, String words) {
    Moderator by = on.moderator();
    return Ledger.write(tx, Administered.of(on.site().id(), by, Kind.WEBHOOK, words));
  }
}
