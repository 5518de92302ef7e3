package dev.parley;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley.Answer;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import dev.parley.slow.WithFaults;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
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

  @Test
  void article_commitWhoseAnswerIsLost_isInTheLogOnce() {
    proxy.loseAnswerTo("COMMIT");

    Answer closed =
        desk.send(
            "PUT", site.path("/articles?article=closed"), new JsonObject().put("state", "closed"));

    assertTrue(proxy.lost());
    assertEquals(200, closed.status(), closed.text());
    assertEquals(1, log("article").size());
  }

  @Test
  void ban_liftedWithACommitWhoseAnswerIsLost_isLifted() {
    JsonObject ban = new JsonObject().put("kind", "ip").put("value", "192.0.2.9");
    Answer banned = desk.send("POST", site.path("/bans"), ban.put("reason", "Advertising"));
    proxy.loseAnswerTo("COMMIT");

    Answer lifted = desk.send("DELETE", site.path("/bans/" + banned.json().getString("id")), null);

    assertTrue(proxy.lost());
    assertEquals(204, lifted.status(), lifted.text());
    assertTrue(desk.get(site.path("/bans")).json().getJsonArray("bans").isEmpty());
    assertEquals(1, log("unban").size());
  }

  @Test
  void token_issuedAndRevokedWithCommitsWhoseAnswersAreLost_isTheirs() {
    JsonObject wanted = new JsonObject().put("name", "Blog").put("site", site.slug());
    proxy.loseAnswerTo("COMMIT");
    Answer issued = desk.send("POST", "/api/v1/tokens", wanted);

    assertTrue(proxy.lost());
    assertEquals(201, issued.status(), issued.text());
    proxy.loseAnswerTo("COMMIT");
    Answer revoked = desk.send("DELETE", "/api/v1/tokens/" + issued.json().getString("id"), null);

    assertTrue(proxy.lost());
    assertEquals(204, revoked.status(), revoked.text());
    assertEquals(List.of(1, 1), List.of(log("token").size(), log("token-removed").size()));
  }

  @Test
  void moderator_removedWithACommitWhoseAnswerIsLost_isRemoved() {
    JsonObject bo =
        new JsonObject().put("email", "bo@lost.example").put("password", "a good password");
    String id = desk.send("POST", "/api/v1/moderators", bo).json().getString("id");
    proxy.loseAnswerTo("COMMIT");

    Answer removed = desk.send("DELETE", "/api/v1/moderators/" + id, null);

    assertTrue(proxy.lost());
    assertEquals(204, removed.status(), removed.text());
    assertEquals(404, desk.get("/api/v1/moderators/" + id).status());
  }
}
