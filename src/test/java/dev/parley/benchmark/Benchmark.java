package dev.parley.benchmark;

import dev.parley.benchmark.Cost.Memory;
import dev.parley.benchmark.Http.Answer;
import dev.parley.benchmark.Http.Request;
import dev.parley.benchmark.Load.Times;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;

/**
 * Measures the service through HTTP on this machine, next to a plain Vert.x handler that answers
 * the same bytes, and prints a table in Markdown:
 *
 * <pre>mvn -q -Pbenchmark verify -DskipTests</pre>
 *
 * Service and handler run in JVMs of their own, the service with its embedded PostgreSQL, fsync on.
 * Processor time is that of the service's processes; the load generator's is not in it. Arguments
 * are options for the service's JVM, such as {@code -XX:StartFlightRecording}.
 */
public final class Benchmark {
  private static final int CONNECTIONS = 32;
  private static final int ROUNDS = 3;
  private static final String SITE = "ledger";
  private static final String ARCHIVE = "archive";
  private static final Map<String, String> GZIP = Map.of("Accept-Encoding", "gzip");

  private final Vertx vertx;
  private final Http http;
  private final ChildJvm service;
  private final Map<String, String> administrator;
  private final Map<String, List<Row>> rows = new LinkedHashMap<>();
  private int readers;
  private int cursors;
  private int posted;
  private int shown;

  private Benchmark(Vertx vertx, Http http, ChildJvm service) {
    this.vertx = vertx;
    this.http = http;
    this.service = service;
    this.administrator = http.signIn(service.port());
    http.makeSite(service.port(), SITE, new JsonObject(), administrator);
    // Where all is shown, so that the threads to be read are of a known size.
    JsonObject showAll = new JsonObject().put("moderation", "none").put("spamQueue", 1);
    http.makeSite(service.port(), ARCHIVE, showAll, administrator);
  }

  public static void main(String[] arguments) throws Exception {
    Path directory = Files.createTempDirectory("parley-benchmark");
    Vertx vertx = Vertx.vertx();
    // The connections close first: a server that stops waits for those that are open.
    try (ChildJvm service = ChildJvm.parley(directory, Http.settings(), List.of(arguments));
        Http http = new Http(vertx, CONNECTIONS)) {
      new Benchmark(vertx, http, service).run(directory);
    } finally {
      vertx.close().await(10, TimeUnit.SECONDS);
    }
    // Only now: after a failure the logs are wanted.
    Scratch.delete(directory);
  }

  private void run(Path directory) throws IOException {
    String hundred = path(ARCHIVE, "/comments?article=hundred&limit=20");
    String thousand = path(ARCHIVE, "/comments?article=thousand&limit=100");
    seed("hundred", 20, 4);
    seed("thousand", 100, 9);
    try (ChildJvm plain = plain(directory.resolve("hundred"), hundred);
        ChildJvm plainLarge = plain(directory.resolve("thousand"), thousand)) {
      Map<String, String> known = Map.of("If-None-Match", get(hundred).etag());
      for (int round = 0; round < ROUNDS; round++) {
        read("plain handler, bytes of 100 comments", plain, 20_000, "/", GZIP, 200);
        read("read 100, cached, gzip", service, 20_000, hundred, GZIP, 200);
        read("plain handler, bytes of 1,000 comments", plainLarge, 8_000, "/", GZIP, 200);
        read("read 1,000, cached, gzip", service, 8_000, thousand, GZIP, 200);
        read("read 100, not modified (304)", service, 20_000, hundred, known, 304);
      }
    }
    String uncached = "read 100, uncached, gzip";
    load("", service, 1_500, number -> uncached(), expect(200));
    load(uncached, service, 3_000, number -> uncached(), expect(200));
    String post = "post, screened and on disk";
    load("", service, 5_000, number -> post(), posted());
    load(post, service, 6_000, number -> post(), posted());
    decide(1_500, 500);
    print();
  }

  private void print() {
    List<Row> middle = rows.values().stream().map(Row::middle).toList();
    System.out.print(Row.HEADER);
    middle.forEach(row -> System.out.println(row.line()));
    System.out.printf(
        Locale.ROOT,
        """

        Cached read of 100: %.2f times the processor time of the plain handler (at most 2.0).
        Cached read of 1,000: %.2f times.
        Post: %.2f ms of processor time (at most 1.50); %.0f %% of the comments were shown at once.
        %d connections; reads are the middle one of %d rounds; Java %s, %d processors.
        """,
        middle.get(1).micros() / middle.get(0).micros(),
        middle.get(3).micros() / middle.get(2).micros(),
        middle.get(6).micros() / 1_000,
        100.0 * shown / posted,
        CONNECTIONS,
        ROUNDS,
        System.getProperty("java.version"),
        Runtime.getRuntime().availableProcessors());
  }

