package dev.parley;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.TestParley.TestSite;
import dev.parley.config.Config;
import dev.parley.slow.OtherProcess;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** The files for operators in config/, tried with the programs they are for. */
@OtherProcess
class OperatorFilesTest {
  private static final Path CONFIG = Path.of("config");

  @TempDir private Path folder;

  private record Ran(int code, String said) {}

  private static void needs(String program) {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(":", -1), new String[] {"/usr/sbin"})
            .flatMap(Stream::of)
            .anyMatch(place -> Files.isExecutable(Path.of(place, program))),
        () -> "Without " + program + " its file is not tried");
  }

  private Ran run(String... command) throws IOException, InterruptedException {
    Path said = Files.createTempFile(folder, "said", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
    builder.environment().merge("PATH", "/usr/sbin", (before, more) -> before + ":" + more);
    builder.environment().put("HOME", folder.toString());
    Process process = builder.start();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), () -> String.join(" ", command));
    return new Ran(process.exitValue(), Files.readString(said));
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  @Test
  void systemdUnit_isVerified() throws Exception {
    needs("systemd-analyze");
    String unit =
        Files.readString(CONFIG.resolve("parley.service"))
            .replace("/usr/bin/java", Path.of("/bin/sh").toString());
    Path file = Files.writeString(folder.resolve("parley.service"), unit);

    Ran ran = run("systemd-analyze", "verify", file.toString());

    assertEquals(0, ran.code(), ran.said());
    assertTrue(ran.said().isBlank(), ran.said());
    Path wrong =
        Files.writeString(
            folder.resolve("wrong.service"), unit.replace("ExecStart=", "ExecBegin="));
    assertTrue(run("systemd-analyze", "verify", wrong.toString()).said().contains("ExecBegin"));
  }

  @Test
  void caddyfile_isValid() throws Exception {
    needs("caddy");

    Ran ran =
        run(
            "caddy",
            "validate",
            "--adapter",
            "caddyfile",
            "--config",
            CONFIG.resolve("Caddyfile").toString());

    assertEquals(0, ran.code(), ran.said());
    assertTrue(ran.said().contains("Valid configuration"), ran.said());
  }

  /** The settings an environment names are those Parley has. */
  @Test
  void compose_namesSettingsThatExist_andWhatItRefersTo() throws Exception {
    Map<String, Object> compose = new Yaml().load(Files.readString(CONFIG.resolve("compose.yaml")));
    JsonObject json = new JsonObject(compose);
    JsonObject services = json.getJsonObject("services");
    JsonObject environment = services.getJsonObject("parley").getJsonObject("environment");
    Map<String, String> given = new java.util.LinkedHashMap<>();
    environment.forEach(one -> given.put(one.getKey(), String.valueOf(one.getValue())));
    Path url = Files.writeString(folder.resolve("url"), "postgresql://parley:x@database/parley");
    assertEquals(
        "/run/secrets/database-url", given.put("PARLEY_DATABASE_URL_FILE", url.toString()));

    Config config = Config.read(Path.of("none.yaml"), given, Map.of());

    assertEquals("postgresql://parley:x@database/parley", config.database().url().orElseThrow());
    assertEquals(
        "https://talk.example.org", String.valueOf(config.http().publicUrl().orElseThrow()));
    assertEquals(List.of("172.28.0.0/16"), config.http().trustedProxies());
    for (String service : services.fieldNames()) {
      for (String kind : List.of("secrets", "networks")) {
        for (Object name : services.getJsonObject(service).getJsonArray(kind, new JsonArray())) {
          assertTrue(json.getJsonObject(kind).containsKey(String.valueOf(name)), name::toString);
        }
      }
    }
  }

  @Test
  void grafanaDashboard_asksForFiguresThatAreDocumented() throws Exception {
    String dashboard = Files.readString(CONFIG.resolve("grafana.json"));
    assertEquals(12, new JsonObject(dashboard).getJsonArray("panels").size());
    String documented = Files.readString(Path.of("src/site/markdown/operating.md"));

    Pattern.compile("parley_[a-z_]+")
        .matcher(dashboard)
        .results()
        .map(found -> found.group().replaceFirst("_(sum|count|max)$", ""))
        .forEach(name -> assertTrue(documented.contains("`" + name + "`"), name));
  }

  private HttpResponse<String> send(int port, String method, String path, byte[] body)
      throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, BodyPublishers.ofByteArray(body))
                .header("Content-Type", "application/json")
                .build(),
            BodyHandlers.ofString());
  }

  /** The file as it is, but without TLS, on free ports, and with its files in a folder. */
  private Path nginxConfiguration(TestParley parley, int port) throws IOException {
    String site =
        Files.readString(CONFIG.resolve("nginx.conf"))
            .replace("listen 443 ssl http2;", "listen 127.0.0.1:" + port + ";")
            .replace("listen 80;", "listen 127.0.0.1:" + freePort() + ";")
            .replaceAll("(?m)^ *ssl_.*\n", "")
            .replace("127.0.0.1:8080", "127.0.0.1:" + parley.service().port())
            .replace("/var/cache/nginx/parley", folder.resolve("cache").toString());
    String user = "root".equals(System.getProperty("user.name")) ? "user root;\n" : "";
    return Files.writeString(
        folder.resolve("nginx.conf"),
        user
            + """
            daemon off;
            pid FOLDER/pid;
            error_log FOLDER/error.log;
            events {}
            http {
            access_log off;
            client_body_temp_path FOLDER/body;
            proxy_temp_path FOLDER/proxy;
            fastcgi_temp_path FOLDER/fastcgi;
            uwsgi_temp_path FOLDER/uwsgi;
            scgi_temp_path FOLDER/scgi;
            """
                .replace("FOLDER", folder.toString())
            + site
            + "}\n");
  }

  @Test
  void nginx_passesOnWhatParleyNeeds_andKeepsThreads() throws Exception {
    needs("nginx");
    int port = freePort();
    try (TestParley parley = TestParley.behindProxy()) {
      TestSite site = parley.site();
      site.post("pier", "Ann", "The pier is open.");
      Path file = nginxConfiguration(parley, port);
      Ran tested = run("nginx", "-t", "-c", file.toString());
      assertEquals(0, tested.code(), tested.said());
      ProcessBuilder builder =
          new ProcessBuilder("nginx", "-c", file.toString()).redirectErrorStream(true);
      builder.environment().merge("PATH", "/usr/sbin", (before, more) -> before + ":" + more);
      Process nginx = builder.redirectOutput(folder.resolve("nginx.txt").toFile()).start();
      try {
        awaitOpen(port);
        String thread = site.path("/comments?article=pier");
        assertTrue(send(port, "GET", thread, new byte[0]).body().contains("The pier is open."));
        try (var kept = Files.walk(folder.resolve("cache"))) {
          assertTrue(kept.anyMatch(Files::isRegularFile), "the thread is kept");
        }
        assertStreams(port, site);
        byte[] large = new byte[3 << 20];
        assertEquals(413, send(port, "POST", site.path("/comments"), large).statusCode());
        // Parley itself answers: nobody is signed in.
        assertEquals(401, send(port, "POST", site.path("/imports"), large).statusCode());
        assertEquals(200, send(port, "GET", "/metrics", new byte[0]).statusCode());
      } finally {
        nginx.destroy();
        nginx.waitFor();
      }
    }
  }

  private static void awaitOpen(int port) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (true) {
      try (var socket = new java.net.Socket(InetAddress.getLoopbackAddress(), port)) {
        assertTrue(socket.isConnected());
        return;
      } catch (IOException closed) {
        assertTrue(System.nanoTime() < deadline, closed::toString);
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
  }

  /** The first event comes at once, long before the stream ends. */
  private static void assertStreams(int port, TestSite site) throws Exception {
    HttpResponse<Stream<String>> stream =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + site.path("/stream?article=pier")))
                    .build(),
                BodyHandlers.ofLines());
    try (Stream<String> lines = stream.body()) {
      assertTrue(lines.anyMatch(line -> line.startsWith("event: changed")));
    }
  }
}
