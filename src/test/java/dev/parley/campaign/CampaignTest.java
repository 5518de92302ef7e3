package dev.parley.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import dev.parley.database.Database;
import dev.parley.slow.LongRunning;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Campaigns as readers and moderators meet them. */
@LongRunning
class CampaignTest {
  private static final List<String> WHO = List.of("sister", "uncle", "cousin", "neighbour", "boss");
  private static final List<String> WHAT = List.of("loan", "credit", "mortgage", "advance", "sum");

  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site(new JsonObject().put("spamQueue", 1));
  private final Desk desk = parley.administrator();

  /** A text of the template, each with other words. */
  private static String copy(int number) {
    return "My %s needed help last winter and Mr Brown arranged a quiet %s for all of us within %d days"
        .formatted(WHO.get(number % 5), WHAT.get(number / 2 % 5), 2 + number);
  }

  private JsonObject postCopy(int number) {
    return site.post("article-" + number % 4, "Reader " + number, copy(number)).json();
  }

  private static String id(JsonObject receipt) {
    return receipt.getJsonObject("comment").getString("id");
  }

  private JsonObject caseOf(JsonObject receipt) {
    return desk.get(site.path("/cases/" + id(receipt))).json();
  }

  private Optional<JsonObject> signal(JsonObject receipt, String reason) {
    return caseOf(receipt).getJsonArray("signals").stream()
        .map(JsonObject.class::cast)
        .filter(signal -> signal.getString("reason").equals(reason))
        .findFirst();
  }

  private String decide(JsonObject receipt, String action) {
    JsonObject outcome =
        desk.decide(site, id(receipt), caseOf(receipt).getInteger("version"), action, null);
    assertEquals("applied", outcome.getString("outcome"), outcome::encode);
    return outcome.getString("id");
  }

  @Test
  void post_sameTemplateOnSeveralArticlesByManyAuthors_isACampaignAndHeld() {
    List<JsonObject> receipts = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      receipts.add(postCopy(i));
    }

