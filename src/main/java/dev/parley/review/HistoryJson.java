package dev.parley.review;

import dev.parley.comment.Status;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happened to a case, as the API shows it. */
final class HistoryJson {
  private HistoryJson() {}

  static JsonObject of(Row row) {
    JsonObject json =
        new JsonObject()
            .put("at", CaseJson.time(row, "at"))
            .put("by", person(row.getUUID("moderator_id"), row.getString("name")))
            .put("kind", row.getString("kind"));
    put(json, "action", row.getString("action"));
    put(json, "from", status(row, "from_status"));
    put(json, "to", status(row, "to_status"));
    put(json, "reason", row.getString("reason"));
    put(json, "note", row.getString("note"));
    if (row.getString("kind").equals("decision")) {
      json.put("decision", row.getUUID("id").toString());
    }
    if (row.getBoolean("undone")) {
      json.put("undone", true);
    }
    return json;
  }

  /** Who it was; null for the machine. */
  static @Nullable JsonObject person(@Nullable UUID id, @Nullable String name) {
    return id == null ? null : new JsonObject().put("id", id.toString()).put("name", name);
  }

  static @Nullable String status(Row row, String column) {
    Short number = row.getShort(column);
    return number == null ? null : Status.ofNumber(number).code();
  }

  private static void put(JsonObject json, String name, @Nullable String value) {
    if (value != null) {
      json.put(name, value);
    }
  }

  static JsonObject conversationEntry(Row row) {
    UUID parent = row.getUUID("parent_id");
    return new JsonObject()
        .put("id", row.getUUID("id").toString())
        .put("parentId", parent == null ? null : parent.toString())
        .put("depth", row.getInteger("depth"))
        .put("author", new JsonObject().put("name", row.getString("author_name")))
        .put("html", row.getString("html"))
        .put("status", status(row, "status"))
        .put("createdAt", CaseJson.time(row, "created_at"));
  }
}
