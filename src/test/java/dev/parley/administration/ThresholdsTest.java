package dev.parley.administration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Thresholds of finer attributes, and what becomes of languages that no model knows. */
class ThresholdsTest {
  private static final TestParley parley = TestParley.shared();
  private static final Desk desk = parley.administrator();
  private static final TestSite any = parley.site();

  private static final String RUDE = "You are a stupid idiot and an ugly fool.";
  private static final String CLEAN = "Thank you for this careful report about the harbour.";

  /** "Thank you for this article, it was very interesting", in a language without a model. */
  private static final String GEORGIAN = "გმადლობთ ამ სტატიისთვის, ძალიან საინტერესო იყო.";

  private static TestSite lenient(String attributes) {
    return parley.site(
        new JsonObject()
            .put("toxicityHold", 1)
            .put("spamHold", 1)
            .put("spamQueue", 1)
            .put("suspectWords", new JsonArray())
            .put("attributes", new JsonObject(attributes)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|201|201",
        "{\"insult\":{}}|201|201",
        "{\"insult\":{\"hold\":0.3}}|202|201",
        "{\"insult\":{\"hold\":0.3,\"reject\":1}}|202|201",
        "{\"insult\":{\"hold\":0.1,\"reject\":0.3}}|422|201",
        "{\"insult\":{\"hold\":1,\"reject\":0.3}}|422|201",
        "{\"insult\":{\"reject\":0.3}}|422|201",
        "{\"threat\":{\"hold\":0.9}}|201|201",
        "{\"identity_attack\":{\"hold\":0}}|202|202"
      })
  void post_attributeWithThresholds_holdsAndRejectsByThem(String attributes, int rude, int clean) {
    TestSite site = lenient(attributes);

    assertEquals(rude, site.post("a", "Ida", RUDE).status());
    assertEquals(clean, site.post("b", "Ida", CLEAN).status());
  }

  @Test
  void signal_ofAnAttributeWithThreshold_tellsIt() {
    TestSite site = lenient("{\"insult\":{\"hold\":0.3}}");

    JsonObject insult = signal(score(site, RUDE, "en"), "INSULT");
    assertEquals(0.3, insult.getDouble("threshold"));
    assertEquals(1, insult.getDouble("weight"));
    assertEquals(0, signal(score(site, CLEAN, "en"), "INSULT").getDouble("weight"));
  }

  @Test
  void policy_withThresholds_isKeptAndHasItsOwnVersion() {
    JsonObject attributes = new JsonObject("{\"threat\":{\"hold\":0.4,\"reject\":0.9}}");
    JsonObject bare = desk.get(lenient("{}").path("/policy")).json();
    JsonObject set = desk.get(lenient(attributes.encode()).path("/policy")).json();

    assertEquals(attributes, set.getJsonObject("attributes"));
    assertEquals("rules", set.getString("unmodelled"));
    assertNotEquals(bare.getString("version"), set.getString("version"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"attributes\":{\"threats\":{\"hold\":0.5}}}|attributes.threats",
        "{\"attributes\":{\"toxicity\":{\"hold\":0.5}}}|attributes.toxicity",
        "{\"attributes\":{\"threat\":{\"holds\":0.5}}}|attributes.threat.holds",
        "{\"attributes\":{\"threat\":{\"hold\":1.5}}}|attributes.threat.hold",
        "{\"attributes\":{\"threat\":{\"reject\":\"0.5\"}}}|attributes.threat.reject",
        "{\"attributes\":{\"threat\":0.5}}|attributes.threat",
        "{\"attributes\":[]}|attributes",
        "{\"unmodelled\":\"ignore\"}|unmodelled",
        "{\"unmodelled\":true}|unmodelled"
      })
  void policy_thresholdThatIsWrong_isRefusedAtItsName(String policy, String field) {
    Answer answer = desk.send("PUT", any.path("/policy"), new JsonObject(policy));

    assertEquals(422, answer.status(), answer.text());
    assertEquals(
        List.of(field),
        answer.json().getJsonArray("errors").stream()
            .map(error -> ((JsonObject) error).getString("field"))
            .toList());
  }

  private static TestSite site(String unmodelled, String language) {
    return parley.site(
        new JsonObject()
            .put("unmodelled", unmodelled)
            .put("languages", new JsonArray().add(language))
            .put("suspectWords", new JsonArray().add("სტატიისთვის").add("harbour")));
  }

  @ParameterizedTest
  @CsvSource({
    "hold,  ka, 202", "rules, ka, 201", "show,  ka, 201",
    "hold,  en, 202", "rules, en, 202", "show,  en, 201",
  })
  void post_inALanguageWithoutModel_goesWhereThePolicySays(
      String unmodelled, String language, int status) {
    TestSite site = site(unmodelled, language);
    desk.send(
        "PUT",
        site.path("/policy"),
        new JsonObject()
            .put("unmodelled", unmodelled)
            .put("languages", new JsonArray().add(language)));

    assertEquals(status, site.post("a", "Nino", GEORGIAN).status());
    JsonObject score = score(site, GEORGIAN, null);
    assertEquals("ka", score.getString("lang"));
    assertEquals(
        "Not scored: no model for Georgian",
        signal(score, "LANGUAGE_WITHOUT_MODEL").getString("message"));
  }

  @ParameterizedTest
  @CsvSource({"hold", "rules", "show"})
  void post_inALanguageWithoutModelWithAWordThatHolds_isHeld(String unmodelled) {
    assertEquals(202, site(unmodelled, "ka").post("a", "Nino", GEORGIAN).status());
  }

  @ParameterizedTest
  @CsvSource({"hold", "rules", "show"})
  void score_inAModelledLanguageNotExpected_isTheSameHoweverUnmodelledOnesAreTreated(
      String unmodelled) {
    JsonObject score = score(site(unmodelled, "de"), "Thank you for the report.", "en");

    assertEquals("approve", score.getString("verdict"));
    assertEquals(0.5, signal(score, "LANGUAGE").getDouble("weight"));
  }

  @Test
  void moderations_inALanguageWithoutModel_isJudgedByRules() {
    String key =
        desk.send(
                "POST",
                "/api/v1/tokens",
                new JsonObject().put("name", "Blog").put("site", any.slug()))
            .json()
            .getString("token");
    JsonObject parley =
        ThresholdsTest.parley
            .send(
                "POST",
                "/v1/moderations",
                new JsonObject().put("input", GEORGIAN),
                "Authorization",
                "Bearer " + key)
            .json()
            .getJsonArray("results")
            .getJsonObject(0)
            .getJsonObject("parley");

    assertEquals("rules", parley.getString("quality"));
    assertEquals("ka", parley.getString("language"));
  }

  private static JsonObject score(TestSite site, String text, String language) {
    JsonObject body = new JsonObject().put("text", text).put("site", site.slug());
    Answer answer =
        desk.send("POST", "/api/v1/score", language == null ? body : body.put("lang", language));
    assertEquals(200, answer.status(), answer.text());
    return answer.json();
  }

  private static JsonObject signal(JsonObject score, String reason) {
    List<JsonObject> signals =
        score.getJsonArray("signals").stream()
            .map(JsonObject.class::cast)
            .filter(one -> one.getString("reason").equals(reason))
            .toList();
    assertTrue(signals.size() == 1, score::encode);
    return signals.get(0);
  }
}
