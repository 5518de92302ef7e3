package dev.parley.webhook;

import dev.parley.webhook.Delivery.State;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.List;

/** Webhooks and their deliveries as the API shows them. */
final class WebhookJson {
  private WebhookJson() {}

  /** A webhook without its secret. */
  static JsonObject of(Webhook webhook) {
    JsonObject json =
        new JsonObject()
            .put("id", webhook.id().toString())
            .put("site", webhook.site())
            .put("url", webhook.url())
            .put("events", new JsonArray(webhook.events()))
            .put("format", webhook.format().code())
            .put("enabled", webhook.offSince().isEmpty())
            .put("createdAt", webhook.createdAt().toString());
    webhook.failingSince().ifPresent(since -> json.put("failingSince", since.toString()));
    webhook.offSince().ifPresent(since -> json.put("offSince", since.toString()));
    webhook.offReason().ifPresent(reason -> json.put("offReason", reason));
    webhook
        .secrets()
        .previousUntil()
        .ifPresent(until -> json.put("previousSecretUntil", until.toString()));
    return json;
  }

  /** One row more than the limit says that there are more. */
  static JsonObject deliveries(List<Row> rows, int limit) {
    JsonArray array = new JsonArray();
    rows.stream().limit(limit).forEach(row -> array.add(delivery(row)));
    return new JsonObject()
        .put("deliveries", array)
        .put("next", rows.size() > limit ? rows.get(limit - 1).getUUID("id").toString() : null);
  }

  private static JsonObject delivery(Row row) {
    State state = State.ofNumber(row.getShort("status"));
    JsonObject json =
        new JsonObject()
            .put("id", row.getUUID("id").toString())
            .put("type", row.getString("type"))
            .put("timestamp", time(row.getOffsetDateTime("happened_at")))
            .put("status", state.code())
            .put("attempts", row.getInteger("attempts"));
    if (row.getUUID("comment_id") != null) {
      json.put("comment", row.getUUID("comment_id").toString());
    }
    if (row.getOffsetDateTime("last_at") != null) {
      json.put("lastAttemptAt", time(row.getOffsetDateTime("last_at")))
          .put("responseStatus", row.getInteger("response"))
          .put("response", row.getString("answer"))
          .put("durationMillis", row.getInteger("took_ms"));
    }
    if (state == State.WAITING) {
      json.put("nextAttemptAt", time(row.getOffsetDateTime("due_at")));
    }
    return json;
  }

  private static String time(OffsetDateTime time) {
    return time.toInstant().toString();
  }
}
