package dev.parley.webhook;

import dev.parley.http.Answers;
import dev.parley.http.Answers.Answer;
import dev.parley.http.Fields;
import dev.parley.http.Parameters;
import dev.parley.moderator.Access;
import dev.parley.moderator.OnSite;
import dev.parley.outgoing.SafeClient;
import dev.parley.outgoing.TargetRefused;
import dev.parley.problem.Refusal;
import dev.parley.site.Sites;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;

/** The routes by which administrators keep the webhooks of a site. */
public final class WebhookRoutes {
  private static final String ALL = "/api/v1/webhooks";
  private static final String WEBHOOKS = "/api/v1/sites/:site/webhooks";
  private static final String WEBHOOK = WEBHOOKS + "/:id";
  private static final int LONGEST_URL = 2_000;
  private static final int LONGEST_FORMAT = 40;

  private final Access access;
  private final Sites sites;
  private final WebhookStore webhooks;
  private final DeliveryStore deliveries;
  private final SafeClient client;
  private final Clock clock;

  WebhookRoutes(
      Access access,
      Sites sites,
      WebhookStore webhooks,
      DeliveryStore deliveries,
      SafeClient client,
      Clock clock) {
    this.access = access;
    this.sites = sites;
    this.webhooks = webhooks;
    this.deliveries = deliveries;
    this.client = client;
    this.clock = clock;
  }

  public void mount(Router router) {
    router.get(ALL).handler(Answers.json(this::all));
    router.post(ALL).handler(Answers.answer(this::addAnywhere));
    router.get(WEBHOOKS).handler(Answers.json(this::ofSite));
    router.post(WEBHOOKS).handler(Answers.answer(this::add));
    router.patch(WEBHOOK).handler(answer(200, this::change));
    router.delete(WEBHOOK).handler(Answers.empty(204, context -> on(context, this::remove)));
    router.post(WEBHOOK + "/secret").handler(answer(200, this::rotate));
    router.post(WEBHOOK + "/test").handler(answer(202, (on, webhook) -> test(webhook)));
    router.get(WEBHOOK + "/deliveries").handler(Answers.json(this::latest));
    router.post(WEBHOOK + "/deliveries/:delivery/replay").handler(Answers.answer(this::replay));
  }

  private io.vertx.core.Handler<RoutingContext> answer(
      int status, BiFunction<Asked, Webhook, Future<JsonObject>> route) {
    return Answers.answer(context -> on(context, route).map(json -> new Answer(status, json)));
  }

  /** A request of an administrator. */
  private record Asked(OnSite on, RoutingContext context) {}

  /** The webhook that the path names, for an administrator. */
  private <T> Future<T> on(RoutingContext context, BiFunction<Asked, Webhook, Future<T>> route) {
    return access
        .administratorOnSite(context)
        .compose(
            on ->
                webhooks
                    .one(on.site().id(), Parameters.id(context, "id"))
                    .compose(webhook -> route.apply(new Asked(on, context), webhook)));
  }

  private Future<JsonObject> all(RoutingContext context) {
    return access.administrator(context).compose(by -> webhooks.all()).map(WebhookRoutes::json);
  }

  private Future<JsonObject> ofSite(RoutingContext context) {
    return access
        .administratorOnSite(context)
        .compose(on -> webhooks.ofSite(on.site().id()))
        .map(WebhookRoutes::json);
  }

  private Future<Answer> addAnywhere(RoutingContext context) {
    return access
        .administrator(context)
        .compose(
            administrator -> {
              Fields fields = Fields.ofBody(context);
              String slug = fields.text("site", 63, "Name the site");
              return sites.get(slug).compose(site -> add(new OnSite(administrator, site), fields));
            });
  }

  private Future<Answer> add(RoutingContext context) {
    return access.administratorOnSite(context).compose(on -> add(on, Fields.ofBody(context)));
  }

  private Future<Answer> add(OnSite on, Fields fields) {
    String url = fields.text("url", LONGEST_URL, "Send the address to tell");
    List<String> events = fields.texts("events", WebhookEvent.values().length, 40);
    if (events.stream().anyMatch(event -> WebhookEvent.ofCode(event).isEmpty())) {
      fields.error("events", "Use " + String.join(", ", WebhookEvent.codes()));
    }
    Format format = format(fields).orElse(Format.STANDARD);
    fields.checkAll();
    return client
        .check(url, Deliveries.LIMITS)
        .recover(failure -> Future.failedFuture(refused(failure)))
        .compose(checked -> webhooks.add(on, url.strip(), List.copyOf(events), format))
        .map(webhook -> new Answer(201, withSecret(webhook)));
  }

  private static Throwable refused(Throwable failure) {
    return failure instanceof TargetRefused
        ? Refusal.invalid("url", String.valueOf(failure.getMessage()))
        : failure;
  }

  /** The format that is asked for; empty when none is. */
  private static Optional<Format> format(Fields fields) {
    if (!fields.has("format")) {
      return Optional.empty();
    }
    Optional<Format> format = fields.optionalText("format", LONGEST_FORMAT).flatMap(Format::ofCode);
    if (format.isEmpty() && !fields.failed("format")) {
      fields.error("format", "Use " + String.join(", ", Format.codes()));
    }
    return format;
  }

  private Future<JsonObject> change(Asked asked, Webhook webhook) {
    Fields fields = Fields.ofBody(asked.context());
    boolean turned = fields.has("enabled");
    if (!turned && !fields.has("format")) {
      fields.error("enabled", "Send true or false, or a format");
    }
    boolean enabled = fields.flag("enabled", true);
    Optional<Format> format = format(fields);
    fields.checkAll();
    Future<Webhook> formed =
        format
            .map(given -> webhooks.form(asked.on(), webhook, given))
            .orElseGet(() -> Future.succeededFuture(webhook));
    return formed
        .compose(
            now -> turned ? webhooks.turn(asked.on(), now, enabled) : Future.succeededFuture(now))
        .map(WebhookRoutes::json);
  }

  private Future<JsonObject> rotate(Asked asked, Webhook webhook) {
    return webhooks.rotate(asked.on(), webhook).map(WebhookRoutes::withSecret);
  }

  private Future<Void> remove(Asked asked, Webhook webhook) {
    return webhooks.remove(asked.on(), webhook);
  }

  private Future<JsonObject> test(Webhook webhook) {
    return deliveries
        .test(webhook, clock.instant())
        .map(id -> new JsonObject().put("id", id.toString()));
  }

  private Future<Answer> replay(RoutingContext context) {
    return on(
        context,
        (asked, webhook) -> {
          UUID id = Parameters.id(context, "delivery");
          return deliveries
              .replay(webhook, id, clock.instant())
              .map(done -> new Answer(202, new JsonObject().put("id", id.toString())));
        });
  }

  private Future<JsonObject> latest(RoutingContext context) {
    int limit = Parameters.number(context, "limit", 50, 1, 100);
    return on(
        context,
        (asked, webhook) ->
            deliveries
                .latest(webhook, limit + 1, Parameters.optionalId(context, "cursor"))
                .map(rows -> WebhookJson.deliveries(rows, limit)));
  }

  private static JsonObject json(List<Webhook> webhooks) {
    JsonArray array = new JsonArray();
    webhooks.forEach(webhook -> array.add(json(webhook)));
    return new JsonObject().put("webhooks", array);
  }

  private static JsonObject json(Webhook webhook) {
    return WebhookJson.of(webhook);
  }

  /** The only two answers that tell the secret: to a new webhook, and when it is replaced. */
  private static JsonObject withSecret(Webhook webhook) {
    return json(webhook).put("secret", webhook.secrets().current());
  }
}
