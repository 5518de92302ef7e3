package dev.parley.moderator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import dev.parley.database.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiTokensTest {
  private static final AccountLog NO_LOG = (tx, by, kind, site, note) -> Future.succeededFuture();

  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site();
  private final Desk admin = parley.administrator();

  private Answer issue(JsonObject request) {
    return admin.send("POST", "/api/v1/tokens", request.put("name", "Nightly"));
  }

  private String token(String... scopes) {
    return issue(new JsonObject().put("scopes", new JsonArray(List.of(scopes))))
        .json()
        .getString("token");
  }

  private int status(String token, String method, String path, JsonObject body) {
    return parley.send(method, path, body, "Authorization", "Bearer " + token).status();
  }

  @ParameterizedTest
  @CsvSource({
    "score, 200, 403, 403, 403",
    "read, 200, 200, 403, 403",
    "moderate, 200, 200, 200, 403",
    "administer, 200, 200, 200, 200",
    "read score, 200, 200, 403, 403",
    "'', 200, 200, 200, 200"
  })
  void token_withScopes_mayDoOnlyThat(
      String scopes, int score, int read, int moderate, int administer) {
    String token = token(scopes.isEmpty() ? new String[0] : scopes.split(" "));
    JsonObject decision =
        new JsonObject()
            .put("action", "approve")
            .put(
                "cases",
                new JsonArray()
                    .add(
                        new JsonObject()
                            .put("id", "01890000-0000-7000-8000-000000000000")
                            .put("version", 1)));

    assertEquals(
        score, status(token, "POST", "/api/v1/score", new JsonObject().put("text", "Hello")));
    assertEquals(read, status(token, "GET", site.path("/queues"), null));
    assertEquals(moderate, status(token, "POST", site.path("/decisions"), decision));
    assertEquals(administer, status(token, "GET", "/api/v1/tokens", null));
  }

  @Test
  void token_mayNotMakeAWiderOne() {
    assertEquals(
        403,
        status(token("moderate"), "POST", "/api/v1/tokens", new JsonObject().put("name", "More")));
  }

  @Test
  void token_withScopesAndExpiry_isListedWithThem() {
    Instant end = Instant.parse("2099-01-02T03:04:05Z");
    String id =
        issue(new JsonObject().put("scopes", new JsonArray().add("read")).put("expiresAt", end))
            .json()
            .getString("id");

    JsonObject listed =
        admin.get("/api/v1/tokens").json().getJsonArray("tokens").stream()
            .map(JsonObject.class::cast)
            .filter(token -> token.getString("id").equals(id))
            .findFirst()
            .orElseThrow();
    assertEquals(new JsonArray(List.of("score", "read")), listed.getJsonArray("scopes"));
    assertEquals(end, listed.getInstant("expiresAt"));
  }

  @ParameterizedTest
  @CsvSource({
    "scopes, '{\"scopes\":[\"everything\"]}'",
    "scopes, '{\"scopes\":\"read\"}'",
    "expiresAt, '{\"expiresAt\":\"2020-01-01T00:00:00Z\"}'",
    "expiresAt, '{\"expiresAt\":\"tomorrow\"}'",
    "scope, '{\"scope\":\"read\"}'"
  })
  void issue_whatCannotBe_isRefusedByItsName(String field, String request) {
    Answer refused = issue(new JsonObject(request));

    assertEquals(422, refused.status());
    assertTrue(refused.text().contains("\"field\":\"" + field + "\""), refused::text);
  }

  @Test
  void siteKey_withScopes_isRefused() {
    JsonObject request =
        new JsonObject().put("site", site.slug()).put("scopes", new JsonArray().add("read"));
    assertEquals(422, issue(request).status());
  }

  @Test
  void token_afterItsEnd_opensNothing() {
    Vertx vertx = Vertx.vertx();
    Database database = Database.open(vertx, parley.service().databaseUrl(), 1);
    try {
      String secret =
          issue(new JsonObject().put("expiresAt", Instant.now().plus(Duration.ofHours(1))))
              .json()
              .getString("token");
      Moderators moderators = new Moderators(database);
      ApiTokens now =
          new ApiTokens(database, moderators, NO_LOG, new OpenStreams(), Clock.systemUTC());
      ApiTokens later =
          new ApiTokens(
              database,
              moderators,
              NO_LOG,
              new OpenStreams(),
              Clock.offset(Clock.systemUTC(), Duration.ofHours(2)));

      assertTrue(now.program(secret).await().isPresent());
      assertFalse(later.program(secret).await().isPresent());
    } finally {
      database.close().await();
      vertx.close().await();
    }
  }
}
