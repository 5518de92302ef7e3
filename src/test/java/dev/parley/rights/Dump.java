package dev.parley.rights;

import dev.parley.database.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Whatever a database holds, as texts: each row of each table, and the planner's statistics. */
final class Dump implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final Database database;

  Dump(String url) {
    this.database = Database.open(vertx, url, 2);
  }

  Database database() {
    return database;
  }

  static <T> T await(Future<T> future) {
    try {
      return future.await(1, TimeUnit.MINUTES);
    } catch (TimeoutException late) {
      throw new IllegalStateException(late);
    }
  }

  /** The rows that a statement selects, in their text form, by {@code value}. */
  List<String> values(String select, Object... parameters) {
    return await(database.pool().preparedQuery(select).execute(Tuple.wrap(parameters))).stream()
        .map(row -> String.valueOf(row.getValue("value")))
        .toList();
  }

  void run(String statement, Object... parameters) {
    await(database.pool().preparedQuery(statement).execute(Tuple.wrap(parameters)));
  }

  /** Rows in which a text stands, whatever its case, by table. */
  Map<String, List<String>> search(String text) {
    Map<String, List<String>> found = new TreeMap<>();
    for (String table :
        values(
            """
            select quote_ident(table_name) as value from information_schema.tables
            where table_schema = 'public' and table_type = 'BASE TABLE'
            """)) {
      add(found, table, text, "select one::text as value from " + table + " one");
    }
    add(
        found,
        "statistics",
        text,
        """
        select concat(tablename, '.', attname, most_common_vals, histogram_bounds,
          most_common_elems) as value from pg_stats where schemaname = 'public'
        """);
    return found;
  }

  private void add(Map<String, List<String>> found, String place, String text, String select) {
    List<String> rows =
        values(select).stream()
            .filter(row -> row.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT)))
            .toList();
    if (!rows.isEmpty()) {
      found.put(place, rows);
    }
  }

  @Override
  public void close() {
    await(database.close());
    await(vertx.close());
  }
}
