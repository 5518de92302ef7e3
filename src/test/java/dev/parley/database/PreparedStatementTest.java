package dev.parley.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.TestParley;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import org.junit.jupiter.api.Test;

class PreparedStatementTest {
  @Test
  void statement_howeverLong_isPreparedOnceAndKept() {
    Vertx vertx = Vertx.vertx();
    try {
      // One connection, so that what it has prepared can be asked for.
      Database database = Database.open(vertx, TestParley.shared().service().databaseUrl(), 1);
      String statement = "select $1::int as kept /*" + "-".repeat(4_000) + "*/";

      for (int i = 0; i < 3; i++) {
        database.pool().preparedQuery(statement).execute(Tuple.of(i)).await();
      }

      long kept =
          database
              .pool()
              .query(
                  "select count(*) from pg_prepared_statements where statement like '%as kept%'"
                      + " and length(statement) > 4000")
              .execute()
              .await()
              .iterator()
              .next()
              .getLong(0);
      assertEquals(1, kept);
      database.close().await();
    } finally {
      vertx.close().await();
    }
  }
}