  private static String path(String site, String rest) {
    return "/api/v1/sites/" + site + rest;
  }

  private Answer get(String path) {
    return http.await(service.port(), Request.get(path, GZIP));
  }

  /** An article with so many comments, and so many replies to each of them. */
  private void seed(String article, int roots, int replies) {
    String[] ids = new String[roots];
    load(
        "",
        service,
        roots,
        number -> post(ARCHIVE, article, Comments.text(++readers)),
        (number, answer) -> ids[number] = idOf(answer));
    load(
        "",
        service,
        roots * replies,
        number -> {
          Request post = post(ARCHIVE, article, Comments.text(++readers));
          JsonObject body = post.body().toJsonObject().put("parentId", ids[number % roots]);
          return Request.post(post.path(), body, post.headers());
        },
        expect(201));
  }

  private ChildJvm plain(Path directory, String path) throws IOException {
    Path file = Files.createDirectories(directory).resolve("thread.json.gz");
    Files.write(file, get(path).body().getBytes());
    return ChildJvm.start(
        PlainHandler.class.getName(), directory, List.of(file.toString()), List.of());
  }

  /** The first round warms up before it measures. */
  private void read(
      String name, ChildJvm server, int count, String path, Map<String, String> headers, int status)
      throws IOException {
    Request request = Request.get(path, headers);
    if (!rows.containsKey(name)) {
      load("", server, 2 * count, number -> request, expect(status));
    }
    load(name, server, count, number -> request, expect(status));
  }

  /**
   * The first page, asked for each time by another cursor beyond the newest comment: nothing is
   * kept under that cursor, so that each answer is read, serialised and compressed.
   */
  private Request uncached() {
    String cursor = "0_ffffffff-ffff-7fff-bfff-%012x".formatted(++cursors);
    return Request.get(path(ARCHIVE, "/comments?article=hundred&limit=20&cursor=" + cursor), GZIP);
  }

  /** A comment on one of a hundred articles. */
  private Request post() {
    readers++;
    return post(SITE, "article-" + readers % 100, Comments.text(readers));
  }

  private Request post(String site, String article, String text) {
    return Request.post(
        path(site, "/comments"),
        Comments.submission(article, readers, text),
        Map.of(
            "X-Forwarded-For",
            Comments.address(readers),
            "Idempotency-Key",
            "benchmark-" + readers));
  }

  private static String idOf(Answer answer) {
    return answer.json().getJsonObject("comment").getString("id");
  }

  /** A moderator approves comments that are held, one by one. */
  private void decide(int count, int warmUp) {
    List<String> held = new ArrayList<>();
    load(
        "",
        service,
        count + warmUp,
        number -> {
          readers++;
          return post(
              SITE, "held-" + readers % 100, Comments.text(readers) + " Only a moron would not.");
        },
        (number, answer) -> held.add(idOf(answer)));
    IntFunction<Request> approve =
        number -> {
          JsonObject seen =
              new JsonObject().put("id", held.remove(held.size() - 1)).put("version", 1);
          return Request.post(
              path(SITE, "/decisions"),
              new JsonObject().put("cases", new JsonArray().add(seen)).put("action", "approve"),
              administrator);
        };
    BiConsumer<Integer, Answer> applied =
        (number, answer) -> {
          if (!answer.body().toString().contains("\"applied\"")) {
            throw new IllegalStateException("Not decided: " + answer);
          }
        };
    measure("", service, 1, warmUp, approve, applied);
    measure("decision, one at a time", service, 1, count, approve, applied);
  }

  private BiConsumer<Integer, Answer> posted() {
    return (number, answer) -> {
      posted++;
      shown += answer.status() == 201 ? 1 : 0;
      if (answer.status() != 201 && answer.status() != 202) {
        throw new IllegalStateException("Not posted: " + answer);
      }
    };
  }

  private static BiConsumer<Integer, Answer> expect(int status) {
    return (number, answer) -> {
      if (answer.status() != status) {
        throw new IllegalStateException("Not " + status + ": " + answer);
      }
    };
  }

  private void load(
      String name,
      ChildJvm server,
      int count,
      IntFunction<Request> requests,
      BiConsumer<Integer, Answer> answers) {
    measure(name, server, CONNECTIONS, count, requests, answers);
  }

  /** Runs a load; without a name it only warms up or seeds. */
  private void measure(
      String name,
      ChildJvm server,
      int connections,
      int count,
      IntFunction<Request> requests,
      BiConsumer<Integer, Answer> answers) {
    try {
      Cost before = Cost.of(server.pid());
      Times times = Load.run(vertx, http, server.port(), connections, count, requests, answers);
      Cost cost = Cost.of(server.pid()).since(before);
      if (!name.isEmpty()) {
        rows.computeIfAbsent(name, first -> new ArrayList<>())
            .add(Row.of(name, times, cost, Memory.of(server.pid())));
      }
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }
}
