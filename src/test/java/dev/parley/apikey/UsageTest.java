package dev.parley.apikey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.TestParley;
import dev.parley.TestParley.TestSite;
import dev.parley.Wire;
import dev.parley.database.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class UsageTest {
  private final TestParley parley = TestParley.shared();
  private final Programs programs = new Programs(parley);
  private final TestSite site = parley.site();
  private final String key = programs.key(site);
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  private void check() {
    String text = "The ferry was late again.";
    assertEquals("false", programs.akismet("/1.1/comment-check", key, "Marta", text).text());
  }

  /** Asks on a connection that is there already, so that the question is heard at once. */
  private void ask(Socket socket) throws IOException {
    String request = "GET /1.2/usage-limit?api_key=" + key + " HTTP/1.1\r\nHost: x\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  private static int answered(Socket socket) throws IOException {
    return new JsonObject(Wire.answer(socket.getInputStream()).body()).getInteger("usage");
  }

  /** Keeps the account of the key from being written to. */
  private Transaction lock() {
    SqlConnection connection =
        await(Database.open(vertx, parley.service().databaseUrl(), 1).pool().getConnection());
    Transaction transaction = await(connection.begin());
    await(
        connection
            .preparedQuery(
                """
                select 1 from key_usage where token_id in
                  (select api_token.id from api_token join site on site.id = site_id where slug = $1)
                for update
                """)
            .execute(Tuple.of(site.slug())));
    return transaction;
  }

  @Test
  void close_whileChecksAreBeingCounted_losesNone() throws Exception {
    check();
    parley.get("/1.2/usage-limit?api_key=" + key);
    TestParley other =
        TestParley.start(Map.of("database.url", parley.service().databaseUrl(), "demo", "false"));
    Transaction transaction = lock();
    Programs there = new Programs(other);
    there.akismet("/1.1/comment-check", key, "Marta", "The ferry was late again.");
    there.akismet("/1.1/comment-check", key, "Marta", "The ferry was late again.");

    CompletableFuture<Void> closed = CompletableFuture.runAsync(other::close);
    while (!closed.isDone() && answers(URI.create(other.url()))) {
      Thread.onSpinWait();
    }
    await(transaction.rollback());
    closed.get(30, TimeUnit.SECONDS);

    assertEquals(3, parley.get("/1.2/usage-limit?api_key=" + key).json().getInteger("usage"));
  }

  private static boolean answers(URI server) {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      return socket.isConnected();
    } catch (IOException closed) {
      return false;
    }
  }

  @Test
  void revocation_ofAKey_forgetsItsUse() {
    JsonObject issued =
        parley
            .administrator()
            .send(
                "POST",
                "/api/v1/tokens",
                new JsonObject().put("name", "Blog").put("site", site.slug()))
            .json();
    String own = issued.getString("token");
    programs.akismet("/1.1/comment-check", own, "Marta", "The ferry was late again.");
    assertEquals(1, parley.get("/1.2/usage-limit?api_key=" + own).json().getInteger("usage"));
    String rows =
        "select count(*) from key_usage where token_id = '%s' and $1::int is not null"
            .formatted(issued.getString("id"));
    assertEquals(1, programs.counted(rows, site));

    parley.administrator().send("DELETE", "/api/v1/tokens/" + issued.getString("id"), null);

    assertEquals(0, programs.counted(rows, site));
  }

  /** More than once, for a wrong answer comes only now and then. */
  @RepeatedTest(5)
  void usage_askedForWhileChecksAreBeingCounted_hasThemAll() throws Exception {
    URI server = URI.create(parley.url());
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      check();
      ask(socket);
      assertEquals(1, answered(socket));
      Transaction transaction = lock();

      // The first is being written and cannot be, the others wait for it.
      check();
      check();
      check();
      ask(socket);
      assertEquals(200, parley.get("/health/live").status());
      await(transaction.rollback());

      assertEquals(4, answered(socket));
    }
  }
}
