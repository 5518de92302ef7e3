package dev.parley.compat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.TestParley;
import dev.parley.TestParley.TestSite;
import dev.parley.database.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;

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

  /** More than once, for a wrong answer comes only now and then. */
  @RepeatedTest(5)
  void usage_askedForWhileChecksAreBeingCounted_hasThemAll() throws Exception {
    URI server = URI.create(parley.url());
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      check();
      ask(socket);
      assertEquals(1, answered(socket));
      SqlConnection connection =
          await(Database.open(vertx, parley.service().databaseUrl(), 1).pool().getConnection());
      Transaction transaction = await(connection.begin());
      await(connection.query("select 1 from key_usage for update").execute());

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
