package dev.parley.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.slow.LongRunning;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A table in a schema of the test's own, which no running service looks at. */
@LongRunning
class PlannerStatisticsTest {
  private final Vertx vertx = Vertx.vertx();
  private Database database;
  private PlannerStatistics statistics;

  @BeforeEach
  void makeTable() throws TimeoutException {
    String url = TestParley.shared().service().databaseUrl();
    Database all = Database.open(vertx, url, 1);
    await(all.pool().query("create schema if not exists growth").execute());
    await(all.close());
    database = Database.open(vertx, url + "?search_path=growth", 1);
    statistics = new PlannerStatistics(database);
    run(
        "create table growing (id integer primary key, text text)"
            + " with (autovacuum_enabled = false)");
  }

  @AfterEach
  void dropTable() throws TimeoutException {
    run("drop table growing");
    await(database.close());
    await(vertx.close());
  }

  @Test
  void refresh_tableThatDoubled_isAnalysedOnce() throws TimeoutException {
    fill(1, 2_000);
    assertTrue(await(statistics.refresh()).contains("growing"));
    assertEquals(2_000, rowsThePlannerKnows());
    assertFalse(await(statistics.refresh()).contains("growing"));

    fill(2_001, 3_000);
    assertFalse(await(statistics.refresh()).contains("growing"), "half as large again");

    fill(3_001, 4_100);
    assertTrue(await(statistics.refresh()).contains("growing"));
    assertEquals(4_100, rowsThePlannerKnows());
  }

  @Test
  void refresh_tableOfFewRows_isLeftAlone() throws TimeoutException {
    fill(1, 20);
    assertFalse(await(statistics.refresh()).contains("growing"));
  }

  private void fill(int from, int to) throws TimeoutException {
    run(
        "insert into growing select n, repeat('x', 60) from generate_series("
            + (from + ", " + to)
            + ") n");
  }

  private int rowsThePlannerKnows() throws TimeoutException {
    return await(
            database
                .pool()
                .query("select reltuples::int as n from pg_class where relname = 'growing'")
                .execute()
                .map(rows -> List.of(rows.iterator().next().getInteger("n"))))
        .get(0);
  }

  private void run(String statement) throws TimeoutException {
    await(database.pool().query(statement).execute());
  }

  private static <T> T await(Future<T> future) throws TimeoutException {
    return future.await(20, TimeUnit.SECONDS);
  }
}
