package dev.parley.webhook;

import dev.parley.comment.Entry;
import dev.parley.comment.Status;
import dev.parley.comment.ThreadJson;
import dev.parley.comment.Threads;
import dev.parley.database.Database;
import dev.parley.site.ConsoleLinks;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;

/**
 * What is said of an event: which, when, on which site, and the comment in the reader API's words,
 * as it stands when it is said. Nobody's e-mail or network address is among it.
 */
final class Payloads {
  /** What a row of the log, or a report, says beside the comment. */
  private static final String ACT =
      """
      select action, reason, from_status, to_status, decision.author_id, moderator.id as by_id,
        moderator.name as by_name, policy_version, model_version
      from decision left join moderator on moderator.id = moderator_id
      where site_id = $1 and decision.id = $2
      """;

  private static final String PLACE =
      """
      select comment.status, key, url, title from comment
      join article on article.site_id = $1 and article.id = comment.article_id
      where comment.site_id = $1 and comment.id = $2
      """;

  private final Database database;
  private final Threads threads;
  private final ChatMessages chats;

  Payloads(Database database, ConsoleLinks console) {
    this.database = database;
    this.threads = new Threads(database);
    this.chats = new ChatMessages(database, console);
  }

  /** The message, in the format of the webhook. */
  Future<JsonObject> of(Webhook webhook, Delivery delivery) {
    return webhook
        .format()
        .chat()
        .map(chat -> chats.of(webhook, delivery).map(chat::body))
        .orElseGet(() -> standard(webhook, delivery));
  }

  private Future<JsonObject> standard(Webhook webhook, Delivery delivery) {
    JsonObject data = new JsonObject();
    return comment(webhook, delivery, data)
        .compose(done -> act(webhook, delivery, data))
        .map(
            done ->
                new JsonObject()
                    .put("id", delivery.id().toString())
                    .put("type", delivery.type())
                    .put("timestamp", delivery.happenedAt().toString())
                    .put("site", webhook.site())
                    .put("data", data));
  }

  private Future<Void> comment(Webhook webhook, Delivery delivery, JsonObject data) {
    if (delivery.comment().isEmpty()) {
      return Future.succeededFuture();
    }
    UUID id = delivery.comment().get();
    // Of a comment that is gone only its id is left.
    data.put("comment", new JsonObject().put("id", id.toString()));
    return threads
        .entry(webhook.siteId(), id)
        .compose(entry -> first(PLACE, webhook.siteId(), id).map(row -> put(data, entry, row)));
  }

  private static Void put(JsonObject data, Optional<Entry> entry, Optional<Row> row) {
    if (entry.isPresent() && row.isPresent()) {
      String status = Status.ofNumber(row.get().getShort("status")).code();
      data.put("comment", ThreadJson.comment(entry.get()).put("status", status))
          .put(
              "article",
              new JsonObject()
                  .put("key", row.get().getString("key"))
                  .put("url", row.get().getString("url"))
                  .put("title", row.get().getString("title")));
    }
    return null;
  }

  private Future<Void> act(Webhook webhook, Delivery delivery, JsonObject data) {
    if (delivery.type().equals(WebhookEvent.COMMENT_REPORTED.code())) {
      return first(
              "select reason, detail from report where site_id = $1 and id = $2",
              webhook.siteId(),
              delivery.act())
          .map(row -> row.map(report -> data.put("report", report(report))))
          .mapEmpty();
    }
    return first(ACT, webhook.siteId(), delivery.act())
        .map(row -> row.map(act -> data.put("decision", decision(delivery, act))))
        .mapEmpty();
  }

  private static JsonObject report(Row row) {
    return new JsonObject()
        .put("reason", row.getString("reason"))
        .put("detail", row.getString("detail"));
  }

  private static JsonObject decision(Delivery delivery, Row row) {
    JsonObject decision =
        new JsonObject()
            .put("id", delivery.act().toString())
            .put("action", row.getString("action"))
            .put("from", status(row, "from_status"))
            .put("to", status(row, "to_status"))
            .put("reason", row.getString("reason"));
    if (row.getUUID("author_id") != null) {
      decision.put("author", row.getUUID("author_id").toString());
    }
    if (row.getUUID("by_id") != null) {
      decision.put(
          "by",
          new JsonObject()
              .put("id", row.getUUID("by_id").toString())
              .put("name", row.getString("by_name")));
    }
    return decision;
  }

  private static @org.jspecify.annotations.Nullable String status(Row row, String column) {
    Short number = row.getShort(column);
    return number == null ? null : Status.ofNumber(number).code();
  }

  private Future<Optional<Row>> first(String sql, Object... parameters) {
    return database
        .pool()
        .preparedQuery(sql)
        .execute(Tuple.wrap(parameters))
        .map(rows -> rows.stream().findFirst());
  }
}
