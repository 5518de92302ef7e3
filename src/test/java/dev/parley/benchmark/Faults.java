package dev.parley.benchmark;

import dev.parley.StoppableProxy;
import dev.parley.benchmark.Http.Request;
import dev.parley.database.EmbeddedPostgres;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Takes PostgreSQL away from a service in use and prints what was lost, doubled, and read late;
 * ends with 1 when anything was lost or doubled, or fewer than 99 % of the reads were answered
 * within a second:
 *
 * <pre>mvn -q -Pbenchmark -DskipTests verify -Dbenchmark.main=Faults</pre>
 */
public final class Faults {
  private static final String SITE = "ledger";
  private static final int ROUNDS = 5;
  private static final int WRITERS = 16;
  private static final int READERS = 4;
  private static final int COMMENTS = 300;
  private static final long FAULT_SECONDS = 4;
  private static final double READ_IN_TIME = 0.99;

  private static final List<String> READS =
      List.of(
          "/api/v1/sites/" + SITE + "/comments?article=known",
          "/api/v1/sites/" + SITE + "/counts?article=known",
          "/api/v1/sites/" + SITE + "/feed.atom?article=known",
          "/sites/" + SITE + "/thread?article=known");

  private final Vertx vertx;
  private final Http http;
  private final ChildJvm service;
  private final StoppableProxy proxy;
  private final Path directory;
  private final List<String> acknowledged = new ArrayList<>();
  private final AtomicInteger reads = new AtomicInteger();
  private final AtomicInteger late = new AtomicInteger();
  private volatile boolean reading = true;
  private int sent;

  private Faults(Vertx vertx, Http http, ChildJvm service, StoppableProxy proxy, Path directory) {
    this.vertx = vertx;
    this.http = http;
    this.service = service;
    this.proxy = proxy;
    this.directory = directory;
  }

  public static void main(String[] arguments) throws Exception {
    Path directory = Files.createTempDirectory("parley-faults");
    Vertx vertx = Vertx.vertx();
    boolean passed;
    try (EmbeddedPostgres database = EmbeddedPostgres.start(directory.resolve("postgres"));
        StoppableProxy proxy = StoppableProxy.before(database.url());
        ChildJvm service = ChildJvm.parley(directory, settings(proxy.url()), List.of());
        Http http = new Http(vertx, WRITERS + READERS)) {
      passed = new Faults(vertx, http, service, proxy, directory).run();
    } finally {
      vertx.close().await(10, TimeUnit.SECONDS);
    }
    System.exit(passed ? 0 : 1);
  }

  private static Map<String, String> settings(String databaseUrl) {
    Map<String, String> settings = new HashMap<>(Http.settings());
    settings.put("database.url", databaseUrl);
    return settings;
  }

  private boolean run() throws Exception {
    http.makeSite(service.port(), SITE, new JsonObject(), http.signIn(service.port()));
    Delivery known = deliver("known", 20);
    known.await();
    take(known);
    for (String path : READS) {
      http.await(service.port(), Request.get(path, Map.of()));
    }
    IntStream.range(0, READERS).forEach(reader -> read(reader));
    System.out.println("| PostgreSQL | comments | sent again | reads | within 1 s |");
    System.out.println("|---|---:|---:|---:|---:|");
    boolean inTime = true;
    for (String fault : List.of("killed", "stopped", "away")) {
      reads.set(0);
      late.set(0);
      int again = 0;
      for (int round = 0; round < ROUNDS; round++) {
        Delivery delivery = deliver(fault + "-" + round, COMMENTS);
        delivery.awaitHalf();
        suffer(fault);
        delivery.await();
        take(delivery);
        again += delivery.sentAgain();
      }
      double share = 1 - (double) late.get() / Math.max(1, reads.get());
      inTime &= share >= READ_IN_TIME;
      System.out.printf(
          Locale.ROOT,
          "| %s, %d times | %d | %d | %d | %.2f %% |%n",
          fault,
          ROUNDS,
          ROUNDS * COMMENTS,
          again,
          reads.get(),
          100 * share);
    }
    reading = false;
    List<String> faults = Store.faults(acknowledged, Store.comments(vertx, directory, SITE));
    System.out.println("Lost, doubled or untold: " + faults.size());
    faults.forEach(System.out::println);
    return faults.isEmpty() && inTime;
  }

  private Delivery deliver(String article, int count) {
    List<JsonObject> submissions =
        Stream.generate(() -> Comments.submission(article, ++sent, Comments.text(sent)))
            .limit(count)
            .toList();
    return new Delivery(vertx, http, service::port, SITE, submissions).start(WRITERS);
  }

  private void take(Delivery delivery) {
    acknowledged.addAll(delivery.ids());
    delivery.failures().forEach(failure -> System.out.println("Refused: " + failure));
  }

  private void suffer(String fault) throws IOException, InterruptedException {
    switch (fault) {
      case "killed" -> ProcessHandle.of(Store.serverPid(directory)).orElseThrow().destroyForcibly();
      case "stopped" -> {
        List<Long> server = server();
        signal("STOP", server);
        TimeUnit.SECONDS.sleep(FAULT_SECONDS);
        signal("CONT", server);
      }
      default -> {
        proxy.cut();
        TimeUnit.SECONDS.sleep(FAULT_SECONDS);
        proxy.goOn();
      }
    }
  }

  /** The server's processes. */
  private List<Long> server() throws IOException {
    ProcessHandle main = ProcessHandle.of(Store.serverPid(directory)).orElseThrow();
    return Stream.concat(Stream.of(main), main.descendants()).map(ProcessHandle::pid).toList();
  }

  private static void signal(String name, List<Long> processes)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("kill", "-" + name));
    processes.forEach(process -> command.add(String.valueOf(process)));
    new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  private void read(int number) {
    if (!reading) {
      return;
    }
    long began = System.nanoTime();
    http.send(service.port(), Request.get(READS.get(number % READS.size()), Map.of()))
        .onComplete(
            answer -> {
              boolean answered = answer.succeeded() && answer.result().status() == 200;
              reads.incrementAndGet();
              if (!answered || System.nanoTime() - began > TimeUnit.SECONDS.toNanos(1)) {
                late.incrementAndGet();
              }
              // Some tens a second each, as readers do.
              vertx.setTimer(20, later -> read(number));
            });
  }
}
