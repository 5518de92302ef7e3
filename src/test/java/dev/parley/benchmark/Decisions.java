package dev.parley.benchmark;

import dev.parley.benchmark.Bench.Service;
import dev.parley.benchmark.Http.Answer;
import dev.parley.benchmark.Http.Request;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A moderator's decisions on comments that wait, one at a time. */
final class Decisions implements Part {
  private static final String SITE = "queue";
  private static final String ROW = "decision, one at a time";
  private static final int BATCH = 1_000;
  private static final int ROUND = 400;

  private final Bench bench;
  private final Texts texts;
  private final Deque<String> held = new ArrayDeque<>();
  private int posted;
  private int decided;

  Decisions(Bench bench, Texts texts) {
    this.bench = bench;
    this.texts = texts;
  }

  private Service service() throws IOException {
    return bench.service("never");
  }

  @Override
  public void prepare() throws IOException {
    bench.makeSite(service(), SITE, new JsonObject().put("moderation", "all").put("spamQueue", 1));
    Service service = service();
    bench.warmUp(
        service.jvm(),
        () -> {
          hold(BATCH);
          bench.send(
              service.jvm(), BATCH, number -> next(service), (number, answer) -> applied(answer));
        });
  }

  private void hold(int count) throws IOException {
    bench.send(
        service().jvm(),
        count,
        number -> {
          int next = posted++;
          return Posts.post(SITE, "held-" + next % 100, next, texts.text(next));
        },
        (number, answer) -> {
          Bench.expect(202).accept(number, answer);
          held.add(answer.json().getJsonObject("comment").getString("id"));
        });
  }

  @Override
  public void round() throws IOException {
    hold(ROUND);
    Service service = service();
    bench.measure(
        ROW, service.jvm(), 1, ROUND, number -> next(service), (number, answer) -> applied(answer));
  }

  /** Three of four are approved. */
  private Request next(Service service) {
    JsonObject seen = new JsonObject().put("id", held.remove()).put("version", 1);
    JsonObject decision = new JsonObject().put("cases", new JsonArray().add(seen));
    if (++decided % 4 == 0) {
      decision.put("action", "reject").put("reason", "off-topic");
    } else {
      decision.put("action", "approve");
    }
    return Request.post("/api/v1/sites/" + SITE + "/decisions", decision, service.administrator());
  }

  private static void applied(Answer answer) {
    if (!answer.body().toString().contains("\"applied\"")) {
      throw new IllegalStateException("Not decided: " + answer);
    }
  }

  @Override
  public List<Limit> limits() {
    Row row = bench.median(ROW);
    return List.of(new Limit(ROW + ", JVM and PostgreSQL", row.micros() / 1_000, 2.5, "ms"));
  }
}
