package dev.parley.benchmark;

import dev.parley.benchmark.Bench.Service;
import dev.parley.benchmark.Http.Request;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * New comments, screened and on disk: without a second opinion, and with it where there is doubt.
 */
final class Posts implements Part {
  static final String SITE = "ledger";

  private static final String FAST = "post, without second opinion";
  private static final String AUTO = "post, second opinion where in doubt";
  private static final int WARM_UP = 1_500;
  private static final int ROUND = 1_500;
  private static final int ARTICLES = 150;

  private final Bench bench;
  private final Texts texts;
  private int posted;
  private int answered;
  private int shown;

  Posts(Bench bench, Texts texts) {
    this.bench = bench;
    this.texts = texts;
  }

  @Override
  public void prepare() throws IOException {
    for (String opinion : List.of("never", "auto")) {
      Service service = bench.service(opinion);
      bench.makeSite(service, SITE, new JsonObject());
      bench.warmUp(service.jvm(), WARM_UP, number -> next(), Bench.expect(201, 202));
    }
  }

  @Override
  public void round() throws IOException {
    measure(FAST, bench.service("never"));
    measure(AUTO, bench.service("auto"));
  }

  private void measure(String name, Service service) throws IOException {
    bench.measure(
        name,
        service.jvm(),
        Bench.CONNECTIONS,
        ROUND,
        number -> next(),
        (number, answer) -> {
          Bench.expect(201, 202).accept(number, answer);
          answered++;
          shown += answer.status() == 201 ? 1 : 0;
        });
  }

  private Request next() {
    int number = posted++;
    return post(SITE, "article-" + article(number), number, texts.text(number));
  }

  /** Most is said under a few articles. */
  private static int article(int number) {
    double share = (number * 0x9E3779B97F4A7C15L >>> 40) / (double) (1 << 24);
    return (int) (ARTICLES * share * share);
  }

  /** A post of a reader: two of three were there before. */
  static Request post(String site, String article, int number, String text) {
    int reader = number % 3 == 0 ? number : number / 3 % 500;
    return Request.post(
        "/api/v1/sites/" + site + "/comments",
        Comments.submission(article, reader, text),
        Map.of(
            "X-Forwarded-For",
            Comments.address(reader),
            "Idempotency-Key",
            "benchmark-" + site + "-" + number));
  }

  @Override
  public List<Limit> limits() {
    System.out.printf(
        Locale.ROOT, "%nPosts: %.0f %% were shown at once.%n", 100.0 * shown / answered);
    Row fast = bench.median(FAST);
    return List.of(
        new Limit(FAST + ", JVM", fast.jvmMicros() / 1_000, 1.2, "ms"),
        new Limit(FAST + ", PostgreSQL", fast.postgresMicros() / 1_000, 0.5, "ms"),
        new Limit(AUTO + ", JVM", bench.median(AUTO).jvmMicros() / 1_000, 5, "ms"));
  }
}
