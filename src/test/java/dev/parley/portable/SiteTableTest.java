package dev.parley.portable;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.TestParley;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What goes along with a site is decided for every table and column of the schema. */
class SiteTableTest {
  @Test
  void everyColumnOfTheSchema_goesAlongOrStaysForAReason() throws Exception {
    Vertx vertx = Vertx.vertx();
    String url = TestParley.shared().service().databaseUrl();
    PgConnection connection =
        PgConnection.connect(vertx, PgConnectOptions.fromUri(url)).await(10, TimeUnit.SECONDS);
    TreeMap<String, TreeSet<String>> schema = new TreeMap<>();
    connection
        .query(
            """
            select table_name, column_name from information_schema.columns
            join information_schema.tables using (table_schema, table_name)
            where table_schema = 'public' and table_type = 'BASE TABLE'
            """)
        .execute()
        .await(10, TimeUnit.SECONDS)
        .forEach(
            row ->
                schema
                    .computeIfAbsent(row.getString("table_name"), table -> new TreeSet<>())
                    .add(row.getString("column_name")));
    vertx.close().await(10, TimeUnit.SECONDS);
    TreeMap<String, TreeSet<String>> decided = new TreeMap<>();
    for (SiteTable table : SiteTable.values()) {
      List<String> columns = new ArrayList<>(table.columns());
      columns.add("site_id");
      decided.put(table.table(), new TreeSet<>(columns));
    }
    SiteTable.LEFT_BEHIND
        .keySet()
        .forEach(table -> decided.put(table, schema.getOrDefault(table, new TreeSet<>())));
    assertEquals(schema, decided);
  }
}
