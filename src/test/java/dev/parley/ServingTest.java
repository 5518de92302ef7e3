package dev.parley;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.config.Config;
import dev.parley.slow.OtherProcess;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup made and put back while the service runs on its embedded database. */
@OtherProcess
class ServingTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String EDITED = "{\"body\":\"The pier is open, and the café as well.\"}";

  private final int port = freePort();

  @TempDir private Path folder;

  private static int freePort() {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    } catch (IOException none) {
      throw new IllegalStateException(none);
    }
  }

  private Config config() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("http.port", String.valueOf(port));
    settings.put("database.dataDir", data());
    settings.put("admin.password", TestParley.PASSWORD);
    settings.put("limits.enabled", "false");
    settings.put("secondOpinion.when", "never");
    return Config.read(Path.of("none.yaml"), Map.of(), settings);
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private int command(String... words) {
    String[] all = java.util.Arrays.copyOf(words, words.length + 2);
    all[words.length] = "--set";
    all[words.length + 1] = "database.dataDir=" + data();
    return Main.commandLine().execute(all);
  }

  private String answer(String method, String path, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .header("Content-Type", "application/json");
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HTTP.send(request.build(), BodyHandlers.ofString()).body();
  }

  private JsonObject post(String body) throws Exception {
    return new JsonObject(
        answer(
            "POST",
            "/api/v1/sites/demo/comments",
            new JsonObject()
                .put("article", new JsonObject().put("key", "pier"))
                .put("author", new JsonObject().put("name", "Ann"))
                .put("body", body)
                .encode()));
  }

  private String thread() throws Exception {
    return answer("GET", "/api/v1/sites/demo/comments?article=pier", "");
  }

  private interface Question {
    boolean isSo() throws Exception;
  }

  private static void await(String what, Question question) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
    while (true) {
      try {
        if (question.isSo()) {
          return;
        }
      } catch (IOException away) {
        // It begins anew just now.
      }
      assertTrue(System.nanoTime() < deadline, what);
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  @Test
  void restore_underARunningService_bringsBackThreadsTokensAndSignIns() throws Exception {
    CompletableFuture<Void> ended = new CompletableFuture<>();
    try (Serving serving = new Serving(config(), Clock.systemUTC())) {
      new Thread(
              () -> {
                try {
                  serving.run();
                  ended.complete(null);
                } catch (Exception failed) {
                  ended.completeExceptionally(failed);
                }
              })
          .start();
      await("ready", () -> answer("GET", "/health/ready", "").contains("ready"));
      JsonObject kept = post("The pier is open.");
      String file = folder.resolve("parley.backup").toString();
      assertEquals(0, command("backup", "--out", file));
      post("The pier is closed again.");
      assertTrue(thread().contains("closed again"));

      assertNotEquals(0, command("restore", file), "it is not empty");
      assertTrue(thread().contains("closed again"));
      assertEquals(0, command("restore", "--replace", file));

      await("restored", () -> !thread().contains("closed again"));
      assertTrue(thread().contains("The pier is open."), thread());
      String own = "/api/v1/sites/demo/comments/" + kept.getJsonObject("comment").getString("id");
      String edited =
          answer("PATCH", own, EDITED, "Authorization", "Bearer " + kept.getString("editToken"));
      assertTrue(edited.contains("the café as well"), edited);
    }
    ended.get(60, TimeUnit.SECONDS);
  }
}
