package dev.parley;

import dev.parley.config.Config;
import dev.parley.database.Database;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/**
 * A real Parley on a real PostgreSQL, one for all tests, on any free port. Each test class works on
 * a site of its own.
 */
public final class TestParley implements AutoCloseable {
  public static final String ADMIN = "admin@parley.example";
  public static final String PASSWORD = "correct horse battery";

  private static final AtomicInteger SITES = new AtomicInteger();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Service service;
  private final Thread atExit;

  private TestParley(Service service) {
    this.service = service;
    this.atExit = new Thread(service::close);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  private static final class Shared {
    static final TestParley INSTANCE = start(Map.of());
  }

  /** The service all tests share, with rate limits off. */
  public static TestParley shared() {
    return Shared.INSTANCE;
  }

  /**
   * A service of one's own, on a new embedded PostgreSQL. It stops with the JVM; close one that
   * shares the database of others before, or it learns in their place.
   */
  public static TestParley start(Map<String, String> settings) {
    return start(settings, Clock.systemUTC());
  }

  /** The same with a clock of the test's own. */
  public static TestParley start(Map<String, String> settings, Clock clock) {
    return start(settings, clock, new SecureRandom());
  }

  /** The same with chance of the test's own. */
  public static TestParley start(
      Map<String, String> settings, Clock clock, RandomGenerator chance) {
    try {
      Path directory = Files.createTempDirectory("parley-test");
      Map<String, String> all = new LinkedHashMap<>();
      all.put("http.port", "0");
      all.put("database.dataDir", directory.toString());
      all.put("admin.email", ADMIN);
      all.put("admin.password", PASSWORD);
      all.put("limits.enabled", "false");
      // On a busy machine a second opinion may take longer than a reader would be asked to wait.
      all.put("secondOpinion.budgetMillis", "60000");
      all.putAll(settings);
      Service service =
          Service.start(Config.read(Path.of("none.yaml"), Map.of(), all), clock, chance);
      return new TestParley(service);
    } catch (IOException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Another service beside the shared one, on its database. */
  public static TestParley beside(String... settings) {
    return start(besideShared(settings));
  }

  /** The same with a clock and chance of the test's own. */
  public static TestParley beside(Clock clock, RandomGenerator chance) {
    return start(besideShared(), clock, chance);
  }

  private static Map<String, String> besideShared(String... settings) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("database.url", shared().service().databaseUrl());
    all.put("demo", "false");
    for (int i = 0; i < settings.length; i += 2) {
      all.put(settings[i], settings[i + 1]);
    }
    return all;
  }

  /** The same behind a proxy that says by X-Forwarded-For who asks. */
  public static TestParley behindProxy() {
    return beside("http.trustedProxies", "127.0.0.0/8");
  }

  /** Changes one stored row behind the service's back: what time would do, or another network. */
  public void change(String sql, Object... values) {
    Vertx vertx = Vertx.vertx();
    Database database = Database.open(vertx, service.databaseUrl(), 1);
    try {
      int changed =
          database.pool().preparedQuery(sql).execute(Tuple.wrap(values)).await().rowCount();
      if (changed != 1) {
        throw new IllegalStateException(changed + " rows were changed");
      }
    } finally {
      database.close().await();
      vertx.close().await();
    }
  }

  /** A number that the database tells, for what no answer shows. */
  public long count(String sql, Object... values) {
    Vertx vertx = Vertx.vertx();
    Database database = Database.open(vertx, service.databaseUrl(), 1);
    try {
      return database
          .pool()
          .preparedQuery(sql)
          .execute(Tuple.wrap(values))
          .await()
          .iterator()
          .next()
          .getLong(0);
    } finally {
      database.close().await();
      vertx.close().await();
    }
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(atExit);
    service.close();
  }

  public String url() {
    return service.url();
  }

  public Service service() {
    return service;
  }

  /** An answer, its body read as JSON when it is JSON. */
  public record Answer(int status, java.net.http.HttpHeaders headers, String text) {
    public JsonObject json() {
      return new JsonObject(text);
    }

    public String code() {
      return json().getString("code");
    }

    public String header(String name) {
      return headers.firstValue(name).orElse("");
    }
  }

  /** Sends a request; header names and values alternate. */
  public Answer send(String method, String path, JsonObject body, String... headers) {
    return send(
        method,
        path,
        body == null ? null : body.encode().getBytes(java.nio.charset.StandardCharsets.UTF_8),
        headers);
  }

  /** Sends a request with any bytes for a body. */
  public Answer send(String method, String path, byte[] body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .method(
                method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    try {
      HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.headers(), response.body());
    } catch (IOException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    }
  }

  public Answer get(String path, String... headers) {
    return send("GET", path, (byte[]) null, headers);
  }

  /** Someone signed in. */
  public final class Desk {
    private final String cookie;

    private Desk(String cookie) {
      this.cookie = cookie;
    }

    public String cookie() {
      return cookie;
    }

    public Answer get(String path) {
      return TestParley.this.get(path, "Cookie", cookie);
    }

    public Answer send(String method, String path, JsonObject body) {
      return TestParley.this.send(method, path, body, "Cookie", cookie);
    }

    /** Decides about one case. */
    public JsonObject decide(TestSite site, String id, int version, String action, String reason) {
      JsonObject decision =
          new JsonObject()
              .put(
                  "cases",
                  new io.vertx.core.json.JsonArray()
                      .add(new JsonObject().put("id", id).put("version", version)))
              .put("action", action);
      if (reason != null) {
        decision.put("reason", reason);
      }
      return send("POST", site.path("/decisions"), decision)
          .json()
          .getJsonArray("decisions")
          .getJsonObject(0);
    }
  }

  public Desk signIn(String email, String password) {
    Answer answer =
        send(
            "POST",
            "/api/v1/session",
            new JsonObject().put("email", email).put("password", password));
    if (answer.status() != 204) {
      throw new IllegalStateException("Sign-in failed: " + answer);
    }
    return new Desk(answer.header("Set-Cookie").split(";", 2)[0]);
  }

  public Desk administrator() {
    return signIn(ADMIN, PASSWORD);
  }

  /** A new moderator of a site, signed in. */
  public Desk moderator(TestSite site, String name) {
    String email =
        name.toLowerCase(java.util.Locale.ROOT).replace(' ', '.') + "@" + site.slug() + ".example";
    administrator()
        .send(
            "POST",
            "/api/v1/moderators",
            new JsonObject()
                .put("email", email)
                .put("name", name)
                .put("password", PASSWORD)
                .put("sites", new io.vertx.core.json.JsonArray().add(site.slug())));
    return signIn(email, PASSWORD);
  }

  /** A new site with the default policy, which anyone may embed. */
  public TestSite site() {
    return site(new JsonObject());
  }

  /** A new site with a policy of its own. */
  public TestSite site(JsonObject policy) {
    return site(policy, "*");
  }

  public TestSite site(JsonObject policy, String origin) {
    String slug = "site-" + SITES.incrementAndGet();
    Answer answer =
        administrator()
            .send(
                "POST",
                "/api/v1/sites",
                new JsonObject()
                    .put("slug", slug)
                    .put("name", "Site " + slug)
                    .put("origins", new io.vertx.core.json.JsonArray().add(origin))
                    .put("policy", policy));
    if (answer.status() != 201) {
      throw new IllegalStateException("No site: " + answer);
    }
    return new TestSite(slug);
  }

  /** A site, as its readers use it. */
  public final class TestSite {
    private final String slug;

    private TestSite(String slug) {
      this.slug = slug;
    }

    public String slug() {
      return slug;
    }

    public String path(String rest) {
      return "/api/v1/sites/" + slug + rest;
    }

    /** A submission by a named reader. */
    public JsonObject submission(String article, String name, String body) {
      return new JsonObject()
          .put("article", new JsonObject().put("key", article))
          .put(
              "author",
              new JsonObject()
                  .put("name", name)
                  .put(
                      "email",
                      name.toLowerCase(java.util.Locale.ROOT).replace(' ', '.')
                          + "@readers.example"))
          .put("body", body);
    }

    public Answer post(String article, String name, String body) {
      return post(submission(article, name, body));
    }

    public Answer post(JsonObject submission, String... headers) {
      return TestParley.this.send("POST", path("/comments"), submission, headers);
    }

    /** Posts a reply. */
    public Answer reply(String article, String parent, String name, String body) {
      return post(submission(article, name, body).put("parentId", parent));
    }

    public Answer thread(String article) {
      return TestParley.this.get(path("/comments?article=" + article));
    }

    /** An own comment by its token. */
    public Answer own(JsonObject receipt) {
      return TestParley.this.get(
          path("/comments/" + receipt.getJsonObject("comment").getString("id")),
          "Authorization",
          "Bearer " + receipt.getString("editToken"));
    }
  }
}
