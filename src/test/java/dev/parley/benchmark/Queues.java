package dev.parley.benchmark;

import dev.parley.benchmark.Bench.Service;
import dev.parley.benchmark.Http.Request;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** A queue of a million comments, made in the database: a flood no moderator was there for. */
final class Queues implements Part {
  private static final String SITE = "flood";
  private static final int PENDING = 1_000_000;
  private static final int APPROVED = 50_000;
  private static final int ROUND = 200;
  private static final int WARM_UP = 100;
  private static final int SEARCH_MILLIS = 200;

  /** What a moderator looks at. */
  private enum Page {
    FIRST("first page", "", 20),
    OLDEST("first page, oldest first", "&sort=oldest", 20),
    REASON("filter by a common reason", "&reason=FIRST_COMMENT", SEARCH_MILLIS),
    RARE_REASON("filter by a rare reason", "&reason=BANNED_WORD", 200),
    TEXT("filter by a common text", "&q=harbour", 200),
    RARE_TEXT("filter by a rare text", "&q=needle", 200);

    private final String name;
    private final String parameters;
    private final double mostMillis;

    Page(String name, String parameters, double mostMillis) {
      this.name = name;
      this.parameters = parameters;
      this.mostMillis = mostMillis;
    }

    String row() {
      return "queue of 1,000,000: " + name;
    }
  }

  private final Bench bench;

  Queues(Bench bench) {
    this.bench = bench;
  }

  private Service service() throws IOException {
    return bench.service("never");
  }

  @Override
  public void prepare() throws IOException {
    bench.makeSite(service(), SITE, new JsonObject());
    Store.flood(bench.vertx(), service().directory(), SITE, PENDING, APPROVED);
    for (Page page : Page.values()) {
      Request request = request(page);
      // A long batch of what is quick, and a short one of what is searched for.
      int batch = page.mostMillis < SEARCH_MILLIS ? 10 * WARM_UP : WARM_UP;
      bench.warmUp(service().jvm(), batch, number -> request, Bench.expect(200));
    }
  }

  private Request request(Page page) {
    try {
      return Request.get(
          "/api/v1/sites/" + SITE + "/cases?queue=pending" + page.parameters,
          service().administrator());
    } catch (IOException notRunning) {
      throw new java.io.UncheckedIOException(notRunning);
    }
  }

  @Override
  public void round() throws IOException {
    for (Page page : Page.values()) {
      Request request = request(page);
      bench.measure(page.row(), service().jvm(), 1, ROUND, number -> request, Bench.expect(200));
    }
  }

  @Override
  public List<Limit> limits() {
    return List.of(Page.values()).stream()
        .map(
            page ->
                new Limit(
                    String.format(Locale.ROOT, "%s, p99", page.row()),
                    bench.median(page.row()).p99Millis(),
                    page.mostMillis,
                    "ms"))
        .toList();
  }
}