    assertEquals("approved", receipts.get(0).getString("status"));
    assertTrue(signal(receipts.get(0), "CAMPAIGN").isEmpty());
    JsonObject last = signal(receipts.get(7), "CAMPAIGN").orElseThrow();
    assertEquals("pending", receipts.get(7).getString("status"));
    assertTrue(
        last.getString("message")
            .matches(
                "[4-7] comments nearly like this by [4-7] authors on" + " [34] articles in 1 hour"),
        last::encode);
  }

  @Test
  void decide_spamOnACopy_holdsTheNextAndUndoLetsItPass() {
    JsonObject first = postCopy(0);
    String decision = decide(first, "spam");

    JsonObject second = postCopy(1);
    assertEquals("pending", second.getString("status"));
    assertTrue(
        signal(second, "CAMPAIGN").orElseThrow().getString("message").contains("1 marked as spam"));

    desk.send("POST", site.path("/decisions/" + decision + "/undo"), new JsonObject());
    JsonObject third = postCopy(7);
    JsonObject signal = signal(third, "CAMPAIGN").orElseThrow();
    assertFalse(signal.getString("message").contains("spam"), signal::encode);
    assertEquals("approved", third.getString("status"), signal::encode);
  }

  @Test
  void decide_approvalOfCopies_letsTheChorusPass() {
    for (int i = 0; i < 8; i++) {
      JsonObject receipt = postCopy(i);
      if (i >= 2 && i < 5) {
        decide(receipt, "approve");
      }
    }

    JsonObject last = postCopy(8);
    assertEquals("approved", last.getString("status"), () -> caseOf(last).encode());
  }

  @Test
  void undo_ofASecondDecision_restoresTheFirst() {
    JsonObject first = postCopy(0);
    decide(first, "spam");
    String second = decide(first, "approve");
    desk.send("POST", site.path("/decisions/" + second + "/undo"), new JsonObject());

    assertTrue(
        signal(postCopy(1), "CAMPAIGN")
            .orElseThrow()
            .getString("message")
            .contains("1 marked as spam"));
  }

  @Test
  void edit_awayFromTheTemplate_leavesTheCluster() {
    JsonObject first = postCopy(0);
    parley.send(
        "PATCH",
        site.path("/comments/" + id(first)),
        new JsonObject().put("body", "I have thought better of it and will say nothing at all."),
        "Authorization",
        "Bearer " + first.getString("editToken"));

    assertTrue(signal(postCopy(1), "CAMPAIGN").isEmpty());
  }

  @Test
  void post_chorusOfShortGreetings_isNoCampaign() {
    List<String> greetings =
        List.of(
            "Thank you!", "First", "Happy birthday to you, Marta, from all of us", "So true", "+1");
    for (int i = 0; i < 20; i++) {
      String greeting = greetings.get(i % 3 == 0 ? 0 : 1 + i % 4);
      JsonObject receipt = site.post("greetings-" + i % 3, "Guest " + i, greeting).json();

      assertTrue(signal(receipt, "CAMPAIGN").isEmpty());
      boolean short5 = greeting.split(" ").length <= 5;
      if (short5) {
        assertEquals("approved", receipt.getString("status"), () -> caseOf(receipt).encode());
      }
    }
  }

  private JsonObject postLink(String name, String text, String article) {
    return site.post(article, name, text).json();
  }

  @Test
  void decide_spamWithALink_countsForItsDomainUntilItIsUndone() {
    List<String> decisions = new ArrayList<>();
    List<String> texts =
        List.of(
            "Look what they sell at https://www.pills.test/a",
            "My doctor swears by https://shop.pills.test/b for headaches",
            "Cheaper than here: https://pills.test",
            "Nobody beats https://pills.test/winter this year");
    for (int i = 0; i < 4; i++) {
      decisions.add(decide(postLink("Seller " + i, texts.get(i), "a" + i), "spam"));
    }
    decide(
        site.post("regular", "Rita", "The bridge needs paint before the winter.").json(),
        "approve");

    JsonObject regular = postLink("Rita", "I bought mine at www.pills.test/c too.", "b");

    JsonObject signal = signal(regular, "LINK_REPUTATION").orElseThrow();
    assertEquals("pending", regular.getString("status"));
    assertEquals("pills.test: 4 spam, 0 approved here", signal.getString("message"));
    assertEquals(0.6667, signal.getDouble("score"));

    decisions.forEach(
        decision ->
            desk.send("POST", site.path("/decisions/" + decision + "/undo"), new JsonObject()));
    JsonObject later = postLink("Rita", "They have moved to https://pills.test/new by now.", "c");
    assertTrue(signal(later, "LINK_REPUTATION").isEmpty(), () -> caseOf(later).encode());
    assertEquals("approved", later.getString("status"));
  }

  @Test
  void authorAddress_countsAsALinkOfTheirs() {
    for (int i = 0; i < 3; i++) {
      JsonObject submission = site.submission("urls-" + i, "Web " + i, "A fine text, number " + i);
      submission.getJsonObject("author").put("url", "https://my.boots.test/");
      decide(site.post(submission).json(), "spam");
    }
    JsonObject submission = site.submission("urls", "Webster", "Something else altogether.");
    submission.getJsonObject("author").put("url", "boots.test");

    JsonObject receipt = site.post(submission).json();

    assertTrue(signal(receipt, "FIRST_LINK").isPresent());
    assertTrue(signal(receipt, "LINK_REPUTATION").orElseThrow().encode().contains("3 spam"));
    assertEquals("pending", receipt.getString("status"));
  }

  @Test
  void edit_linkTakenOut_countsNoLonger() {
    JsonObject linked = postLink("Olga", "See https://lamps.test/ for lamps.", "lamps");
    parley.send(
        "PATCH",
        site.path("/comments/" + id(linked)),
        new JsonObject().put("body", "See no lamps at all."),
        "Authorization",
        "Bearer " + linked.getString("editToken"));
    decide(linked, "spam");

    JsonObject next = postLink("Pavel", "Other lamps: https://lamps.test/x", "lamps");
    assertTrue(signal(next, "LINK_REPUTATION").isEmpty());
  }

  @Test
  void post_crowdOnOneArticle_isToldAndHoldsOnlyNewcomersWithLinks() {
    JsonObject last = new JsonObject();
    for (int i = 0; i < 40; i++) {
      String text =
          "Number %d has %s to say.".formatted(i * 7919, Integer.toString(i * 104729, 36));
      last = site.post("crowd", "Voice " + i, text).json();
    }

    JsonObject burst = signal(last, "BURST").orElseThrow();
    assertTrue(burst.getString("message").startsWith("40 comments on this article in 5 minutes"));
    assertEquals("approved", last.getString("status"));
    JsonObject link = postLink("Newman", "And https://elsewhere.test/ says so too.", "crowd");
    assertEquals("pending", link.getString("status"), () -> caseOf(link).encode());
  }

  @Test
  void post_crowdFromOneNetwork_isTold() {
    TestParley proxied = TestParley.start(Map.of("http.trustedProxies", "127.0.0.0/8"));
    TestSite own = proxied.site();
    JsonObject last = new JsonObject();
    for (int i = 0; i < 25; i++) {
      String text =
          "Number %d has %s to say.".formatted(i * 7919, Integer.toString(i * 104729, 36));
      last =
          own.post(
                  own.submission("net-" + i, "Voice " + i, text),
                  "X-Forwarded-For",
                  "203.0.113." + (i + 1))
              .json();
    }

    JsonArray signals =
        proxied.administrator().get(own.path("/cases/" + id(last))).json().getJsonArray("signals");
    assertTrue(signals.encode().contains("25 comments from one network"), signals::encode);
  }

  private void takeBack(JsonObject receipt) {
    parley.send(
        "DELETE",
        site.path("/comments/" + id(receipt)),
        (JsonObject) null,
        "Authorization",
        "Bearer " + receipt.getString("editToken"));
  }

  @Test
  void post_correctedTextAfterDeletingTheOwn_isNoDuplicate() {
    String text =
        "The ferry leaves at eight from the old harbour, costs twelve for two persons and a dog,"
            + " and comes back after sunset when the lamps along the pier are lit; who has a"
            + " bicycle waits on the left, and who has none buys a ticket at the %s kiosk.";
    JsonObject first = site.post("ferry", "Frida", text.formatted("green")).json();
    JsonObject copy =
        site.post("ferry", "Frida", text.formatted("green").toUpperCase(Locale.ROOT)).json();
    JsonObject alike = site.post("ferry", "Frida", text.formatted("blue")).json();
    assertTrue(signal(copy, "DUPLICATE").isPresent());
    assertTrue(signal(alike, "NEAR_DUPLICATE").isPresent());
    List.of(first, copy, alike).forEach(this::takeBack);

    JsonObject same = site.post("ferry", "Frida", text.formatted("green")).json();
    assertTrue(signal(same, "DUPLICATE").isEmpty(), () -> caseOf(same).encode());
    takeBack(same);
    JsonObject corrected = site.post("ferry", "Frida", text.formatted("yellow")).json();

    assertTrue(signal(corrected, "NEAR_DUPLICATE").isEmpty(), () -> caseOf(corrected).encode());
    assertEquals("approved", corrected.getString("status"), () -> caseOf(corrected).encode());
  }

  @Test
  void post_textAnEditTookBack_isNoDuplicate() {
    JsonObject first = site.post("edits", "Edna", "I meant to say this on the other page.").json();
    parley.send(
        "PATCH",
        site.path("/comments/" + id(first)),
        new JsonObject().put("body", "Something about this page instead."),
        "Authorization",
        "Bearer " + first.getString("editToken"));

    JsonObject moved = site.post("others", "Edna", "I meant to say this on the other page.").json();
    JsonObject copy = site.post("edits", "Edna", "Something about this page instead.").json();

    assertTrue(signal(moved, "DUPLICATE").isEmpty(), () -> caseOf(moved).encode());
    assertTrue(signal(copy, "DUPLICATE").isPresent());
  }

  @Test
  void post_againAfterStoringFailed_isNoDuplicate() throws Exception {
    String body = "Nobody could store this the first time, try as they might.";
    refusing(
        "body not like 'Nobody could store this%'",
        () -> assertEquals(500, site.post("failed", "Fay", body).status()));

    JsonObject again = site.post("failed", "Fay", body).json();

    assertTrue(signal(again, "DUPLICATE").isEmpty(), () -> caseOf(again).encode());
    assertEquals("approved", again.getString("status"), () -> caseOf(again).encode());
    JsonObject third = site.post("failed", "Fay", body).json();
    assertTrue(signal(third, "DUPLICATE").isPresent());
  }

  /** Runs something while the store takes only comments of a kind. */
  private void refusing(String condition, Runnable posting) throws Exception {
    Vertx vertx = Vertx.vertx();
    Database database = Database.open(vertx, parley.service().databaseUrl(), 1);
    try {
      query(
          database,
          "alter table comment add constraint refusing check (" + condition + ") not valid");
      posting.run();
    } finally {
      query(database, "alter table comment drop constraint if exists refusing");
      vertx.close().await(10, TimeUnit.SECONDS);
    }
  }

  private static void query(Database database, String sql) throws Exception {
    database.pool().query(sql).execute().await(20, TimeUnit.SECONDS);
  }
}
