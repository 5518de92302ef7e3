package dev.parley.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a policy would have done to the last comments, before it is saved. */
class ForecastTest {
  private static final List<String> TEXTS =
      List.of(
          "The pier opens at nine and closes at six.",
          "You are a complete moron and nobody wants you here.",
          "Shut up, you pathetic worthless idiot.",
          "I will find you and kill you, you filthy rat.",
          "The ferry was late again, which is a shame for everyone.",
          "Buy cheap watches at https://watches.example and https://more.example now, best price!!!",
          "See https://quay.example/timetable for the winter timetable.",
          "Der Hafen ist im Winter geschlossen, und das ist schade für alle.",
          "What a stupid decision by the council.",
          "The harbour master was right to close the gate during the storm.",
          "Casino bonus crypto giveaway whatsapp me now for free money!!!",
          "Le port est fermé pendant tout l'hiver, quel dommage pour la ville.");

  private final TestParley parley = TestParley.shared();
  private final Desk desk = parley.administrator();

  /** The same comments in the same order, by people of whom nothing is known. */
  private Map<String, Integer> fill(TestSite site) {
    Map<String, Integer> verdicts = new TreeMap<>();
    for (int i = 0; i < TEXTS.size(); i++) {
      JsonObject submission = site.submission("pier-" + i, "Reader Number" + i, TEXTS.get(i));
      Answer answer = site.post(submission);
      assertTrue(answer.status() < 300 || answer.status() == 422, answer::text);
    }
    for (String queue : List.of("approved", "pending", "rejected", "spam")) {
      int n =
          desk.get(site.path("/cases?limit=100&queue=" + queue))
              .json()
              .getJsonArray("cases")
              .size();
      verdicts.put(queue, n);
    }
    return verdicts;
  }

  private JsonObject preview(TestSite site, JsonObject changes) {
    Answer answer = desk.send("POST", site.path("/policy/preview"), changes);
    assertEquals(200, answer.status(), answer::text);
    return answer.json();
  }

  private static Map<String, Integer> verdicts(JsonObject outcomes) {
    JsonObject counts = outcomes.getJsonObject("counts");
    return new TreeMap<>(
        Map.of(
            "approved", counts.getInteger("approve"),
            "pending", counts.getInteger("hold"),
            "rejected", counts.getInteger("reject"),
            "spam", counts.getInteger("spam")));
  }

