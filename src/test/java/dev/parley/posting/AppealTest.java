package dev.parley.posting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AppealTest {
  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site();
  private final Desk ana = parley.moderator(site, "Ana");
  private final Desk tom = parley.moderator(site, "Tom");

  /** A comment that a moderator has rejected. */
  private JsonObject rejected(Desk by, String article) {
    JsonObject receipt =
        site.post(article, "Derek", "Only a moron would believe " + article + ".").json();
    JsonObject outcome = by.decide(site, id(receipt), 1, "reject", "off-topic");
    assertEquals("applied", outcome.getString("outcome"));
    return receipt;
  }

  private static String id(JsonObject receipt) {
    return receipt.getJsonObject("comment").getString("id");
  }

  private Answer appeal(JsonObject receipt, String text) {
    return parley.send(
        "POST",
        site.path("/comments/" + id(receipt) + "/appeal"),
        new JsonObject().put("text", text),
        "Authorization",
        "Bearer " + receipt.getString("editToken"));
  }

  private JsonObject own(JsonObject receipt) {
    return site.own(receipt).json();
  }

  private JsonObject theCase(Desk desk, JsonObject receipt) {
    return desk.get(site.path("/cases/" + id(receipt))).json();
  }

  private int appeals(Desk desk) {
    return desk.get(site.path("/queues")).json().getJsonObject("appeals").getInteger("count");
  }

  private List<String> listed(Desk desk) {
    return desk.get(site.path("/cases?queue=appeals")).json().getJsonArray("cases").stream()
        .map(one -> ((JsonObject) one).getString("id"))
        .toList();
  }

  private Answer decide(Desk desk, JsonObject receipt, String action, JsonObject more) {
    int version = theCase(desk, receipt).getInteger("version");
    return desk.send(
        "POST",
        site.path("/decisions"),
        new JsonObject()
            .put("action", action)
            .put(
                "cases",
                new JsonArray()
                    .add(new JsonObject().put("id", id(receipt)).put("version", version)))
            .mergeIn(more));
  }

  private static JsonObject first(Answer decided) {
    assertEquals(200, decided.status(), decided.text());
    return decided.json().getJsonArray("decisions").getJsonObject(0);
  }

  @Test
  void restricted_byAModerator_tellsGroundRuleAndThatAPersonDecided() {
    JsonObject own = own(rejected(ana, "ground"));

    assertEquals("off-topic", own.getJsonObject("statement").getString("reason"));
    assertEquals(
        "It is not about the article.", own.getJsonObject("statement").getString("explanation"));
    assertEquals(false, own.getJsonObject("statement").getBoolean("automated"));
    assertEquals(true, own.getBoolean("appealable"));
    assertNull(own.getJsonObject("appeal"));
  }

  @Test
  void appeal_ofARestriction_waitsForSomeoneElseThanWhoDecided() {
    JsonObject receipt = rejected(ana, "wait");

    Answer filed = appeal(receipt, "The article is about exactly this.");

    assertEquals(202, filed.status(), filed.text());
    assertEquals("waiting", filed.json().getJsonObject("appeal").getString("state"));
    assertEquals(true, filed.json().getJsonObject("appeal").getBoolean("byAnother"));
    assertEquals(false, own(receipt).getBoolean("appealable"));
    assertEquals(1, appeals(tom));
    assertEquals(List.of(id(receipt)), listed(tom));
    JsonObject shown = theCase(tom, receipt);
    assertEquals("appeals", shown.getString("queue"));
    JsonObject appeal = shown.getJsonObject("appeal");
    assertEquals("The article is about exactly this.", appeal.getString("text"));
    assertEquals("waiting", appeal.getString("state"));
    assertEquals("Ana", appeal.getJsonObject("about").getJsonObject("by").getString("name"));
    assertEquals("off-topic", appeal.getJsonObject("about").getString("reason"));
    assertEquals("appeal", shown.getJsonArray("history").getJsonObject(0).getString("kind"));
  }

  @Test
  void appeal_againstAnasDecision_isNeitherShownToHerNorDecidedByHer() {
    JsonObject receipt = rejected(ana, "own");
    appeal(receipt, "Please read it again.");

    assertEquals(0, appeals(ana));
    assertEquals(List.of(), listed(ana));
    JsonObject shown = theCase(ana, receipt);
    assertNull(shown.getJsonObject("appeal"));
    assertEquals("rejected", shown.getString("queue"));
    assertEquals(new JsonArray(), shown.getJsonArray("actions"));
    for (String action : List.of("approve", "reject", "spam", "delete", "reopen")) {
      Answer refused = decide(ana, receipt, action, new JsonObject());
      assertEquals(409, refused.status(), refused.text());
      assertEquals("own-decision", refused.code());
    }
    assertEquals(1, appeals(tom));
    assertEquals("waiting", own(receipt).getJsonObject("appeal").getString("state"));
  }

  @Test
  void undo_ofTheRestrictionThatIsAppealed_isRefused() {
    JsonObject receipt = site.post("late", "Derek", "Only a moron would believe it.").json();
    String decision = ana.decide(site, id(receipt), 1, "reject", "off-topic").getString("id");
    appeal(receipt, "Please read it again.");

    Answer refused = ana.send("POST", site.path("/decisions/" + decision + "/undo"), null);

    assertEquals("decided-since", refused.code());
  }

  @Test
  void appeal_approved_isOverturnedWithASentenceAndLogged() {
    JsonObject receipt = rejected(ana, "over");
    appeal(receipt, "The article is about exactly this.");

    JsonObject outcome =
        first(
            decide(
                tom,
                receipt,
                "approve",
                new JsonObject().put("reason", "You are right, it belongs here.")));

    assertEquals("applied", outcome.getString("outcome"));
    JsonObject own = own(receipt);
    assertEquals("approved", own.getString("status"));
    assertEquals("overturned", own.getJsonObject("appeal").getString("state"));
    assertEquals(
        "You are right, it belongs here.", own.getJsonObject("appeal").getString("sentence"));
    assertEquals(1, site.thread("over").json().getJsonArray("comments").size());
    assertEquals(0, appeals(tom));
    assertEquals("overturned", theCase(ana, receipt).getJsonObject("appeal").getString("state"));
    JsonArray log = tom.get(site.path("/decisions")).json().getJsonArray("decisions");
    assertEquals("approve", log.getJsonObject(0).getString("action"));
    assertEquals("appeal", log.getJsonObject(1).getString("action"));
    assertEquals("author", log.getJsonObject(1).getString("actor"));
  }

  @Test
  void appeal_rejected_isUpheldAndNotMadeTwice() {
    JsonObject receipt = rejected(ana, "held");
    appeal(receipt, "The article is about exactly this.");

    first(
        decide(tom, receipt, "reject", new JsonObject().put("note", "It names a private person.")));

    JsonObject own = own(receipt);
    assertEquals("rejected", own.getString("status"));
    assertEquals("upheld", own.getJsonObject("appeal").getString("state"));
    assertEquals("It names a private person.", own.getJsonObject("appeal").getString("sentence"));
    assertEquals(false, own.getBoolean("appealable"));
    Answer again = appeal(receipt, "But I insist.");
    assertEquals(409, again.status());
    assertEquals("already-appealed", again.code());
  }

  @Test
  void appeal_answerUndone_waitsAgainButNotByHandOfWhoDecidedFirst() {
    JsonObject receipt = rejected(ana, "undo");
    appeal(receipt, "Please read it again.");
    String answer = first(decide(tom, receipt, "approve", new JsonObject())).getString("id");

    Answer refused = ana.send("POST", site.path("/decisions/" + answer + "/undo"), null);
    assertEquals("own-decision", refused.code());
    Answer undone = tom.send("POST", site.path("/decisions/" + answer + "/undo"), null);

    assertEquals(200, undone.status(), undone.text());
    assertEquals("rejected", own(receipt).getString("status"));
    assertEquals("waiting", own(receipt).getJsonObject("appeal").getString("state"));
    assertEquals(1, appeals(tom));
    assertEquals(0, appeals(ana));
  }

  @Test
  void appeal_afterARestrictionThatCameLater_mayBeMadeAgain() {
    JsonObject receipt = rejected(ana, "anew");
    appeal(receipt, "Please read it again.");
    first(decide(tom, receipt, "approve", new JsonObject()));

    first(decide(ana, receipt, "reject", new JsonObject().put("reason", "advertising")));

    assertEquals(true, own(receipt).getBoolean("appealable"));
    assertNull(own(receipt).getJsonObject("appeal"));
    assertEquals(202, appeal(receipt, "It sells nothing.").status());
    assertEquals("It sells nothing.", own(receipt).getJsonObject("appeal").getString("text"));
  }

  @Test
  void appeal_twiceAtOnce_isRefusedTheSecondTime() {
    JsonObject receipt = rejected(ana, "twice");

    assertEquals(202, appeal(receipt, "Once.").status());
    Answer second = appeal(receipt, "Twice.");

    assertEquals(409, second.status());
    assertEquals("already-appealed", second.code());
    assertEquals("Once.", own(receipt).getJsonObject("appeal").getString("text"));
  }

  @Test
  void appeal_ofWhatARuleRefused_isForEveryModerator() {
    TestSite strict =
        parley.site(new JsonObject().put("bannedWords", new JsonArray().add("flimflam")));
    Desk eva = parley.moderator(strict, "Eva");
    Answer posted = strict.post("rule", "Derek", "What a flimflam.");
    assertEquals(422, posted.status(), posted.text());
    JsonObject receipt = posted.json();
    String path = strict.path("/comments/" + receipt.getString("id"));
    String token = "Bearer " + receipt.getString("editToken");
    assertTrue(
        parley
            .get(path, "Authorization", token)
            .json()
            .getJsonObject("statement")
            .getBoolean("automated"));

    Answer filed =
        parley.send(
            "POST",
            path + "/appeal",
            new JsonObject().put("text", "It is a proper word."),
            "Authorization",
            token);

    assertEquals(202, filed.status(), filed.text());
    JsonObject queues = eva.get(strict.path("/queues")).json();
    assertEquals(1, queues.getJsonObject("appeals").getInteger("count"));
    assertEquals(
        filed.json().getJsonObject("appeal").getString("at"),
        queues.getJsonObject("appeals").getString("oldest"));
  }

  @Test
  void appeal_ofWhatIsNotRestricted_isRefused() {
    JsonObject shown = site.post("fine", "Marta", "The ferry was late again.").json();
    JsonObject held = site.post("fine", "Derek", "Only a moron would believe it.").json();

    assertEquals("not-restricted", appeal(shown, "Why?").code());
    assertEquals("not-restricted", appeal(held, "Why?").code());
  }

  @Test
  void appeal_badTextOrToken_isRefused() {
    JsonObject receipt = rejected(ana, "bad");
    JsonObject stranger = receipt.copy().put("editToken", "AAAA");

    assertEquals(422, appeal(receipt, "  ").status());
    assertEquals(422, appeal(receipt, "x".repeat(2_001)).status());
    assertEquals(404, appeal(stranger, "Let me in.").status());
    assertEquals(
        404,
        parley
            .send(
                "POST",
                site.path("/comments/" + id(receipt) + "/appeal"),
                new JsonObject().put("text", "No token."))
            .status());
  }

  @Test
  void withdrawn_whileItsAppealWaits_leavesNoAppeal() {
    JsonObject receipt = rejected(ana, "gone");
    appeal(receipt, "Please read it again.");

    parley.send(
        "DELETE",
        site.path("/comments/" + id(receipt)),
        (byte[]) null,
        "Authorization",
        "Bearer " + receipt.getString("editToken"));

    assertEquals(0, appeals(tom));
    assertFalse(theCase(tom, receipt).containsKey("appeal"));
  }

  @Test
  void appeal_whereOnePersonDoesAll_isForThatPerson() {
    try (TestParley alone = TestParley.start(Map.of("demo", "false"))) {
      TestSite small = alone.site();
      Desk boss = alone.administrator();
      JsonObject receipt = small.post("solo", "Derek", "Only a moron would believe it.").json();
      boss.decide(small, id(receipt), 1, "reject", "off-topic");

      Answer filed =
          alone.send(
              "POST",
              small.path("/comments/" + id(receipt) + "/appeal"),
              new JsonObject().put("text", "Please read it again."),
              "Authorization",
              "Bearer " + receipt.getString("editToken"));

      assertEquals(false, filed.json().getJsonObject("appeal").getBoolean("byAnother"));
      assertEquals(
          1, boss.get(small.path("/queues")).json().getJsonObject("appeals").getInteger("count"));
      assertEquals(
          "applied", boss.decide(small, id(receipt), 3, "approve", null).getString("outcome"));
    }
  }
}
