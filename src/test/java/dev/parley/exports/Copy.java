package dev.parley.exports;

import dev.parley.TestParley;
import dev.parley.database.Database;
import dev.parley.database.Migrations;
import dev.parley.imports.ImportRun;
import dev.parley.imports.SiteRun;
import dev.parley.portable.SiteTable;
import dev.parley.site.Site;
import dev.parley.site.Sites;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** A database beside that of the shared service: another Parley's, at first without any site. */
final class Copy implements AutoCloseable {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final Vertx vertx = Vertx.vertx();
  private final String url;
  private final Database database;

  private Copy(String url) {
    this.url = url;
    this.database = Database.open(vertx, url, 3);
  }

  /** The shared service's own database. */
  static Copy shared() {
    return new Copy(TestParley.shared().service().databaseUrl());
  }

  /** A new one. */
  static Copy empty() {
    try (Copy shared = shared()) {
      String name = "copy_" + ProcessHandle.current().pid() + "_" + NUMBER.incrementAndGet();
      await(shared.database.pool().query("create database " + name).execute());
      Copy copy = new Copy(shared.url.replaceFirst("/[^/]*$", "/" + name));
      await(new Migrations(copy.database).apply());
      return copy;
    }
  }

  static <T> T await(Future<T> future) {
    try {
      return future.await(1, TimeUnit.MINUTES);
    } catch (TimeoutException late) {
      throw new IllegalStateException(late);
    }
  }

  String url() {
    return url;
  }

  Database database() {
    return database;
  }

  Site site(String slug) {
    return await(new Sites(database).get(slug));
  }

  String exported(String slug, ExportFormat format) throws IOException {
    return new String(bytes(slug, format), StandardCharsets.UTF_8);
  }

  byte[] bytes(String slug, ExportFormat format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new ExportRun(site(slug), format).write(database, out);
    return out.toByteArray();
  }

  /** Brings an archive in; answers the report. */
  JsonObject imported(String archive) throws IOException {
    return imported(archive, Optional.empty(), false);
  }

  JsonObject imported(String archive, Optional<String> slug, boolean dryRun) throws IOException {
    Path file = Files.createTempFile("parley", ".ndjson");
    try {
      Files.writeString(file, archive);
      ImportRun run = new SiteRun(new Sites(database), Optional.empty(), slug, List.of(file));
      if (dryRun) {
        run.rehearse(database);
      } else {
        run.store(database, threads -> {});
      }
      return run.json();
    } finally {
      Files.delete(file);
    }
  }

  /** All rows of a site, by table, with every column. */
  Map<String, List<String>> rows(String slug) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    int site = site(slug).id();
    for (SiteTable table : SiteTable.values()) {
      all.put(
          table.table(),
          texts(
              "select to_jsonb(one) - 'site_id' as value from "
                  + table.table()
                  + " one where site_id = "
                  + site
                  + " order by 1"));
    }
    return all;
  }

  /** The column {@code value} of what a statement selects. */
  List<String> texts(String select) {
    return await(database.pool().query(select).execute()).stream()
        .map(row -> String.valueOf(row.getValue("value")))
        .toList();
  }

  void run(String statement) {
    await(database.pool().query(statement).execute());
  }

  @Override
  public void close() {
    await(database.close());
    await(vertx.close());
  }
}