  /** Each is posted under the proposed policy too: nothing but the engine knows the answer. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"toxicityHold\":0.99,\"spamHold\":0.99,\"spamQueue\":1.0}",
        "{\"toxicityHold\":0.05}",
        "{\"toxicityReject\":0.6}",
        "{\"spamQueue\":0.3,\"spamHold\":0.2}",
        "{\"attributes\":{\"insult\":{\"hold\":0.1},\"threat\":{\"reject\":0.3}}}",
        "{\"bannedWords\":[\"harbour master\",\"casino\"]}",
        "{\"suspectWords\":[\"ferry\"]}",
        "{\"suspectWords\":[]}",
        "{\"linksNewcomer\":0}",
        "{\"linksNewcomer\":9,\"linksAnyone\":9}",
        "{\"languages\":[\"en\",\"de\",\"fr\"]}",
        "{\"unmodelled\":\"hold\",\"languages\":[\"de\",\"en\"]}",
        "{\"moderation\":\"all\"}",
        "{\"moderation\":\"first\"}",
        "{\"moderation\":\"none\"}"
      })
  void forecast_equalsWhatTheEngineMakesOfTheSameComments(String proposed) {
    TestSite before = parley.site();
    Map<String, Integer> today = fill(before);
    JsonObject policy = new JsonObject(proposed);
    TestSite after = parley.site(policy);
    Map<String, Integer> then = fill(after);

    JsonObject forecast = preview(before, policy);

    assertEquals(TEXTS.size(), forecast.getInteger("comments"));
    assertEquals(today, verdicts(forecast.getJsonObject("today")));
    assertEquals(then, verdicts(forecast.getJsonObject("proposed")));
    // And back: what a policy found itself is not remembered against another.
    assertEquals(
        today,
        verdicts(
            preview(after, desk.get(before.path("/policy")).json().put("toxicityReject", null))
                .getJsonObject("proposed")));
  }

  @Test
  void forecast_countsByLanguageAttributeAndScore() {
    TestSite site = parley.site();
    fill(site);

    JsonObject forecast = preview(site, new JsonObject().put("toxicityHold", 0.9));

    JsonObject languages = forecast.getJsonObject("proposed").getJsonObject("languages");
    assertEquals(1, sum(languages.getJsonObject("de")));
    assertEquals(1, sum(languages.getJsonObject("fr")));
    JsonObject histograms = forecast.getJsonObject("histograms").getJsonObject("toxicity");
    JsonArray all = histograms.getJsonArray("all");
    assertEquals(50, all.size());
    int above = all.stream().skip(45).mapToInt(Integer.class::cast).sum();
    assertTrue(above > 0);
    assertEquals(
        above,
        sum(
            forecast
                .getJsonObject("proposed")
                .getJsonObject("attributes")
                .getJsonObject("toxicity")));
    assertTrue(histograms.getJsonArray("en").stream().mapToInt(Integer.class::cast).sum() >= 8);
    double shares =
        forecast.getJsonObject("proposed").getJsonObject("shares").stream()
            .mapToDouble(share -> ((Number) share.getValue()).doubleValue())
            .sum();
    assertEquals(1, shares, 0.001);
  }

  private static int sum(JsonObject counts) {
    return counts.stream().mapToInt(count -> (Integer) count.getValue()).sum();
  }

  @Test
  void forecast_ofFewer_looksAtTheLast() {
    TestSite site = parley.site();
    fill(site);
    JsonObject forecast = preview(site, new JsonObject().put("moderation", "all").put("last", 3));
    assertEquals(3, forecast.getInteger("comments"));
    assertEquals(3, sum(forecast.getJsonObject("proposed").getJsonObject("counts")));
    assertTrue(verdicts(forecast.getJsonObject("proposed")).get("pending") > 0);
  }

  @Test
  void forecast_tellsWhatPeopleHadDecidedOtherwise() {
    TestSite site = parley.site(new JsonObject().put("moderation", "all"));
    String good = post(site, "The pier opens at nine.");
    String bad = post(site, "You are a complete moron and nobody wants you here.");
    String fine = post(site, "Shut up, you pathetic worthless idiot.");
    desk.decide(site, good, 1, "reject", "off-topic");
    desk.decide(site, bad, 1, "reject", "abuse");
    desk.decide(site, fine, 1, "approve", null);

    JsonObject people =
        preview(site, new JsonObject().put("moderation", "doubtful").put("toxicityReject", 0.5))
            .getJsonObject("proposed")
            .getJsonObject("people");

    assertEquals(
        new JsonObject()
            .put("decided", 3)
            .put("otherwise", 2)
            .put("shownButRefused", 1)
            .put("refusedButApproved", 1),
        people);
  }

  @Test
  void forecast_withDecisionsInARow_tellsTheHoursSaved() {
    TestSite site = parley.site(new JsonObject().put("moderation", "all"));
    for (int i = 0; i < 7; i++) {
      String id = post(site, "The pier opens at nine, for the time number " + i);
      if (i < 6) {
        desk.decide(site, id, 1, "approve", null);
        parley.change(
            "update decision set created_at = now() + $2 * interval '20 seconds'"
                + " where comment_id = $1::text::uuid and moderator_id is not null",
            id,
            i);
      }
    }

    JsonObject work =
        preview(site, new JsonObject().put("moderation", "none")).getJsonObject("work");

    assertEquals(5, work.getInteger("decisions"));
    assertEquals(7, work.getInteger("fewerHeld"));
    assertEquals(20, work.getDouble("secondsPerDecision"), 2);
    assertEquals(7 * 20 / 3600.0, work.getDouble("hoursSaved"), 0.01);
  }

  @Test
  void forecast_ofASiteWithoutDecisions_tellsNoHours() {
    TestSite site = parley.site();
    JsonObject forecast = preview(site, new JsonObject());
    assertEquals(0, forecast.getInteger("comments"));
    assertFalse(forecast.getJsonObject("work").containsKey("hoursSaved"));
  }

  private static String post(TestSite site, String body) {
    return site.post("pier", "Ann Tester", body).json().getJsonObject("comment").getString("id");
  }

  @Test
  void forecast_ofWhatIsNoPolicy_isRefusedByName() {
    TestSite site = parley.site();
    Answer unknown =
        desk.send("POST", site.path("/policy/preview"), new JsonObject().put("toxicity", 0.5));
    assertEquals(422, unknown.status());
    assertEquals("toxicity", field(unknown));
    assertEquals(
        "spamHold",
        field(
            desk.send("POST", site.path("/policy/preview"), new JsonObject().put("spamHold", 2))));
    assertEquals(
        "last",
        field(
            desk.send("POST", site.path("/policy/preview"), new JsonObject().put("last", 10_001))));
    Desk stranger = parley.moderator(parley.site(), "Stray");
    assertEquals(
        403, stranger.send("POST", site.path("/policy/preview"), new JsonObject()).status());
  }

  private static String field(Answer answer) {
    return answer.json().getJsonArray("errors").getJsonObject(0).getString("field");
  }

  @Test
  void text_triedUnderAPolicy_isJudgedByItAndNotStored() {
    TestSite site = parley.site();
    JsonObject text = new JsonObject().put("text", "The f.e.r.r.y is late.");
    assertEquals(
        "approve", desk.send("POST", site.path("/policy/try"), text).json().getString("verdict"));

    JsonObject judged =
        desk.send(
                "POST",
                site.path("/policy/try"),
                text.copy().put("suspectWords", new JsonArray().add("ferry")))
            .json();

    assertEquals("hold", judged.getString("verdict"));
    assertTrue(judged.getJsonArray("signals").encode().contains("SUSPECT_WORD"));
    assertEquals(0, preview(site, new JsonObject()).getInteger("comments"));
    assertEquals(422, desk.send("POST", site.path("/policy/try"), new JsonObject()).status());
  }
}
