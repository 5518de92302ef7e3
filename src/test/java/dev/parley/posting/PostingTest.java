package dev.parley.posting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.TestSite;
import dev.parley.database.Database;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PostingTest {
  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site();

  @Test
  void post_cleanComment_appearsAtOnce() {
    Answer posted = site.post("ferry", "Marta", "The last ferry leaves before the *last* train.");

    assertEquals(201, posted.status());
    assertEquals("approved", posted.json().getString("status"));
    JsonObject thread = site.thread("ferry").json();
    assertEquals(1, thread.getJsonObject("article").getInteger("count"));
    assertEquals(
        "<p>The last ferry leaves before the <em>last</em> train.</p>\n",
        thread.getJsonArray("comments").getJsonObject(0).getString("html"));
  }

  @Test
  void post_suspectWord_waitsAndOnlyItsAuthorSeesIt() {
    JsonObject receipt = site.post("market", "Derek", "Only a moron would believe that.").json();

    assertEquals("pending", receipt.getString("status"));
    assertTrue(site.thread("market").json().getJsonArray("comments").isEmpty());
    assertEquals("pending", site.own(receipt).json().getString("status"));
    String id = receipt.getJsonObject("comment").getString("id");
    assertEquals(404, parley.get(site.path("/comments/" + id)).status());
    assertEquals(
        404, parley.get(site.path("/comments/" + id), "Authorization", "Bearer wrong").status());
  }

  @Test
  void comment_approvedAndAskedForWithAStaleToken_isShownAsToEveryone() {
    String id =
        site.post("stale", "Marta", "Plain for all to read.")
            .json()
            .getJsonObject("comment")
            .getString("id");

    Answer stale =
        parley.get(site.path("/comments/" + id), "Authorization", "Bearer of-another-comment");

    assertEquals(200, stale.status());
    assertEquals(parley.get(site.path("/comments/" + id)).json(), stale.json());
    assertFalse(stale.json().containsKey("editableUntil"));
  }

  @Test
  void post_sameIdempotencyKeyTwice_givesTheSameAnswerAndOneComment() {
    JsonObject submission = site.submission("once", "Ines", "Has anyone asked the stallholders?");

    Answer first = site.post(submission, "Idempotency-Key", "a-key");
    Answer second = site.post(submission, "Idempotency-Key", "a-key");

    assertEquals(first.text(), second.text());
    assertEquals(first.status(), second.status());
    assertEquals(1, site.thread("once").json().getJsonArray("comments").size());
  }

  @Test
  void post_sameIdempotencyKeyForAnotherText_isAConflict() {
    site.post(site.submission("key", "Ines", "One text."), "Idempotency-Key", "k");

    Answer other = site.post(site.submission("key", "Ines", "Another."), "Idempotency-Key", "k");

    assertEquals(409, other.status());
  }

  @Test
  void post_honeypotFilledIn_isHeldWithThatReason() {
    JsonObject receipt =
        site.post(site.submission("trap", "Bot", "What a nice page.").put("trap", "x")).json();

    JsonObject caseJson =
        parley
            .administrator()
            .get(site.path("/cases/" + receipt.getJsonObject("comment").getString("id")))
            .json();
    assertEquals("pending", receipt.getString("status"));
    assertTrue(caseJson.getJsonArray("signals").encode().contains("HONEYPOT"));
  }

  @Test
  void edit_approvedCommentIntoDoubtfulOne_hidesItAgain() {
    JsonObject receipt = site.post("edit", "Oisin", "A fine text about ferries.").json();
    String id = receipt.getJsonObject("comment").getString("id");

    Answer edited =
        parley.send(
            "PATCH",
            site.path("/comments/" + id),
            new JsonObject().put("body", "You are all idiots."),
            "Authorization",
            "Bearer " + receipt.getString("editToken"));

    assertEquals(200, edited.status());
    assertEquals("pending", edited.json().getString("status"));
    assertEquals(0, site.thread("edit").json().getJsonObject("article").getInteger("count"));
  }

  @Test
  void delete_commentWithReply_leavesATombstone() {
    JsonObject parent = site.post("stone", "Marta", "First, about the bakery.").json();
    String id = parent.getJsonObject("comment").getString("id");
    site.reply("stone", id, "Tomas", "A reply that stays.");

    Answer deleted =
        parley.send(
            "DELETE",
            site.path("/comments/" + id),
            (byte[]) null,
            "Authorization",
            "Bearer " + parent.getString("editToken"));

    assertEquals(204, deleted.status());
    JsonObject root = site.thread("stone").json().getJsonArray("comments").getJsonObject(0);
    assertEquals("deleted", root.getString("status"));
    assertEquals("", root.getString("html"));
    assertFalse(root.encode().contains("bakery"));
    assertEquals(1, root.getJsonArray("replies").size());
  }

  @Test
  void post_bannedWord_isRefusedWithAStatement() {
    TestSite strict =
        parley.site(
            new JsonObject()
                .put("bannedWords", new io.vertx.core.json.JsonArray().add("casino bonus")));

    Answer posted = strict.post("a", "Spammer", "Get your c4sino bonus today");

    assertEquals(422, posted.status());
    assertEquals("rejected", posted.code());
    assertEquals("rule", posted.json().getJsonObject("statement").getString("by"));
  }

  @Test
  void edit_intoABannedDomain_isRefused() {
    parley
        .administrator()
        .send(
            "POST",
            site.path("/bans"),
            new JsonObject()
                .put("kind", "domain")
                .put("value", "casino.example")
                .put("reason", "Advertising"));
    JsonObject receipt = site.post("banned-edit", "Ana", "Nothing to see here yet.").json();

    Answer edited =
        parley.send(
            "PATCH",
            site.path("/comments/" + receipt.getJsonObject("comment").getString("id")),
            new JsonObject().put("body", "Now see https://casino.example/ for a bonus."),
            "Authorization",
            "Bearer " + receipt.getString("editToken"));

    assertEquals(403, edited.status());
    assertEquals("banned", edited.code());
  }

  @Test
  void post_keyOfACommentDeletedSince_givesItsReceiptAgain() {
    JsonObject submission = site.submission("gone", "Ines", "Soon to be taken back.");
    JsonObject receipt = site.post(submission, "Idempotency-Key", "gone-key").json();
    parley.send(
        "DELETE",
        site.path("/comments/" + receipt.getJsonObject("comment").getString("id")),
        (byte[]) null,
        "Authorization",
        "Bearer " + receipt.getString("editToken"));

    Answer again = site.post(submission, "Idempotency-Key", "gone-key");

    assertEquals(201, again.status());
    assertTrue(site.thread("gone").json().getJsonArray("comments").isEmpty());
  }

  private void close(String article) {
    parley
        .administrator()
        .send(
            "PUT",
            site.path("/articles"),
            new JsonObject().put("key", article).put("state", "closed"));
  }

  @Test
  void post_keyAgainAfterTheThreadClosed_givesTheFirstAnswer() {
    JsonObject submission = site.submission("shut", "Ines", "Sent before the door was shut.");
    Answer first = site.post(submission, "Idempotency-Key", "shut-key");
    close("shut");

    Answer again = site.post(submission, "Idempotency-Key", "shut-key");

    assertEquals(first.text(), again.text());
    assertEquals(201, again.status());
    assertEquals("thread-closed", site.post("shut", "Ines", "Sent after it.").code());
  }

  @Test
  void post_keyAgainAfterAnEditWasHeld_givesTheFirstAnswer() {
    JsonObject submission = site.submission("later", "Ines", "A calm word about the harbour.");
    JsonObject receipt = site.post(submission, "Idempotency-Key", "later-key").json();
    Answer edited =
        parley.send(
            "PATCH",
            site.path("/comments/" + receipt.getJsonObject("comment").getString("id")),
            new JsonObject().put("body", "You are all idiots."),
            "Authorization",
            "Bearer " + receipt.getString("editToken"));
    assertEquals("pending", edited.json().getString("status"));

    Answer again = site.post(submission, "Idempotency-Key", "later-key");

    assertEquals(201, again.status());
    assertEquals(receipt.getString("editToken"), again.json().getString("editToken"));
  }

  @Test
  void post_keyAgainPastTheRateLimit_givesTheFirstAnswer() {
    TestParley limited =
        TestParley.start(
            java.util.Map.of(
                "database.url",
                parley.service().databaseUrl(),
                "demo",
                "false",
                "limits.enabled",
                "true",
                "limits.commentsPerMinute",
                "1"));
    JsonObject submission = site.submission("fast", "Ines", "One a minute is enough.");
    Answer first =
        limited.send("POST", site.path("/comments"), submission, "Idempotency-Key", "fast-key");

    Answer again =
        limited.send("POST", site.path("/comments"), submission, "Idempotency-Key", "fast-key");
    Answer other = limited.send("POST", site.path("/comments"), submission);

    assertEquals(201, first.status(), first.text());
    assertEquals(first.text(), again.text());
    assertEquals(429, other.status());
  }

  @Test
  void post_withLimits_saysWhatIsLeft() {
    try (TestParley limited =
        TestParley.start(
            java.util.Map.of(
                "database.url",
                parley.service().databaseUrl(),
                "demo",
                "false",
                "limits.enabled",
                "true",
                "limits.commentsPerMinute",
                "2"))) {
      Answer first =
          limited.send("POST", site.path("/comments"), site.submission("left", "Ines", "One."));
      Answer second =
          limited.send("POST", site.path("/comments"), site.submission("left", "Ines", "Two."));
      Answer third =
          limited.send("POST", site.path("/comments"), site.submission("left", "Ines", "Three."));

      assertEquals("\"comments\";q=2;w=60", first.header("RateLimit-Policy"));
      assertEquals("\"comments\";r=1;t=30", first.header("RateLimit"));
      assertTrue(
          second.header("RateLimit").startsWith("\"comments\";r=0;t="), second.header("RateLimit"));
      assertEquals(429, third.status());
      assertTrue(
          third.header("RateLimit").startsWith("\"comments\";r=0;t="), third.header("RateLimit"));
    }
    assertEquals("", site.post(site.submission("left", "Ines", "Four.")).header("RateLimit"));
  }

  @Test
  void forgetOld_keysOfBefore_letsTheKeyBeUsedAgain() {
    JsonObject submission = site.submission("old", "Ines", "Said on two days.");
    Answer first = site.post(submission, "Idempotency-Key", "old-key");
    Vertx vertx = Vertx.vertx();
    Database database = Database.open(vertx, parley.service().databaseUrl(), 1);
    try {
      KeyExpiry tomorrow = new KeyExpiry(database, in(Duration.ofHours(47)));
      tomorrow.forgetOld().await();
      assertEquals(first.text(), site.post(submission, "Idempotency-Key", "old-key").text());

      KeyExpiry dayAfter = new KeyExpiry(database, in(Duration.ofHours(49)));
      assertTrue(dayAfter.forgetOld().await() > 0);
    } finally {
      database.close().await();
      vertx.close().await();
    }

    assertNotEquals(first.text(), site.post(submission, "Idempotency-Key", "old-key").text());
  }

  private static Clock in(Duration time) {
    return Clock.offset(Clock.systemUTC(), time);
  }

  @Test
  void edit_tooLate_saysWhyAndNothingThatNobodyDid() {
    TestSite strict =
        parley.site(
            new JsonObject().put("bannedWords", new io.vertx.core.json.JsonArray().add("casino")));
    JsonObject refused = strict.post("late", "Ann", "Come to the casino tonight.").json();
    String id = refused.getString("id");
    assertFalse(edited(strict, id, refused).contains("moderator"), refused.encode());

    JsonObject receipt = strict.post("late", "Ann", "The pier is open again.").json();
    String mine = receipt.getJsonObject("comment").getString("id");
    parley.send(
        "DELETE",
        strict.path("/comments/" + mine),
        (byte[]) null,
        "Authorization",
        "Bearer " + receipt.getString("editToken"));
    assertTrue(edited(strict, mine, receipt).contains("deleted"), receipt.encode());
  }

  private String edited(TestSite where, String id, JsonObject receipt) {
    Answer answer =
        parley.send(
            "PATCH",
            where.path("/comments/" + id),
            new JsonObject().put("body", "Come to the pier tonight."),
            "Authorization",
            "Bearer " + receipt.getString("editToken"));
    assertEquals("edit-window-closed", answer.code());
    return answer.json().getString("detail");
  }
}
