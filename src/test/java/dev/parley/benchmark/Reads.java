package dev.parley.benchmark;

import dev.parley.benchmark.Bench.Service;
import dev.parley.benchmark.Http.Request;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Threads that are read, next to a plain Vert.x handler that answers the same bytes. */
final class Reads implements Part {
  private static final String SITE = "archive";

  private static final double MOST_TIMES_PLAIN = 1.5;

  /**
   * How often a round asks the service and the plain handler in turn. What else the machine does
   * meets two neighbours alike, so that the median of their ratios tells more than the ratio of two
   * medians: with one pair a round that was 1.26 or 2.11 for the same code.
   */
  private static final int PAIRS = 6;

  /** A thread that is read. */
  private enum Thread {
    HUNDRED("100", 20, 4, 20_000),
    THOUSAND("1,000", 100, 9, 16_000);

    private final String size;
    private final int roots;
    private final int replies;
    private final int round;

    Thread(String size, int roots, int replies, int round) {
      this.size = size;
      this.roots = roots;
      this.replies = replies;
      this.round = round;
    }

    String path() {
      return "/api/v1/sites/" + SITE + "/comments?article=" + name() + "&limit=" + roots;
    }

    String row() {
      return "read " + size + ", cached, gzip";
    }

    String plainRow() {
      return "plain handler, bytes of " + size + " comments";
    }
  }

  private static final String UNCHANGED = "read 100, not modified (304)";
  private static final String UNCACHED = "read 100, uncached, gzip";
  private static final int UNCACHED_ROUND = 1_500;

  private final Bench bench;
  private final List<ChildJvm> plain = new ArrayList<>();
  private Map<String, String> known = Map.of();
  private int readers;
  private int cursors;

  Reads(Bench bench) {
    this.bench = bench;
  }

  private Service service() throws IOException {
    return bench.service("never");
  }

  @Override
  public void prepare() throws IOException {
    // Where all is shown, so that the threads to be read are of a known size.
    bench.makeSite(service(), SITE, new JsonObject().put("moderation", "none").put("spamQueue", 1));
    for (Thread thread : Thread.values()) {
      seed(thread);
      Request read = Request.get(thread.path(), Bench.GZIP);
      plain.add(
          bench.plain("plain-" + thread, bench.await(service().jvm(), read).body().getBytes()));
    }
    Request hundred = Request.get(Thread.HUNDRED.path(), Bench.GZIP);
    known = Map.of("If-None-Match", bench.await(service().jvm(), hundred).etag());
    for (Thread thread : Thread.values()) {
      Request read = Request.get(thread.path(), Bench.GZIP);
      warmUp(plain.get(thread.ordinal()), thread, read);
      warmUp(service().jvm(), thread, read);
    }
    bench.send(service().jvm(), UNCACHED_ROUND, number -> uncached(), Bench.expect(200));
  }

  private void warmUp(ChildJvm server, Thread thread, Request read) throws IOException {
    bench.warmUp(server, thread.round, number -> read, Bench.expect(200));
  }

  /** The thread's roots, and so many replies to each of them. */
  private void seed(Thread thread) throws IOException {
    String[] ids = new String[thread.roots];
    bench.send(
        service().jvm(),
        thread.roots,
        number -> post(thread),
        (number, answer) -> ids[number] = answer.json().getJsonObject("comment").getString("id"));
    bench.send(
        service().jvm(),
        thread.roots * thread.replies,
        number -> {
          Request post = post(thread);
          JsonObject body = post.body().toJsonObject().put("parentId", ids[number % thread.roots]);
          return Request.post(post.path(), body, post.headers());
        },
        Bench.expect(201));
  }

  private Request post(Thread thread) {
    readers++;
    return Posts.post(SITE, thread.name(), readers, Comments.text(readers));
  }

  @Override
  public void round() throws IOException {
    Request bytes = Request.get("/", Bench.GZIP);
    Request unchanged = Request.get(Thread.HUNDRED.path(), known);
    for (int pair = 0; pair < PAIRS; pair++) {
      for (Thread thread : Thread.values()) {
        Request read = Request.get(thread.path(), Bench.GZIP);
        measure(thread.plainRow(), plain.get(thread.ordinal()), thread.round, bytes, 200);
        measure(thread.row(), service().jvm(), thread.round, read, 200);
      }
      measure(UNCHANGED, service().jvm(), Thread.HUNDRED.round, unchanged, 304);
    }
    bench.measure(
        UNCACHED,
        service().jvm(),
        Bench.CONNECTIONS,
        UNCACHED_ROUND,
        number -> uncached(),
        Bench.expect(200));
  }

  private void measure(String name, ChildJvm server, int count, Request request, int status)
      throws IOException {
    bench.measure(name, server, Bench.CONNECTIONS, count, number -> request, Bench.expect(status));
  }

  /**
   * The first page, asked for each time by another cursor beyond the newest comment: nothing is
   * kept under that cursor, so that each answer is read, serialised and compressed.
   */
  private Request uncached() {
    String cursor =
        String.format(java.util.Locale.ROOT, "0_ffffffff-ffff-7fff-bfff-%012x", ++cursors);
    return Request.get(Thread.HUNDRED.path() + "&cursor=" + cursor, Bench.GZIP);
  }

  @Override
  public List<Limit> limits() {
    return List.of(
        timesPlain(Thread.HUNDRED.row(), Thread.HUNDRED),
        timesPlain(Thread.THOUSAND.row(), Thread.THOUSAND),
        timesPlain(UNCHANGED, Thread.HUNDRED));
  }

  private Limit timesPlain(String row, Thread thread) {
    return new Limit(row, bench.times(row, thread.plainRow()), MOST_TIMES_PLAIN, "× plain");
  }

  @Override
  public void close() {
    plain.forEach(ChildJvm::close);
  }
}
