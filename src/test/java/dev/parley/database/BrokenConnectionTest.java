package dev.parley.database;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Tuple;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the driver fails with when a connection breaks is told from a fault of the statement. */
class BrokenConnectionTest {
  private final Vertx vertx = Vertx.vertx();
  private final Database database =
      Database.open(vertx, TestParley.shared().service().databaseUrl(), 2);

  @AfterEach
  void close() throws TimeoutException {
    await(database.close());
    await(vertx.close());
  }

  /** The failure of a statement. */
  private static Throwable failure(Future<?> statement) throws TimeoutException {
    Promise<Throwable> failed = Promise.promise();
    statement.onComplete(
        done ->
            failed.complete(done.failed() ? done.cause() : new AssertionError("it did not fail")));
    return await(failed.future());
  }

  private void end(PgConnection connection) throws TimeoutException {
    await(
        database
            .pool()
            .preparedQuery("select pg_terminate_backend($1)")
            .execute(Tuple.of(connection.processId())));
  }

  @Test
  void statement_onAConnectionThatHasClosed_foundTheDatabaseAway() throws TimeoutException {
    PgConnection connection = await(database.connect());
    Promise<Void> closed = Promise.promise();
    connection.exceptionHandler(ended -> {});
    connection.closeHandler(closed::complete);
    end(connection);
    await(closed.future());

    Throwable failure = failure(connection.query("select 1").execute());

    assertTrue(Database.isUnavailable(failure), failure::toString);
  }

  @Test
  void statement_whoseConnectionBreaks_foundTheDatabaseAway() throws TimeoutException {
    PgConnection connection = await(database.connect());
    connection.exceptionHandler(ended -> {});
    Future<?> sleeping = connection.query("select pg_sleep(30)").execute();
    end(connection);

    Throwable failure = failure(sleeping);

    assertTrue(Database.isUnavailable(failure), failure::toString);
  }

  @Test
  void statement_thatIsWrong_didNot() throws TimeoutException {
    Throwable failure = failure(database.pool().query("select no_such_column").execute());

    assertNotNull(failure.getMessage());
    assertFalse(Database.isUnavailable(failure), failure::toString);
  }

  private static <T> T await(Future<T> future) throws TimeoutException {
    return future.await(30, TimeUnit.SECONDS);
  }
}
