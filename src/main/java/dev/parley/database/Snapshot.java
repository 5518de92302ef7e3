package dev.parley.database;

import static dev.parley.database.Patiently.await;

import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Cursor;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/**
 * The database as it is at one moment, read by one thread, which may wait. It has a connection of
 * its own: however slowly it is read, requests keep theirs.
 */
public final class Snapshot implements AutoCloseable {
  private final PgConnection connection;

  private Snapshot(PgConnection connection) {
    this.connection = connection;
  }

  /** The present moment. */
  public static Snapshot of(Database database) throws IOException {
    Snapshot snapshot = new Snapshot(await(database.connect()));
    try {
      await(
          snapshot.connection.query("begin isolation level repeatable read, read only").execute());
      // Values are written in one way, however the server is set up.
      await(
          snapshot
              .connection
              .query(
                  """
                  set local timezone = 'UTC'; set local bytea_output = 'hex';
                  set local extra_float_digits = 1;
                  -- No row of another site is read.
                  set local enable_seqscan = off; set local jit = off
                  """)
              .execute());
      return snapshot;
    } catch (IOException | RuntimeException failed) {
      snapshot.close();
      throw failed;
    }
  }

  /** From now on rows come in the order of an index, and so at once: nothing is sorted. */
  public void inOrderOfIndexes() throws IOException {
    await(
        connection
            .query("set local enable_sort = off; set local enable_bitmapscan = off")
            .execute());
  }

  /** Takes one row. */
  public interface Taker {
    void take(Row row) throws IOException;
  }

  /**
   * Goes through what a statement selects. Memory does not grow with it: the next rows are fetched
   * while these are taken.
   *
   * @param fetched how many rows at a time
   */
  public void each(String statement, Tuple values, int fetched, Taker taker) throws IOException {
    PreparedStatement prepared = await(connection.prepare(statement));
    Cursor cursor = prepared.cursor(values);
    Future<RowSet<Row>> coming = cursor.read(fetched);
    boolean more = true;
    while (more) {
      RowSet<Row> rows = await(coming);
      more = cursor.hasMore();
      if (more) {
        coming = cursor.read(fetched);
      }
      for (Row row : rows) {
        taker.take(row);
      }
    }
    await(cursor.close());
    await(prepared.close());
  }

  /** The number that a statement counts. */
  public long count(String statement, Tuple values) throws IOException {
    return await(connection.preparedQuery(statement).execute(values))
        .iterator()
        .next()
        .getLong("n");
  }

  /** The moment, by the database's clock. */
  public Instant takenAt() throws IOException {
    return await(connection.query("select now() as at").execute())
        .iterator()
        .next()
        .getOffsetDateTime("at")
        .toInstant();
  }

  /** The migrations that made its schema, each with its hash. */
  public Map<String, String> migrations() throws IOException {
    return await(Migrations.applied(connection));
  }

  /** For statements that select little. */
  public SqlClient client() {
    return connection;
  }

  /** Nothing was written, so there is nothing to commit. */
  @Override
  public void close() {
    connection.close();
  }
}
