package dev.parley.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.benchmark.Http.Request;
import dev.parley.slow.OtherProcess;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does by commands while the service runs on its embedded database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@OtherProcess
class RunningServiceTest {
  private final Vertx vertx = Vertx.vertx();

  private Path directory;
  private ChildJvm service;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    directory = folder;
    service = ChildJvm.parley(directory, Http.settings(), List.of());
  }

  @AfterAll
  void stop() throws Exception {
    service.close();
    vertx.close().await(30, TimeUnit.SECONDS);
  }

  /** How a command ended, and what it said on both of its outputs. */
  private record Ran(int code, String said) {}

  private Ran run(String input, String... arguments) throws IOException, InterruptedException {
    List<String> command = ChildJvm.command(directory, List.of(), arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var sent = process.getOutputStream()) {
      sent.write(input.getBytes(StandardCharsets.UTF_8));
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ran(process.waitFor(), said);
  }

  private int signIn(Http http, String email, String password) throws Exception {
    JsonObject credentials = new JsonObject().put("email", email).put("password", password);
    return http.await(service.port(), Request.post("/api/v1/session", credentials, Map.of()))
        .status();
  }

  @Test
  void site_whileTheServiceRuns_isServedWithinSeconds() throws Exception {
    Ran made = run("", "site", "harbour", "--name", "Harbour", "--origin", "https://h.example");
    assertEquals(0, made.code(), made.said());

    try (Http http = new Http(vertx, 1)) {
      long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
      Request thread = Request.get("/api/v1/sites/harbour/comments?article=pier", Map.of());
      while (http.await(service.port(), thread).status() != 200) {
        assertTrue(System.nanoTime() < deadline, "the service does not know the site");
      }
    }
    assertTrue(run("", "site").said().contains("https://h.example"));
  }

  @Test
  void moderator_passwordFromInput_signsInAtTheRunningService() throws Exception {
    Ran made = run("a good password\n", "moderator", "ana@h.example", "--password-stdin");

    assertEquals(0, made.code(), made.said());
    try (Http http = new Http(vertx, 1)) {
      assertEquals(204, signIn(http, "ana@h.example", "a good password"));
    }
  }

  @Test
  void moderator_passwordGenerated_isPrintedAndSignsIn() throws Exception {
    Ran made = run("", "moderator", "bea@h.example", "--generate-password");

    assertEquals(0, made.code(), made.said());
    String password = made.said().replaceAll("(?s).*password: (\\S+).*", "$1");
    try (Http http = new Http(vertx, 1)) {
      assertEquals(204, signIn(http, "bea@h.example", password));
    }
  }

  @Test
  void moderator_passwordFromEmptyInput_isRefusedAndNobodyIsMade() throws Exception {
    Ran refused = run("", "moderator", "cis@h.example", "--password-stdin");

    assertEquals(1, refused.code());
    assertTrue(refused.said().contains("Standard input is empty"), refused.said());
    assertTrue(!run("", "moderator").said().contains("cis@h.example"));
  }

  @Test
  void check_whileTheServiceRuns_asksItsDatabase() throws Exception {
    Ran checked = run("", "check");

    assertTrue(checked.said().contains("durable"), checked.said());
    assertTrue(!checked.said().contains("Another Parley"), checked.said());
  }

  @Test
  void serve_onTheSameFolder_isRefusedWithWhatToDo() throws Exception {
    Ran second = run("", "serve", "--set", "http.port=0");

    assertEquals(1, second.code());
    assertTrue(second.said().contains("Another Parley is running on"), second.said());
  }

  @Test
  void commands_leaveTheServiceRunning() throws Exception {
    assertEquals(0, run("", "moderator").code());

    try (Http http = new Http(vertx, 1)) {
      assertEquals(
          200, http.await(service.port(), Request.get("/health/ready", Map.of())).status());
    }
  }
}
