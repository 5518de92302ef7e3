package dev.parley.moderator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.Follower;
import dev.parley.Locks;
import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Tuple;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What moderators settle about themselves. */
@Timeout(60)
class AccountTest {
  private static final String NEW = "seven green bottles";

  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site();
  private final Desk ana = parley.moderator(site, "Ana");
  private final String email = "ana@" + site.slug() + ".example";

  private static JsonObject change(String current, String chosen) {
    return new JsonObject().put("current", current).put("new", chosen);
  }

  @Test
  void password_changed_endsAllOtherSessionsAndTellsTheTokens() {
    Desk elsewhere = parley.signIn(email, TestParley.PASSWORD);

    Answer changed = ana.send("PUT", "/api/v1/me/password", change(TestParley.PASSWORD, NEW));

    assertEquals(200, changed.status());
    assertEquals(new JsonArray(), changed.json().getJsonArray("tokens"));
    assertEquals(401, elsewhere.get("/api/v1/session").status());
    assertEquals(200, ana.get("/api/v1/session").status());
    assertEquals(200, parley.signIn(email, NEW).get("/api/v1/session").status());
  }

  @Test
  void signIn_thatOverlapsAChangeOfPassword_opensNoSession() {
    Vertx vertx = Vertx.vertx();
    PgConnection other =
        PgConnection.connect(vertx, PgConnectOptions.fromUri(parley.service().databaseUrl()))
            .await();
    other.query("begin").execute().await();
    other
        .preparedQuery("update moderator set password_hash = 'another' where email = $1")
        .execute(Tuple.of(email))
        .await();
    CompletableFuture<Answer> signedIn =
        CompletableFuture.supplyAsync(
            () ->
                parley.send(
                    "POST",
                    "/api/v1/session",
                    new JsonObject().put("email", email).put("password", TestParley.PASSWORD)));
    Follower.await("a sign-in that waits", () -> Locks.somebodyWaits(other));
    other.query("commit").execute().await();

    assertEquals(401, signedIn.join().status());
    vertx.close().await();
  }

  @Test
  void password_withAWrongPresentOneOrACommonNewOne_staysAsItIs() {
    Answer wrong = ana.send("PUT", "/api/v1/me/password", change("not the password", NEW));
    Answer common =
        ana.send("PUT", "/api/v1/me/password", change(TestParley.PASSWORD, "Password1234"));

    assertEquals(422, wrong.status());
    assertEquals(
        "current", wrong.json().getJsonArray("errors").getJsonObject(0).getString("field"));
    assertEquals(422, common.status());
    assertEquals("new", common.json().getJsonArray("errors").getJsonObject(0).getString("field"));
    parley.signIn(email, TestParley.PASSWORD);
  }

  @Test
  void sessions_areListedAndAllOthersEnded() {
    Desk elsewhere = parley.signIn(email, TestParley.PASSWORD);
    JsonArray listed = ana.get("/api/v1/me/sessions").json().getJsonArray("sessions");
    assertEquals(2, listed.size());
    assertEquals(
        1, listed.stream().filter(one -> ((JsonObject) one).getBoolean("current")).count());
    assertFalse(listed.encode().contains(ana.cookie().split("=", 2)[1]));

    assertEquals(204, ana.send("DELETE", "/api/v1/me/sessions", null).status());

    assertEquals(401, elsewhere.get("/api/v1/session").status());
    assertEquals(1, ana.get("/api/v1/me/sessions").json().getJsonArray("sessions").size());
  }

  @Test
  void session_endedByItself_leavesTheOthers_andIsNobodyElsesToEnd() throws Exception {
    Desk lost = parley.signIn(email, TestParley.PASSWORD);
    Desk kept = parley.signIn(email, TestParley.PASSWORD);
    String id =
        lost.get("/api/v1/me/sessions").json().getJsonArray("sessions").stream()
            .map(JsonObject.class::cast)
            .filter(one -> one.getBoolean("current"))
            .findFirst()
            .orElseThrow()
            .getString("id");
    String path = "/api/v1/me/sessions/" + id;

    assertEquals(404, parley.moderator(site, "Ben").send("DELETE", path, null).status());
    assertEquals(200, lost.get("/api/v1/session").status());
    try (InputStream stream = events(lost)) {
      assertEquals(204, ana.send("DELETE", path, null).status());
      assertTrue(endOf(stream).contains("event: hello"));
    }
    assertEquals(401, lost.get("/api/v1/session").status());
    assertEquals(200, kept.get("/api/v1/session").status());
    assertEquals(404, ana.send("DELETE", path, null).status());
    assertEquals(404, ana.send("DELETE", "/api/v1/me/sessions/none", null).status());
  }

  @Test
  void eventStream_endsWithItsSession() throws Exception {
    Desk elsewhere = parley.signIn(email, TestParley.PASSWORD);
    try (InputStream signedOut = events(elsewhere);
        InputStream other = events(ana)) {
      elsewhere.send("DELETE", "/api/v1/session", null);
      assertTrue(endOf(signedOut).contains("event: hello"));

      Desk third = parley.signIn(email, TestParley.PASSWORD);
      third.send("PUT", "/api/v1/me/password", change(TestParley.PASSWORD, NEW));
      assertTrue(endOf(other).contains("event: hello"));
    }
  }

  /** All that comes until the stream ends. */
  private static String endOf(InputStream stream) throws Exception {
    return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
  }

  private InputStream events(Desk desk) throws Exception {
    HttpResponse<InputStream> response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(parley.url() + site.path("/events")))
                    .header("Cookie", desk.cookie())
                    .timeout(Duration.ofSeconds(30))
                    .build(),
                BodyHandlers.ofInputStream());
    assertEquals(200, response.statusCode());
    return response.body();
  }
}
