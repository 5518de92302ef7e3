package dev.parley.webhook;

import dev.parley.loop.Regularly;
import dev.parley.outgoing.Answered;
import dev.parley.outgoing.Answered.Limits;
import dev.parley.outgoing.NoAnswer;
import dev.parley.outgoing.SafeClient;
import dev.parley.outgoing.TargetRefused;
import dev.parley.webhook.Delivery.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Sends webhooks what is due for them: at least once, a comment's events in their order. A webhook
 * that answers slowly holds no other up. It belongs to the event loop its timer runs on.
 */
final class Deliveries {
  static final Limits LIMITS = new Limits(Duration.ofSeconds(10), 64 * 1024, true);

  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration CLEANING = Duration.ofMinutes(10);
  private static final Duration KEPT = Duration.ofDays(30);
  private static final int ANSWER_CHARACTERS = 1_000;

  private final WebhookStore webhooks;
  private final DeliveryStore store;
  private final Payloads payloads;
  private final SafeClient client;
  private final BackOff backOff;
  private final Clock clock;

  /** The webhooks this node is sending something to. */
  private final Set<UUID> underWay = new HashSet<>();

  Deliveries(
      WebhookStore webhooks,
      DeliveryStore store,
      Payloads payloads,
      SafeClient client,
      BackOff backOff,
      Clock clock) {
    this.webhooks = webhooks;
    this.store = store;
    this.payloads = payloads;
    this.client = client;
    this.backOff = backOff;
    this.clock = clock;
  }

  /** Looks every second, on every node, on one event loop. */
  void start(Vertx vertx) {
    Regularly.every(vertx, EVERY, "Webhooks are told later", this::deliverDue);
    Regularly.every(
        vertx,
        CLEANING,
        "Old deliveries are forgotten later",
        () -> store.forget(clock.instant().minus(KEPT)));
  }

  /** Begins to send what is due, to each webhook by itself. */
  private Future<Void> deliverDue() {
    return webhooks
        .due(clock.instant())
        .map(
            due -> {
              due.stream().filter(webhook -> underWay.add(webhook.id())).forEach(this::begin);
              return null;
            });
  }

  private void begin(Webhook webhook) {
    deliverAll(webhook).onComplete(done -> underWay.remove(webhook.id()));
  }

  /** Sends a webhook what is due until nothing is; what fails is due later. */
  private Future<Void> deliverAll(Webhook webhook) {
    return store
        .take(webhook, clock.instant())
        .compose(
            taken ->
                taken.isEmpty()
                    ? Future.succeededFuture()
                    : deliver(webhook, taken).compose(done -> deliverAll(webhook)));
  }

  private Future<Void> deliver(Webhook webhook, List<Delivery> taken) {
    return Future.join(taken.stream().map(one -> deliver(webhook, one)).toList()).mapEmpty();
  }

  private Future<Void> deliver(Webhook webhook, Delivery delivery) {
    return payloads
        .of(webhook, delivery)
        .compose(message -> send(webhook, delivery, message))
        .compose(outcome -> note(webhook, delivery, outcome));
  }

  private Future<Outcome> send(Webhook webhook, Delivery delivery, JsonObject message) {
    String body = message.encode();
    Instant now = clock.instant();
    long began = System.nanoTime();
    Map<String, String> headers =
        Map.of(
            "content-type", "application/json",
            "user-agent", "Parley-Webhooks",
            "webhook-id", delivery.id().toString(),
            "webhook-timestamp", String.valueOf(now.getEpochSecond()),
            "webhook-signature", webhook.secrets().signature(delivery.id(), now, body));
    return client
        .send(HttpMethod.POST, webhook.url(), headers, Buffer.buffer(body), LIMITS)
        .transform(
            sent ->
                sent.succeeded()
                    ? Future.succeededFuture(outcome(sent.result(), began))
                    : noAnswer(sent.cause(), began));
  }

  private static Outcome outcome(Answered answered, long began) {
    String text = answered.body().toString(StandardCharsets.UTF_8).replace("\u0000", "");
    return new Outcome(
        Optional.of(answered.status()),
        answered.redirects() ? "Redirects are not followed. Name the address itself." : first(text),
        millisSince(began));
  }

  /** Not longer than it may be kept, and no half of a character. */
  private static String first(String text) {
    int length = text.codePointCount(0, text.length());
    return text.substring(0, text.offsetByCodePoints(0, Math.min(length, ANSWER_CHARACTERS)));
  }

  private static Future<Outcome> noAnswer(Throwable failure, long began) {
    return failure instanceof TargetRefused || failure instanceof NoAnswer
        ? Future.succeededFuture(
            new Outcome(Optional.empty(), String.valueOf(failure.getMessage()), millisSince(began)))
        : Future.failedFuture(failure);
  }

  private static long millisSince(long began) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
  }

  private Future<Void> note(Webhook webhook, Delivery delivery, Outcome outcome) {
    if (outcome.delivered()) {
      return store.delivered(webhook, delivery, outcome);
    }
    Instant now = clock.instant();
    Optional<Instant> next = backOff.next(delivery.attempts(), delivery.first(), now);
    return store
        .failed(webhook, delivery, outcome, next, now)
        .compose(
            noted -> {
              if (outcome.gone()) {
                return store.off(webhook, "It answered that it is gone (410)", now);
              }
              return failsTooLong(webhook, now)
                  ? store.off(webhook, "It failed for three days", now)
                  : Future.succeededFuture();
            });
  }

  private static boolean failsTooLong(Webhook webhook, Instant now) {
    return webhook
        .failingSince()
        .filter(since -> !now.isBefore(since.plus(BackOff.PATIENCE)))
        .isPresent();
  }
}
