package dev.parley.apikey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Which site a key is for, and what it opens. */
class KeysTest {
  private final TestParley parley = TestParley.shared();
  private final Programs programs = new Programs(parley);
  private final String origin = "https://" + java.util.UUID.randomUUID() + ".example";
  private final TestSite site = parley.site(new JsonObject(), origin);

  private Answer verify(String key, String blog) {
    return programs.akismet("/1.1/verify-key", "api_key", key, "blog", blog);
  }

  @Test
  void key_ofOneSite_isFortyDigitsThatAnyClientCanCarry() {
    String key = programs.key(site);

    assertTrue(key.matches("[0-9a-f]{40}"), key);
    assertEquals("valid", verify(key, "https://anywhere.example").text());
  }

  @Test
  void key_ofOneSite_opensNothingElse() {
    String bearer = "Bearer " + programs.key(site);

    for (String path :
        new String[] {
          "/api/v1/session", "/api/v1/tokens", site.path("/cases"), site.path("/policy")
        }) {
      Answer answer = parley.get(path, "Authorization", bearer);
      assertEquals(403, answer.status(), path);
    }
    String moderators = "Bearer " + programs.administratorsToken();
    assertEquals(200, parley.get(site.path("/cases"), "Authorization", moderators).status());
  }

  @Test
  void key_isListedWithItsSiteAndRevoked() {
    Desk admin = parley.administrator();
    JsonObject issued =
        admin
            .send(
                "POST",
                "/api/v1/tokens",
                new JsonObject().put("name", "Blog").put("site", site.slug()))
            .json();
    JsonObject listed =
        admin.get("/api/v1/tokens").json().getJsonArray("tokens").stream()
            .map(JsonObject.class::cast)
            .filter(token -> token.getString("id").equals(issued.getString("id")))
            .findFirst()
            .orElseThrow();
    assertEquals(site.slug(), listed.getString("site"));
    assertEquals("valid", verify(issued.getString("token"), origin).text());

    admin.send("DELETE", "/api/v1/tokens/" + issued.getString("id"), null);

    assertEquals("invalid", verify(issued.getString("token"), origin).text());
  }

  @Test
  void key_ofASiteThatIsNotThere_isNotIssued() {
    JsonObject request = new JsonObject().put("name", "Blog").put("site", "nowhere");

    assertEquals(404, parley.administrator().send("POST", "/api/v1/tokens", request).status());
  }

  @Test
  void token_ofAModerator_isRefusedAndTheWayToAKeyTold() {
    String token = programs.administratorsToken();
    String help =
        "API key not valid: it is a moderator's token, which should not stand in addresses."
            + " Make a key with a site: POST /api/v1/tokens with name and site.";

    Answer akismet = verify(token, origin);
    Answer perspective =
        programs.perspective("suggestscore", token, Programs.suggestion("A text", "TOXICITY", 1));

    assertEquals(200, akismet.status());
    assertEquals("invalid", akismet.text());
    assertEquals(help, akismet.header("X-akismet-debug-help"));
    assertEquals(400, perspective.status());
    JsonObject error = perspective.json().getJsonObject("error");
    assertEquals("INVALID_ARGUMENT", error.getString("status"));
    assertEquals(help, error.getString("message"));
    assertEquals(0, programs.counted("select count(*) from label where site_id = $1", site));
  }

  @Test
  void key_whoseOwnerHasLostTheSite_isGoodForNothing() {
    Desk admin = parley.administrator();
    String email = "lena@" + site.slug() + ".example";
    JsonObject lena =
        new JsonObject()
            .put("email", email)
            .put("name", "Lena")
            .put("password", TestParley.PASSWORD)
            .put("role", "administrator");
    admin.send("POST", "/api/v1/moderators", lena);
    String key =
        parley
            .signIn(email, TestParley.PASSWORD)
            .send(
                "POST",
                "/api/v1/tokens",
                new JsonObject().put("name", "Blog").put("site", site.slug()))
            .json()
            .getString("token");
    assertEquals("valid", verify(key, origin).text());

    admin.send("POST", "/api/v1/moderators", lena.put("role", "moderator"));

    assertEquals("invalid", verify(key, origin).text());
  }

  @Test
  void calls_beyondAllReason_areRefusedForAWhile() {
    try (TestParley limited =
        TestParley.start(
            Map.of(
                "database.url",
                parley.service().databaseUrl(),
                "demo",
                "false",
                "limits.enabled",
                "true"))) {
      Programs there = new Programs(limited);
      String key = programs.key(site);
      JsonObject request = Programs.analysis("fine", "SPAM");
      Answer akismet = untilRefused(() -> there.akismet("/1.1/verify-key", "api_key", key));
      Answer perspective = untilRefused(() -> there.perspective("analyze", key, request));

      assertEquals(429, akismet.status());
      assertTrue(Integer.parseInt(akismet.header("Retry-After")) >= 1);
      assertEquals(429, perspective.status());
      assertTrue(Integer.parseInt(perspective.header("Retry-After")) >= 1);
      assertEquals(
          "RESOURCE_EXHAUSTED", perspective.json().getJsonObject("error").getString("status"));
      assertEquals(200, there.perspective("analyze", programs.key(site), request).status());

      // Each of these is as many calls as it has sentences, and one.
      String own = programs.key(site);
      JsonObject sentences =
          Programs.analysis("It rains. ".repeat(200), "SPAM").put("spanAnnotations", true);
      AtomicInteger calls = new AtomicInteger();
      Answer bySentence =
          untilRefused(
              () -> {
                calls.incrementAndGet();
                return there.perspective("analyze", own, sentences);
              });
      assertEquals(429, bySentence.status());
      assertTrue(calls.get() < Throttle.CALLS_PER_MINUTE / 4, "" + calls);
    }
  }

  private static Answer untilRefused(Supplier<Answer> call) {
    for (int i = 0; i < 10 * Throttle.CALLS_PER_MINUTE; i++) {
      Answer answer = call.get();
      if (answer.status() != 200) {
        return answer;
      }
    }
    throw new AssertionError("Never refused");
  }
}
