package dev.parley.imports;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.benchmark.Filling;
import dev.parley.database.Database;
import dev.parley.database.Migrations;
import dev.parley.portable.SiteTable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The statements of an import of a site are explained on filled tables, with generic plans. */
class RowPlansTest {
  private static <T> T await(Future<T> future) throws Exception {
    return future.await(2, TimeUnit.MINUTES);
  }

  @Test
  void statements_onFilledTables_readNoTableWhole() throws Exception {
    Vertx vertx = Vertx.vertx();
    String url = TestParley.shared().service().databaseUrl();
    Database shared = Database.open(vertx, url, 1);
    await(shared.pool().query("drop database if exists row_plans").execute());
    await(shared.pool().query("create database row_plans").execute());
    Database database = Database.open(vertx, url.replaceFirst("/[^/]*$", "/row_plans"), 1);
    await(new Migrations(database).apply());
    SqlConnection connection = await(database.pool().getConnection());
    await(
        connection
            .query("insert into site (id, slug, name) values (1, 'full', 'Full'), (2, 'b', 'B')")
            .execute());
    await(Filling.of(connection, "full", 2_000, 18_000));
    String someIds = "array[gen_random_uuid(), gen_random_uuid()]";
    List<String> plans = new ArrayList<>();
    plans.add(plan(connection, "int, uuid[]", RowStore.COUNT_REPLIES, someIds));
    plans.add(plan(connection, "int, uuid[]", RowStore.COUNT_SHOWN, someIds));
    plans.add(plan(connection, "int, uuid[]", RowStore.CHANGES, someIds));
    plans.add(plan(connection, "int, text", SiteTable.COMMENT.known(), "'[]'"));
    for (SiteTable table : SiteTable.values()) {
      plans.add(plan(connection, "int, text", table.insert(table.columns()), "'[]'"));
    }
    for (String plan : plans) {
      assertTrue(plan.contains("cost="), plan);
      assertFalse(plan.contains("Seq Scan"), plan);
    }
    await(connection.close());
    await(database.close());
    await(shared.pool().query("drop database row_plans").execute());
    await(shared.close());
    await(vertx.close());
  }

  private static String plan(
      SqlConnection connection, String types, String statement, String argument) throws Exception {
    await(connection.query("deallocate all").execute());
    await(connection.query("prepare it(" + types + ") as " + statement).execute());
    return await(connection.query("explain execute it(1, " + argument + ")").execute()).stream()
        .map(row -> row.getString(0))
        .collect(Collectors.joining("\n", statement + "\n", ""));
  }
}
