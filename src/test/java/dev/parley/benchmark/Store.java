package dev.parley.benchmark;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The embedded database of a service that runs, asked directly what it holds. */
final class Store {
  private Store() {}

  /** A comment on disk. */
  record Stored(String id, String status, String email) {}

  /** All comments of a site. */
  static List<Stored> comments(Vertx vertx, Path directory, String site) throws IOException {
    try {
      return PgConnection.connect(vertx, server(directory))
          .compose(
              connection ->
                  connection
                      .preparedQuery(
                          """
                          select comment.id::text as id, author.email,
                            (array['pending', 'approved', 'rejected', 'spam', 'deleted'])
                              [comment.status + 1] as status
                          from site
                          join comment on comment.site_id = site.id
                          join author on author.site_id = site.id and author.id = comment.author_id
                          where site.slug = $1
                          """)
                      .execute(io.vertx.sqlclient.Tuple.of(site))
                      .eventually(connection::close))
          .map(
              rows ->
                  rows.stream()
                      .map(
                          row ->
                              new Stored(
                                  row.getString("id"),
                                  row.getString("status"),
                                  row.getString("email")))
                      .toList())
          .await(60, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new IOException("The database did not answer", late);
    }
  }

  /**
   * What came of an import.
   *
   * @param records of the archive that are known
   * @param comments that these records became, with any others of their years
   */
  record Imported(long records, long comments) {}

  /** What was imported into a site. */
  static Imported imported(Vertx vertx, Path directory, String site) throws IOException {
    try {
      return PgConnection.connect(vertx, server(directory))
          .compose(
              connection ->
                  connection
                      .preparedQuery(
                          """
                          select (select count(*) from imported where imported.site_id = site.id) as records,
                            (select count(*) from comment where comment.site_id = site.id
                               and comment.created_at < '2026-01-01') as comments
                          from site where site.slug = $1
                          """)
                      .execute(io.vertx.sqlclient.Tuple.of(site))
                      .eventually(connection::close))
          .map(rows -> rows.iterator().next())
          .map(row -> new Imported(row.getLong("records"), row.getLong("comments")))
          .await(60, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new IOException("The database did not answer", late);
    }
  }

  private static PgConnectOptions server(Path directory) throws IOException {
    Path password = directory.resolve("postgres").resolve("password");
    return new PgConnectOptions()
        .setHost("127.0.0.1")
        .setPort(Integer.parseInt(pidFile(directory).get(3).strip()))
        .setUser("parley")
        .setPassword(Files.readString(password).strip())
        .setDatabase("postgres");
  }

  /** Fills a site with comments that wait and comments that are shown; takes a minute or two. */
  static void flood(Vertx vertx, Path directory, String site, int pending, int approved)
      throws IOException {
    try {
      PgConnection.connect(vertx, server(directory))
          .compose(
              connection ->
                  Filling.of(connection, site, pending, approved).eventually(connection::close))
          .await(20, TimeUnit.MINUTES);
    } catch (TimeoutException late) {
      throw new IOException("The rows were not made in time", late);
    }
  }

  /** The process id of the database server. */
  static long serverPid(Path directory) throws IOException {
    return Long.parseLong(pidFile(directory).get(0).strip());
  }

  private static List<String> pidFile(Path directory) throws IOException {
    return Files.readAllLines(directory.resolve("postgres/cluster/postmaster.pid"));
  }

  /**
   * What is wrong with what is stored, in sentences: comments that were acknowledged and are not
   * there, that are there twice (each reader sent one), or that nobody was told of.
   */
  static List<String> faults(List<String> acknowledged, List<Stored> stored) {
    List<String> faults = new ArrayList<>();
    Set<String> known = new HashSet<>();
    Map<String, Integer> byReader = new HashMap<>();
    for (Stored comment : stored) {
      known.add(comment.id());
      byReader.merge(comment.email(), 1, Integer::sum);
    }
    Set<String> told = new HashSet<>(acknowledged);
    told.stream().filter(id -> !known.contains(id)).forEach(id -> faults.add("Lost: " + id));
    known.stream().filter(id -> !told.contains(id)).forEach(id -> faults.add("Untold: " + id));
    byReader.forEach(
        (reader, count) -> {
          if (count > 1) {
            faults.add("Stored " + count + " times: what " + reader + " sent");
          }
        });
    if (told.size() < acknowledged.size()) {
      faults.add("Two submissions were acknowledged under one id");
    }
    return faults;
  }
}
