package dev.parley.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import dev.parley.Wire;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReviewTest {
  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site();
  private final Desk ana = parley.moderator(site, "Ana");
  private final Desk tom = parley.moderator(site, "Tom");

  private JsonObject held(String article) {
    JsonObject receipt =
        site.post(article, "Derek", "Only a moron would believe " + article + ".").json();
    assertEquals("pending", receipt.getString("status"));
    return receipt;
  }

  private static String id(JsonObject receipt) {
    return receipt.getJsonObject("comment").getString("id");
  }

  @Test
  void case_ofHeldComment_saysWhyAndMarksTheWords() {
    String id = id(held("why"));

    JsonObject open = ana.get(site.path("/cases?queue=pending")).json();

    JsonObject first = open.getJsonArray("cases").getJsonObject(0);
    assertEquals(id, first.getString("id"));
    JsonObject signal =
        first.getJsonArray("signals").stream()
            .map(JsonObject.class::cast)
            .filter(one -> one.getString("reason").equals("SUSPECT_WORD"))
            .findFirst()
            .orElseThrow();
    JsonObject evidence = signal.getJsonArray("evidence").getJsonObject(0);
    String body = first.getJsonObject("comment").getString("body");
    assertEquals("moron", body.substring(evidence.getInteger("start"), evidence.getInteger("end")));
    assertEquals("moron", evidence.getString("text"));
    assertTrue(first.getJsonArray("actions").contains("approve"));
  }

  @Test
  void case_inAQueue_carriesTwoLinesOfWhatAReaderSees() {
    String body = "Only a **moron** reads [this](https://x.example/a), 2 * 3 & `**`.";
    site.post("seen", "Derek", body);

    JsonObject comment =
        ana.get(site.path("/cases?queue=pending"))
            .json()
            .getJsonArray("cases")
            .getJsonObject(0)
            .getJsonObject("comment");

    assertEquals(body, comment.getString("body"));
    assertEquals(
        "Only a <mark data-start=\"9\">moron</mark> reads <mark data-start=\"24\">this</mark>,"
            + " 2 * 3 &amp; **.",
        comment.getString("snippet"));
  }

  @Test
  void decide_approve_showsTheComment() {
    String id = id(held("approve"));

    JsonObject outcome = ana.decide(site, id, 1, "approve", null);

    assertEquals("applied", outcome.getString("outcome"));
    assertEquals(1, site.thread("approve").json().getJsonArray("comments").size());
  }

  @Test
  void decide_onAVersionSomeoneElseDecided_isStaleAndSaysWho() {
    String id = id(held("stale"));
    tom.decide(site, id, 1, "approve", null);

    JsonObject outcome = ana.decide(site, id, 1, "reject", null);

    assertEquals("stale", outcome.getString("outcome"));
    assertEquals("approved", outcome.getString("status"));
    assertEquals("Tom", outcome.getJsonObject("by").getString("name"));
    assertEquals(1, site.thread("stale").json().getJsonArray("comments").size());
  }

  @Test
  void decide_withoutTheVersionThatWasSeen_isRefused() {
    String id = id(held("unseen"));
    JsonObject decision =
        new JsonObject()
            .put("action", "approve")
            .put("cases", new JsonArray().add(new JsonObject().put("id", id)));

    Answer refused = ana.send("POST", site.path("/decisions"), decision);

    assertEquals(422, refused.status(), refused.text());
    assertEquals(0, site.thread("unseen").json().getJsonArray("comments").size());
  }

  @Test
  void decide_onATextEditedSince_isStale() {
    JsonObject receipt = held("edited");
    parley.send(
        "PATCH",
        site.path("/comments/" + id(receipt)),
        new JsonObject().put("body", "A moron, I repeat."),
        "Authorization",
        "Bearer " + receipt.getString("editToken"));

    JsonObject outcome = ana.decide(site, id(receipt), 1, "approve", null);

    assertEquals("stale", outcome.getString("outcome"));
    assertEquals("pending", outcome.getString("status"));
    assertEquals(2, outcome.getInteger("version"));
  }

  @Test
  void decide_reject_tellsTheAuthorTheReason() {
    JsonObject receipt = held("reason");

    ana.decide(site, id(receipt), 1, "reject", "personal-attack");

    JsonObject own = site.own(receipt).json();
    assertEquals("rejected", own.getString("status"));
    assertEquals("moderator", own.getJsonObject("statement").getString("by"));
    assertTrue(own.getJsonObject("statement").getString("message").contains("attacks a person"));
  }

  @Test
  void decide_rejectWithoutTelling_keepsTheReasonFromTheAuthor() {
    JsonObject receipt = held("quiet");
    ana.send(
        "POST",
        site.path("/decisions"),
        new JsonObject()
            .put(
                "cases",
                new JsonArray().add(new JsonObject().put("id", id(receipt)).put("version", 1)))
            .put("action", "reject")
            .put("reason", "personal-attack")
            .put("tell", false));

    JsonObject statement = site.own(receipt).json().getJsonObject("statement");

    assertNull(statement.getString("reason"));
    assertFalse(statement.getString("message").contains("attacks"));
  }

  @Test
  void decide_manyAtOnce_appliesToEachThatIsAsSeen() {
    List<String> ids = List.of(id(held("m1")), id(held("m2")), id(held("m3")));
    tom.decide(site, ids.get(1), 1, "spam", null);
    JsonArray cases = new JsonArray();
    ids.forEach(id -> cases.add(new JsonObject().put("id", id).put("version", 1)));
    cases.add(new JsonObject().put("id", "01900000-0000-7000-8000-000000000000").put("version", 1));

    JsonArray outcomes =
        ana.send(
                "POST",
                site.path("/decisions"),
                new JsonObject().put("cases", cases).put("action", "approve"))
            .json()
            .getJsonArray("decisions");

    assertEquals(
        List.of("applied", "stale", "applied", "gone"),
        outcomes.stream().map(one -> ((JsonObject) one).getString("outcome")).toList());
  }

  @Test
  void undo_lastDecision_restoresWhatWas() {
    String id = id(held("undo"));
    String decision = ana.decide(site, id, 1, "approve", null).getString("id");

    Answer undone = ana.send("POST", site.path("/decisions/" + decision + "/undo"), null);

    assertEquals(200, undone.status());
    assertEquals("pending", undone.json().getString("status"));
    assertTrue(site.thread("undo").json().getJsonArray("comments").isEmpty());
  }

  private Answer undo(JsonObject outcome) {
    Answer undone =
        ana.send("POST", site.path("/decisions/" + outcome.getString("id") + "/undo"), null);
    assertEquals(200, undone.status(), undone.text());
    return undone;
  }

  @Test
  void undo_ofASecondRejection_restoresReasonAndSilence() {
    JsonObject receipt = held("silence");
    ana.send(
        "POST",
        site.path("/decisions"),
        new JsonObject()
            .put(
                "cases",
                new JsonArray().add(new JsonObject().put("id", id(receipt)).put("version", 1)))
            .put("action", "reject")
            .put("reason", "personal-attack")
            .put("tell", false));
    JsonObject before = site.own(receipt).json();

    undo(ana.decide(site, id(receipt), 2, "approve", null));
    assertEquals(before, site.own(receipt).json());

    undo(ana.decide(site, id(receipt), 4, "reject", "off-topic"));
    assertEquals(before, site.own(receipt).json());
  }

  @Test
  void undo_restoresTheReportsOfThatDecisionAndNoEarlierOnes() {
    String id = id(site.post("reports", "Lotte", "Most summer passengers do not.").json());
    JsonObject report = new JsonObject().put("reason", "abuse");
    parley.send("POST", site.path("/comments/" + id + "/reports"), report);
    ana.decide(site, id, 1, "approve", null);

    undo(ana.decide(site, id, 2, "reject", "off-topic"));
    assertFalse(reported().contains(id));

    new Wire(parley, "127.0.2.1")
        .send(
            "POST " + site.path("/comments/" + id + "/reports") + " HTTP/1.1\nHost: localhost",
            report.encode());
    JsonObject decided = ana.decide(site, id, 4, "approve", null);
    assertFalse(reported().contains(id));
    undo(decided);
    assertTrue(reported().contains(id));
  }

  private String reported() {
    return ana.get(site.path("/cases?queue=reported")).text();
  }

  @Test
  void undo_ofTheApprovalOfAMachinesSpam_keepsLookingAsIfItWaits() {
    TestSite wary = parley.site(new JsonObject().put("spamQueue", 0));
    JsonObject receipt =
        wary.post("spam", "Bot", "Buy cheap watches online now, best prices, click here").json();
    String id = receipt.getJsonObject("comment").getString("id");
    Desk admin = parley.administrator();
    assertEquals(
        "spam",
        admin.get(wary.path("/cases/" + id)).json().getString("status"),
        "not taken for spam");
    JsonObject before = wary.own(receipt).json();
    assertEquals("pending", before.getString("status"));

    String decision = admin.decide(wary, id, 1, "approve", null).getString("id");
    admin.send("POST", wary.path("/decisions/" + decision + "/undo"), null);

    assertEquals(before, wary.own(receipt).json());
  }

  @Test
  void undo_afterSomeoneDecidedSince_isRefused() {
    String id = id(held("late"));
    String decision = ana.decide(site, id, 1, "approve", null).getString("id");
    tom.decide(site, id, 2, "reject", null);

    Answer undone = ana.send("POST", site.path("/decisions/" + decision + "/undo"), null);

    assertEquals(409, undone.status());
    assertEquals("decided-since", undone.code());
  }

  @Test
  void claim_heldByAnother_isRefusedWithWhom() {
    String id = id(held("claim"));
    Answer first = tom.send("POST", site.path("/claims"), new JsonObject().put("case", id));

    Answer second = ana.send("POST", site.path("/claims"), new JsonObject().put("case", id));

    assertEquals(200, first.status());
    assertEquals(409, second.status());
    assertEquals("claimed", second.code());
    assertEquals("Tom", second.json().getJsonObject("by").getString("name"));
    assertEquals(
        200, tom.send("POST", site.path("/claims"), new JsonObject().put("case", id)).status());
  }

  @Test
  void claim_ofTheNextCase_releasesTheOneBefore() {
    String first = id(held("one"));
    String second = id(held("two"));
    tom.send("POST", site.path("/claims"), new JsonObject().put("case", first));
    tom.send("POST", site.path("/claims"), new JsonObject().put("case", second));

    assertEquals(
        200, ana.send("POST", site.path("/claims"), new JsonObject().put("case", first)).status());
  }

  @Test
  void report_ofApprovedComment_bringsItToTheReportedQueueUntilDecided() {
    String id = id(site.post("report", "Lotte", "Most winter passengers live here.").json());
    JsonObject report = new JsonObject().put("reason", "abuse");
    parley.send("POST", site.path("/comments/" + id + "/reports"), report);
    parley.send("POST", site.path("/comments/" + id + "/reports"), report);

    JsonArray reported = ana.get(site.path("/cases?queue=reported")).json().getJsonArray("cases");
    assertEquals(1, reported.size());
    assertEquals(1, reported.getJsonObject(0).getJsonArray("reports").size());

    ana.decide(site, id, 1, "approve", null);
    assertEquals(
        0, ana.get(site.path("/queues")).json().getJsonObject("reported").getInteger("count"));
  }

  @Test
  void log_namesWhoDidWhatAndUnderWhichPolicy() {
    String id = id(held("log"));
    ana.decide(site, id, 1, "reject", "off-topic");

    JsonArray log = tom.get(site.path("/decisions")).json().getJsonArray("decisions");

    JsonObject latest = log.getJsonObject(0);
    assertEquals("Ana", latest.getJsonObject("by").getString("name"));
    assertEquals("reject", latest.getString("action"));
    assertEquals("off-topic", latest.getString("reason"));
    assertNull(log.getJsonObject(1).getValue("by"));
    assertFalse(log.getJsonObject(1).getString("policyVersion").isEmpty());
  }

  @Test
  void note_onACase_isInItsHistory() {
    String id = id(held("note"));

    ana.send(
        "POST", site.path("/cases/" + id + "/notes"), new JsonObject().put("text", "Known feud."));

    JsonArray history = tom.get(site.path("/cases/" + id)).json().getJsonArray("history");
    assertTrue(history.encode().contains("Known feud."));
  }

  @Test
  void ban_ofAnAuthor_keepsThemOutUntilLifted() {
    JsonObject receipt = held("ban");
    String author =
        ana.get(site.path("/cases/" + id(receipt))).json().getJsonObject("author").getString("id");
    JsonObject ban =
        new JsonObject().put("kind", "author").put("value", author).put("reason", "Insults");
    Answer dry = ana.send("POST", site.path("/bans"), ban.copy().put("dryRun", true));
    assertEquals(1, dry.json().getInteger("matches"));
    assertEquals(201, site.post("ban", "Derek", "A calm word.").status());

    String id = ana.send("POST", site.path("/bans"), ban).json().getString("id");
    Answer kept = site.post("ban", "Derek", "Another calm word.");
    assertEquals(403, kept.status());
    assertEquals("banned", kept.code());

    ana.send("DELETE", site.path("/bans/" + id), null);
    assertEquals(201, site.post("ban", "Derek", "Back again, calmly.").status());
  }

  @Test
  void moderator_ofAnotherSite_mayNotLookOrDecide() {
    TestSite other = parley.site();
    String id = id(other.post("x", "Derek", "You moron.").json());

    assertEquals(403, ana.get(other.path("/queues")).status());
    assertEquals(
        403,
        ana.send(
                "POST",
                other.path("/decisions"),
                new JsonObject()
                    .put(
                        "cases",
                        new JsonArray().add(new JsonObject().put("id", id).put("version", 1)))
                    .put("action", "approve"))
            .status());
    assertEquals(401, parley.get(site.path("/queues")).status());
  }

  @Test
  void cookie_sentFromAnotherOrigin_isRefused() {
    Answer crossSite =
        parley.send(
            "GET",
            site.path("/queues"),
            (byte[]) null,
            "Cookie",
            ana.cookie(),
            "Sec-Fetch-Site",
            "cross-site");
    Answer otherOrigin =
        parley.send(
            "GET",
            site.path("/queues"),
            (byte[]) null,
            "Cookie",
            ana.cookie(),
            "Origin",
            "https://evil.example");
    Answer own =
        parley.send(
            "GET",
            site.path("/queues"),
            (byte[]) null,
            "Cookie",
            ana.cookie(),
            "Origin",
            parley.url(),
            "Sec-Fetch-Site",
            "same-origin");

    assertEquals(403, crossSite.status());
    assertEquals(403, otherOrigin.status());
    assertEquals(200, own.status());
  }
}
