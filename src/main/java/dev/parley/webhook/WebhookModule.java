package dev.parley.webhook;

import dev.parley.database.Database;
import dev.parley.moderator.Access;
import dev.parley.outbox.Receiver;
import dev.parley.outgoing.SafeClient;
import dev.parley.site.ConsoleLinks;
import dev.parley.site.Sites;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Clock;

/** Webhooks as a whole: what they are told, and the routes by which they are kept. */
public final class WebhookModule {
  /** For the metrics: deliveries that wait, 10,001 at most, and for how long the oldest is due. */
  public static final String FIGURES =
      """
      select (select count(*) from (
          select from webhook_delivery where status = 0 limit 10001) counted)::float8 as deliveries,
        coalesce(greatest(max(extract(epoch from now() - first.due_at)), 0), 0)::float8
          as due_seconds
      from webhook left join lateral (
        select due_at from webhook_delivery
        where webhook_delivery.webhook_id = webhook.id and status = 0
        order by due_at limit 1) first on true
      """;

  private final WebhookStore webhooks;
  private final DeliveryStore deliveries;
  private final Sites sites;
  private final SafeClient client;
  private final Database database;
  private final Clock clock;

  public WebhookModule(Database database, Sites sites, SafeClient client, Clock clock) {
    this.webhooks = new WebhookStore(database, clock);
    this.deliveries = new DeliveryStore(database);
    this.database = database;
    this.sites = sites;
    this.client = client;
    this.clock = clock;
  }

  /** Takes acts out of the outbox. */
  public Receiver receiver() {
    return new DeliveryQueue(database, webhooks, clock);
  }

  /**
   * Begins to deliver, on one event loop.
   *
   * @param base the address of this service, which links in messages to chats lead to
   */
  public void start(Vertx vertx, String base) {
    new Deliveries(
            webhooks,
            deliveries,
            new Payloads(database, new ConsoleLinks(base)),
            client,
            new BackOff(new SecureRandom()),
            clock)
        .start(vertx);
  }

  public WebhookRoutes routes(Access access) {
    return new WebhookRoutes(access, sites, webhooks, deliveries, client, clock);
  }
}
