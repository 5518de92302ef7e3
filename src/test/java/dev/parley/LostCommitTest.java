package dev.parley;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley.Answer;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import dev.parley.slow.WithFaults;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The connection is lost after the commit and before its answer: what was done is told as done. */
@WithFaults
class LostCommitTest {
  private static LossyProxy proxy;
  private static TestParley node;
  private static TestSite site;
  private static Desk desk;

  @BeforeAll
  static void start() {
    TestParley shared = TestParley.shared();
    proxy = LossyProxy.before(shared.service().databaseUrl());
    node = TestParley.start(Map.of("database.url", proxy.url(), "demo", "false"));
    site = node.site();
    desk = node.administrator();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static JsonArray comments(String article) {
    return site.thread(article).json().getJsonArray("comments");
  }

  private static String id(JsonObject receipt) {
    return receipt.getJsonObject("comment").getString("id");
  }

  private static JsonArray log(String action) {
    return desk.get(site.path("/decisions?action=" + action)).json().getJsonArray("decisions");
  }

  @Test
  void post_commitWhoseAnswerIsLost_isAnsweredAndShownOnce() {
    assertTrue(comments("post").isEmpty());
    proxy.loseAnswerTo("stored though nobody");

    Answer posted = site.post("post", "Marta", "This was stored though nobody heard.");

    assertTrue(proxy.lost());
    assertEquals(201, posted.status(), posted.text());
    assertEquals(1, comments("post").size());
    assertEquals(id(posted.json()), comments("post").getJsonObject(0).getString("id"));
    assertEquals(1, site.thread("post").json().getJsonObject("article").getInteger("count"));
  }

  @Test
  void post_withKeyAndCommitWhoseAnswerIsLost_givesTheSameAnswerAgain() {
    JsonObject submission = site.submission("key", "Marta", "Kept under a key, unheard.");
    proxy.loseAnswerTo("under a key, unheard");

    Answer posted = site.post(submission, "Idempotency-Key", "lost");

    assertTrue(proxy.lost());
    assertEquals(201, posted.status(), posted.text());
    assertEquals(posted.text(), site.post(submission, "Idempotency-Key", "lost").text());
    assertEquals(1, comments("key").size());
  }

  @Test
  void decide_commitWhoseAnswerIsLost_isApplied() {
    String id = id(site.post("decide", "Derek", "Only a moron would decide that.").json());
    assertTrue(comments("decide").isEmpty());
    proxy.loseAnswerTo("COMMIT");

    JsonObject outcome = desk.decide(site, id, 1, "approve", null);

    assertTrue(proxy.lost());
    assertEquals("applied", outcome.getString("outcome"), outcome.encode());
    assertEquals(2, outcome.getInteger("version"));
    assertEquals(1, comments("decide").size());
    JsonArray log = log("approve");
    assertEquals(
        1,
        log.stream()
            .map(JsonObject.class::cast)
            .filter(
                one ->
                    one.getString("id").equals(outcome.getString("id"))
                        && one.getJsonObject("by") != null)
            .count(),
        log.encode());
  }

  @Test
  void undo_commitWhoseAnswerIsLost_isDone() {
    String id = id(site.post("undo", "Derek", "Only a moron would undo that.").json());
    String decision = desk.decide(site, id, 1, "approve", null).getString("id");
    assertEquals(1, comments("undo").size());
    proxy.loseAnswerTo("COMMIT");

    Answer undone = desk.send("POST", site.path("/decisions/" + decision + "/undo"), null);

    assertTrue(proxy.lost());
    assertEquals(200, undone.status(), undone.text());
    assertEquals("pending", undone.json().getString("status"));
    assertEquals(3, undone.json().getInteger("version"));
    assertTrue(comments("undo").isEmpty());
  }

  @Test
  void edit_commitWhoseAnswerIsLost_isDone() {
    JsonObject receipt = site.post("edit", "Ines", "A calm text about ferries.").json();
    proxy.loseAnswerTo("COMMIT");

    Answer edited =
        node.send(
            "PATCH",
            site.path("/comments/" + id(receipt)),
            new JsonObject().put("body", "A calmer text about ferries."),
            "Authorization",
            "Bearer " + receipt.getString("editToken"));

    assertTrue(proxy.lost());
    assertEquals(200, edited.status(), edited.text());
    assertTrue(comments("edit").encode().contains("calmer"));
  }
}
