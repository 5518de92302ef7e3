package dev.parley.benchmark;

import dev.parley.benchmark.Cost.Memory;
import dev.parley.benchmark.Http.Answer;
import dev.parley.benchmark.Http.Request;
import dev.parley.benchmark.Load.Times;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** What all parts measure with: connections, services in JVMs of their own, and the rows so far. */
final class Bench implements AutoCloseable {
  static final int CONNECTIONS = 32;
  static final Map<String, String> GZIP = Map.of("Accept-Encoding", "gzip");

  /** So long one warms up at most: on a busy machine the compilers take long to come to rest. */
  private static final Duration LONGEST_WARM_UP = Duration.ofSeconds(150);

  /** The compilers' share of the processor time of a JVM that is warm. */
  private static final double CALM = 0.03;

  private final Vertx vertx = Vertx.vertx();
  private final Http http = new Http(vertx, CONNECTIONS);
  private final Path directory;
  private final int loops;
  private final List<String> jvmOptions;
  private final Map<String, Service> services = new LinkedHashMap<>();
  private final Map<String, List<Row>> rows = new LinkedHashMap<>();

  /**
   * A service that is measured.
   *
   * @param administrator the headers of its administrator's requests
   */
  record Service(ChildJvm jvm, Path directory, Map<String, String> administrator) {}

  /**
   * @param loops event loops of each service
   */
  Bench(Path directory, int loops, List<String> jvmOptions) {
    this.directory = directory;
    this.loops = loops;
    this.jvmOptions = jvmOptions;
  }

  /** The service that asks for second opinions so; started when it is first asked for. */
  Service service(String secondOpinion) throws IOException {
    Service known = services.get(secondOpinion);
    if (known != null) {
      return known;
    }
    Path own = directory.resolve(secondOpinion);
    Map<String, String> settings = new HashMap<>(Http.settings());
    settings.put("secondOpinion.when", secondOpinion);
    settings.put("http.loops", String.valueOf(loops));
    List<String> options =
        jvmOptions.stream().map(option -> option.replace("{service}", secondOpinion)).toList();
    ChildJvm jvm = ChildJvm.parley(own, settings, options);
    Service service = new Service(jvm, own, http.signIn(jvm.port()));
    services.put(secondOpinion, service);
    return service;
  }

  /** A server that answers the bytes of a file and nothing else. */
  ChildJvm plain(String name, byte[] bytes) throws IOException {
    Path own = java.nio.file.Files.createDirectories(directory.resolve(name));
    Path file = own.resolve("thread.json.gz");
    java.nio.file.Files.write(file, bytes);
    return ChildJvm.start(PlainHandler.class.getName(), own, List.of(file.toString()), List.of());
  }

  void makeSite(Service service, String slug, JsonObject policy) {
    http.makeSite(service.jvm().port(), slug, policy, service.administrator());
  }

  Answer await(ChildJvm server, Request request) {
    return http.await(server.port(), request);
  }

  Vertx vertx() {
    return vertx;
  }

  /** Sends requests that are not measured: to warm up, or to fill. */
  void send(
      ChildJvm server, int count, IntFunction<Request> requests, BiConsumer<Integer, Answer> each) {
    Load.run(vertx, http, server.port(), CONNECTIONS, count, requests, each);
  }

  /**
   * Sends requests that are not measured until the JVM has compiled what they need: until its
   * compilers take no more than a little of the processor time, or it has gone on for long.
   */
  void warmUp(
      ChildJvm server, int batch, IntFunction<Request> requests, BiConsumer<Integer, Answer> each)
      throws IOException {
    warmUp(server, () -> send(server, batch, requests, each));
  }

  /** A batch of requests, sent to warm up. */
  interface Batch {
    void send() throws IOException;
  }

  /** The same, for requests of several kinds. */
  void warmUp(ChildJvm server, Batch batch) throws IOException {
    long end = System.nanoTime() + LONGEST_WARM_UP.toNanos();
    Cost cost;
    do {
      Cost before = Cost.of(server.pid());
      batch.send();
      cost = Cost.of(server.pid()).since(before);
    } while (cost.compilerMicros() > CALM * cost.jvmMicros() && System.nanoTime() < end);
  }

  /** Measures a row once. */
  void measure(
      String name,
      ChildJvm server,
      int connections,
      int count,
      IntFunction<Request> requests,
      BiConsumer<Integer, Answer> each)
      throws IOException {
    Cost before = Cost.of(server.pid());
    Times times = Load.run(vertx, http, server.port(), connections, count, requests, each);
    Cost cost = Cost.of(server.pid()).since(before);
    rows.computeIfAbsent(name, first -> new ArrayList<>())
        .add(Row.of(name, times, cost, Memory.of(server.pid())));
  }

  /** The medians of a row's rounds. */
  Row median(String name) {
    return Row.median(rows.getOrDefault(name, List.of()));
  }

  /**
   * How many times the cost of another row's requests a row's take: the median over their pairs.
   */
  double times(String name, String other) {
    List<Row> measured = rows.getOrDefault(name, List.of());
    List<Row> beside = rows.getOrDefault(other, List.of());
    return Row.median(
        IntStream.range(0, measured.size())
            .mapToDouble(pair -> measured.get(pair).micros() / beside.get(pair).micros()));
  }

  /** The medians of all rows. */
  List<Row> medians() {
    return rows.values().stream().map(Row::median).toList();
  }

  static BiConsumer<Integer, Answer> expect(int... statuses) {
    return (number, answer) -> {
      for (int status : statuses) {
        if (answer.status() == status) {
          return;
        }
      }
      throw new IllegalStateException("Not expected: " + answer.status() + " " + answer.body());
    };
  }

  /** The connections close first: a server that stops waits for those that are open. */
  @Override
  public void close() {
    http.close();
    services.values().forEach(service -> service.jvm().close());
    try {
      vertx.close().await(10, TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException late) {
      System.err.println("The load generator did not stop in time");
    }
  }
}
