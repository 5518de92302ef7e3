package dev.parley.administration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is settled is heard, and what is not understood is refused by name. */
class PolicyTest {
  private static final TestParley parley = TestParley.shared();
  private static final TestSite site = parley.site();
  private static final Desk desk = parley.administrator();

  private static List<String> wrong(Answer answer) {
    assertEquals(422, answer.status(), answer.text());
    return answer.json().getJsonArray("errors").stream()
        .map(error -> ((JsonObject) error).getString("field"))
        .sorted()
        .toList();
  }

  @Test
  void policy_unknownKeys_areRefusedByName() {
    JsonObject before = desk.get(site.path("/policy")).json();
    JsonObject policy =
        new JsonObject().put("toxicityhold", 0.2).put("pinned", 1).put("spamHold", 0.4);

    assertEquals(
        List.of("pinned", "toxicityhold"), wrong(desk.send("PUT", site.path("/policy"), policy)));
    assertEquals(before, desk.get(site.path("/policy")).json());
    assertEquals(200, desk.send("PUT", site.path("/policy"), before).status());
    JsonObject made =
        new JsonObject()
            .put("slug", "never-made")
            .put("name", "Never made")
            .put("policy", new JsonObject().put("retension", new JsonObject()));
    assertEquals(List.of("retension"), wrong(desk.send("POST", "/api/v1/sites", made)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"toxicityHold\":2}|toxicityHold",
        "{\"maxLength\":\"5\"}|maxLength",
        "{\"moderation\":\"x\"}|moderation",
        "{\"languages\":[]}|languages",
        "{\"bannedWords\":[5]}|bannedWords",
        "{\"emailRequired\":1}|emailRequired",
        "{\"auditShare\":0.11}|auditShare",
        "{\"auditShare\":-0.01}|auditShare",
        "{\"auditShare\":\"all\"}|auditShare",
        "{\"mail\":{\"accent\":\"red;x\"}}|mail",
        "{\"mail\":{\"link\":\"javascript:x\"}}|mail",
        "{\"mail\":{\"logo\":\"x\"}}|mail",
        "{\"bansByTwo\":\"yes\"}|bansByTwo",
        "{\"cannedReasons\":{}}|cannedReasons",
        "{\"cannedReasons\":[{\"name\":\"Jobs\"}]}|cannedReasons",
        "{\"cannedReasons\":[{\"name\":\"Jobs\",\"words\":{}}]}|cannedReasons",
        "{\"cannedReasons\":[{\"name\":\"Jobs\",\"words\":{\"german\":\"Nein\"}}]}|cannedReasons",
        "{\"cannedReasons\":[{\"name\":\" \",\"words\":{\"en\":\"No\"}}]}|cannedReasons",
        "{\"cannedReasons\":[{\"name\":\"Jobs\",\"words\":{\"en\":\"\"}}]}|cannedReasons",
        "{\"cannedReasons\":[{\"name\":\"A\",\"words\":{\"en\":\"N\"}},{\"name\":\"A\",\"words\":{\"en\":\"O\"}}]}|cannedReasons"
      })
  void policy_valueThatIsWrong_isRefusedAtItsName(String policy, String field) {
    assertEquals(
        List.of(field), wrong(desk.send("PUT", site.path("/policy"), new JsonObject(policy))));
  }

  @Test
  void cannedReasons_areKeptAsWrittenAndLoggedByName() {
    TestSite worded = parley.site();
    JsonArray reasons =
        new JsonArray(
            """
            [{"name":"Jobs","words":{"de":"Stellen nehmen wir hier nicht.","en":"We take no jobs here."}},
             {"name":"Other town","words":{"en":"It is about another town."}}]
            """);

    desk.send("PUT", worded.path("/policy"), new JsonObject().put("cannedReasons", reasons));

    assertEquals(reasons, desk.get(worded.path("/policy")).json().getJsonArray("cannedReasons"));
    String note =
        desk.get(worded.path("/decisions?action=policy"))
            .json()
            .getJsonArray("decisions")
            .getJsonObject(0)
            .getString("note");
    assertTrue(note.contains("canned reasons"), note);
    assertFalse(note.contains("{"), note);
  }

  @Test
  void policy_changed_isInTheLogInWordsAndCanBeLookedUpAsItWas() {
    TestSite changed = parley.site(new JsonObject().put("spamHold", 0.3));
    JsonObject before = desk.get(changed.path("/policy")).json();
    desk.send("PUT", changed.path("/policy"), new JsonObject().put("spamHold", 0.6));
    desk.send("PUT", changed.path("/policy"), new JsonObject().put("spamHold", 0.6));

    List<JsonObject> log =
        desk.get(changed.path("/decisions?action=policy")).json().getJsonArray("decisions").stream()
            .map(JsonObject.class::cast)
            .toList();
    assertEquals(
        List.of("spam hold 0.3 → 0.6", "spam hold 0.5 → 0.3"),
        log.stream().map(entry -> entry.getString("note")).toList());
    assertTrue(log.stream().allMatch(entry -> entry.getJsonObject("by") != null));
    assertEquals(
        before, desk.get(changed.path("/policy?version=" + before.getString("version"))).json());
    assertEquals(404, desk.get(changed.path("/policy?version=none")).status());
  }

  @Test
  void site_calledOtherwise_isInItsLogWithWhoDidIt() {
    TestSite made = parley.site();
    JsonObject other =
        new JsonObject()
            .put("slug", made.slug())
            .put("name", "Another name")
            .put("origins", new JsonArray());
    assertEquals(201, desk.send("POST", "/api/v1/sites", other).status());

    JsonObject latest =
        desk.get(made.path("/decisions?action=site"))
            .json()
            .getJsonArray("decisions")
            .getJsonObject(0);
    assertTrue(latest.getString("note").contains("Another name"), latest.encode());
    assertFalse(latest.getJsonObject("by").getString("name").isEmpty());
  }

  @Test
  void policy_wordThatCannotBeStored_isRefused() {
    JsonObject policy = new JsonObject().put("bannedWords", new JsonArray().add("a\u0000b"));
    assertEquals(422, desk.send("PUT", site.path("/policy"), policy).status());
    policy.put("bannedWords", new JsonArray().add("a\uffffb"));
    assertEquals(422, desk.send("PUT", site.path("/policy"), policy).status());
  }

  @Test
  void spamHold_byDefault_isHalf() {
    JsonObject policy = desk.get(parley.site().path("/policy")).json();

    assertEquals(0.5, policy.getDouble("spamHold"));
    assertEquals(0.8, policy.getDouble("spamQueue"));
  }

  @ParameterizedTest
  @CsvSource({"0.5, 0.8, pending", "0.9, 0.95, approved", "0.2, 0.3, spam"})
  void spam_ofMiddlingScore_goesWhereThePolicySays(double hold, double queue, String status) {
    TestSite wary = parley.site(new JsonObject().put("spamHold", hold).put("spamQueue", queue));
    Answer posted =
        wary.post("spam", "Kim", "Nice blog, thanks for sharing this information with us");
    String stored =
        desk.get(wary.path("/cases/" + posted.json().getJsonObject("comment").getString("id")))
            .json()
            .getString("status");

    assertEquals(status, stored);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/articles?article=x|{\"closesAt\":\"2030-01-01T00:00:00Z\",\"state\":\"open\"}|closesAt",
        "/articles?article=x|{\"pin\":true}|pin",
        "/bans|{\"kind\":\"ip\",\"value\":\"192.0.2.1\",\"reason\":\"x\",\"dryrun\":true}|dryrun",
        "/claims|{\"case\":\"01900000-0000-7000-8000-000000000000\",\"for\":5}|for",
        "/decisions|{\"cases\":[{\"id\":\"01900000-0000-7000-8000-000000000000\",\"version\":1,\"x\":1}],\"action\":\"approve\"}|cases[0].x",
      })
  void body_withAFieldNobodyKnows_isRefusedByName(String path, String body, String field) {
    String method = path.startsWith("/articles") ? "PUT" : "POST";

    assertEquals(List.of(field), wrong(desk.send(method, site.path(path), new JsonObject(body))));
  }

  private static JsonObject put(String key, JsonObject article) {
    Answer answer = desk.send("PUT", site.path("/articles?article=" + key), article);
    assertEquals(200, answer.status(), answer.text());
    return answer.json();
  }

  @Test
  void article_closedAt_closesTheThreadThen() {
    Instant later = Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
    JsonObject open = put("clock", new JsonObject().put("closedAt", later.toString()));
    assertEquals("open", open.getString("state"));
    assertEquals(later.toString(), open.getString("closedAt"));
    assertEquals(201, site.post("clock", "Ida", "There is still time to talk.").status());

    Instant before = Instant.now().minus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
    JsonObject closed = put("clock", new JsonObject().put("closedAt", before.toString()));
    assertEquals("closed", closed.getString("state"));
    assertEquals("thread-closed", site.post("clock", "Ida", "Too late for that.").code());
    JsonObject seen = site.thread("clock").json().getJsonObject("article");
    assertEquals("closed", seen.getString("state"));
    assertEquals(before.toString(), seen.getString("closedAt"));

    assertEquals("open", put("clock", new JsonObject().putNull("closedAt")).getString("state"));
    assertEquals(201, site.post("clock", "Ida", "And open once more.").status());
  }

  @Test
  void article_whatIsNotSent_staysAsItIs() {
    put("stays", new JsonObject().put("title", "A title").put("url", "https://x.example/ä|b"));
    JsonObject after = put("stays", new JsonObject().put("state", "premoderated"));

    assertEquals("A title", after.getString("title"));
    assertEquals("https://x.example/%C3%A4%7Cb", after.getString("url"));
    assertEquals("premoderated", put("stays", new JsonObject()).getString("state"));
    assertTrue(
        desk.get(site.path("/decisions?action=article")).text().contains("stays: premoderated"));
  }

  @Test
  void article_contradictingItself_isRefused() {
    String later = Instant.now().plus(1, ChronoUnit.DAYS).toString();
    JsonObject article = new JsonObject().put("state", "closed").put("closedAt", later);

    assertEquals(
        List.of("closedAt"), wrong(desk.send("PUT", site.path("/articles?article=no"), article)));
  }

  @Test
  void article_slowedDown_letsANetworkWait() {
    put("slow", new JsonObject().put("slowSeconds", 600));
    assertEquals(201, site.post("slow", "Ida", "The first word of the day.").status());

    Answer second = site.post("slow", "Ole", "The second word of the day.");
    assertEquals(429, second.status(), second.text());
    int wait = Integer.parseInt(second.header("Retry-After"));
    assertTrue(wait > 0 && wait <= 601, second::text);
    assertEquals(201, site.post("not-slow", "Ole", "Elsewhere all is as it was.").status());
    assertFalse(put("slow", new JsonObject().put("slowSeconds", 0)).containsKey("slowSeconds"));
    assertEquals(201, site.post("slow", "Pia", "And now it goes faster again.").status());
  }

  @Test
  void score_ofALongText_saysThatItWasCut() {
    String text = "idiots " + "the ferries of the harbour ".repeat(1_000) + "morons";
    JsonObject scored =
        desk.send("POST", "/api/v1/score", new JsonObject().put("text", text)).json();

    assertTrue(scored.getBoolean("truncated"));
    JsonObject suspect =
        scored.getJsonArray("signals").stream()
            .map(JsonObject.class::cast)
            .filter(signal -> signal.getString("reason").equals("SUSPECT_WORD"))
            .findFirst()
            .orElseThrow();
    for (Object one : suspect.getJsonArray("evidence")) {
      JsonObject span = (JsonObject) one;
      assertEquals(
          span.getString("text"), text.substring(span.getInteger("start"), span.getInteger("end")));
    }
    assertEquals(2, suspect.getJsonArray("evidence").size());
    assertFalse(
        desk.send("POST", "/api/v1/score", new JsonObject().put("text", "A word."))
            .json()
            .containsKey("truncated"));
  }

  /** It is another node's, or a command's, change that this node does not know yet. */
  @Test
  void policy_changedWhereNameAndOriginsAreOld_leavesThemAsTheyAre() {
    TestSite shared = parley.site(new JsonObject(), "https://one.example");
    JsonObject other =
        new JsonObject()
            .put("slug", shared.slug())
            .put("name", "The other name")
            .put("origins", new JsonArray().add("https://two.example"));
    try (TestParley node = TestParley.beside()) {
      assertEquals(200, desk.get(shared.path("/policy")).status());
      assertEquals(201, node.administrator().send("POST", "/api/v1/sites", other).status());

      JsonObject policy = new JsonObject().put("editMinutes", 5);
      assertEquals(200, desk.send("PUT", shared.path("/policy"), policy).status());
    }

    JsonObject now = site(shared);
    assertEquals("The other name", now.getString("name"));
    assertEquals(new JsonArray().add("https://two.example"), now.getJsonArray("origins"));
    assertEquals(5, now.getJsonObject("policy").getInteger("editMinutes"));
  }

  private static JsonObject site(TestSite wanted) {
    return desk.get("/api/v1/sites").json().getJsonArray("sites").stream()
        .map(JsonObject.class::cast)
        .filter(one -> one.getString("slug").equals(wanted.slug()))
        .findFirst()
        .orElseThrow();
  }

  /** Java has one hash code for "Aa" and "BB". */
  @Test
  void policies_withWordsOfOneHashCode_haveVersionsOfTheirOwn() {
    TestSite changed = parley.site();
    JsonObject words = new JsonObject().put("bannedWords", new JsonArray().add("Aa"));
    String before = desk.send("PUT", changed.path("/policy"), words).json().getString("version");
    words.put("bannedWords", new JsonArray().add("BB"));
    JsonObject after = desk.send("PUT", changed.path("/policy"), words).json();

    assertNotEquals(before, after.getString("version"));
    assertEquals(
        after, desk.get(changed.path("/policy?version=" + after.getString("version"))).json());
  }

  @ParameterizedTest
  @CsvSource({
    "https://Ledger.Example, https://ledger.example",
    "https://ledger.example:443, https://ledger.example",
    "http://ledger.example:80, http://ledger.example",
    "https://ledger.example:8443, https://ledger.example:8443",
    "https://müller.example, https://xn--mller-kva.example"
  })
  void origin_typedAsPeopleDo_isTheOneThatBrowsersSend(String typed, String sent) {
    TestSite embedded = parley.site(new JsonObject(), typed);

    assertEquals(
        200, parley.get(embedded.path("/comments?article=a"), "Origin", sent).status(), sent);
    assertEquals(new JsonArray().add(sent), site(embedded).getJsonArray("origins"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://", "https://a b", "ledger.example", "https://x/y", "https://u@x.example"})
  void origin_thatNoBrowserSends_isRefused(String origin) {
    JsonObject made =
        new JsonObject()
            .put("slug", "no-origin")
            .put("name", "No origin")
            .put("origins", new JsonArray().add(origin));

    assertEquals(List.of("origins"), wrong(desk.send("POST", "/api/v1/sites", made)));
  }
}
