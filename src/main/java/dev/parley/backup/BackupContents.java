package dev.parley.backup;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a backup says it holds: the last entry of the file, which a file that was cut short lacks.
 *
 * @param createdAt the moment the rows are of
 * @param migrations the files that made its schema, each with its SHA-256
 * @param tables its tables; those that others refer to come first
 */
public record BackupContents(
    Instant createdAt, Map<String, String> migrations, List<StoredTable> tables) {
  static final String ENTRY = "backup.json";

  private static final String FORMAT = "parley-backup";
  private static final int VERSION = 1;

  /**
   * The rows of a table, a line of JSON each.
   *
   * @param sha256 of the lines as they are before they are packed
   */
  public record StoredTable(String name, List<String> columns, long rows, String sha256) {
    String entry() {
      return "tables/" + name + ".ndjson";
    }

    private JsonObject toJson() {
      return new JsonObject()
          .put("name", name)
          .put("columns", new JsonArray(columns))
          .put("rows", rows)
          .put("sha256", sha256);
    }

    private static StoredTable of(JsonObject json) {
      return new StoredTable(
          json.getString("name"),
          json.getJsonArray("columns").stream().map(String::valueOf).toList(),
          json.getLong("rows"),
          json.getString("sha256"));
    }
  }

  /** The rows of all tables. */
  public long rows() {
    return tables.stream().mapToLong(StoredTable::rows).sum();
  }

  /** The rows of one table. */
  public long rows(String table) {
    return tables.stream()
        .filter(one -> one.name().equals(table))
        .mapToLong(StoredTable::rows)
        .sum();
  }

  JsonObject toJson() {
    JsonArray files = new JsonArray();
    migrations.forEach(
        (file, sha256) -> files.add(new JsonObject().put("file", file).put("sha256", sha256)));
    JsonArray all = new JsonArray();
    tables.forEach(table -> all.add(table.toJson()));
    return new JsonObject()
        .put("format", FORMAT)
        .put("version", VERSION)
        .put("createdAt", createdAt.toString())
        .put("migrations", files)
        .put("tables", all);
  }

  static BackupContents of(JsonObject json) throws DamagedBackup {
    if (!FORMAT.equals(json.getString("format"))) {
      throw new DamagedBackup("This file is no backup of Parley.");
    }
    if (json.getInteger("version") != VERSION) {
      throw new DamagedBackup("This backup was made by a newer Parley. Restore it with that one.");
    }
    Map<String, String> migrations = new LinkedHashMap<>();
    for (Object file : json.getJsonArray("migrations")) {
      if (file instanceof JsonObject one) {
        migrations.put(one.getString("file"), one.getString("sha256"));
      }
    }
    return new BackupContents(
        Instant.parse(json.getString("createdAt")),
        migrations,
        json.getJsonArray("tables").stream()
            .map(JsonObject.class::cast)
            .map(StoredTable::of)
            .toList());
  }
}
