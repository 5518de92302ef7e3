package dev.parley.posting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import dev.parley.database.Database;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is banned is refused by what they send, before anybody looks them up. */
class BannedSenderTest {
  private static final String HOME = "192.0.2.7";
  private static final String ELSEWHERE = "198.51.100.20";

  private static TestParley parley;
  private static Desk desk;

  private final TestSite site = parley.site();

  @BeforeAll
  static void start() {
    parley = TestParley.behindProxy();
    desk = parley.administrator();
  }

  @ParameterizedTest
  @ValueSource(strings = {"author", "email", "ip", "domain"})
  void post_ofABannedSender_isRefusedWithoutAQuestionToTheStore(String kind) {
    Answer first = post(HOME, "mallory@flood.example", "Nice weather here.", new JsonArray());
    assertEquals(201, first.status(), first.text());
    ban(kind, value(kind, first));

    Answer refused =
        whileNothingCanBeRead(
            () -> post(HOME, "mallory@flood.example", "Even nicer today.", new JsonArray()));

    assertEquals(403, refused.status(), refused.text());
    assertEquals("banned", refused.code());
    assertEquals(1, comments());
  }

  @Test
  void post_withAProofFromABannedNetwork_isRefusedWithoutAQuestionToTheStore() {
    Answer first = post(ELSEWHERE, null, "The tide was high today.", new JsonArray());
    ban("ip", HOME);

    Answer refused =
        whileNothingCanBeRead(() -> post(HOME, null, "And low again tonight.", proof(first)));

    assertEquals("banned", refused.code(), refused.text());
  }

  @Test
  void post_withAProofToBeABannedAuthor_isRefused() {
    Answer first = post(HOME, null, "The tide was high today.", new JsonArray());
    ban("author", authorOf(first));

    assertEquals(403, post(ELSEWHERE, null, "And low again tonight.", proof(first)).status());
    assertEquals(201, post(ELSEWHERE, null, "I saw it from my window.", new JsonArray()).status());
  }

  @Test
  void post_withAProofToBeAnotherOfABannedName_isTaken() {
    Answer banned = post(HOME, null, "The tide was high today.", new JsonArray());
    Answer other = post(ELSEWHERE, null, "I saw it from my window.", new JsonArray());
    ban("author", authorOf(banned));

    assertEquals(403, post(HOME, null, "And low again tonight.", new JsonArray()).status());
    assertEquals(201, post(HOME, null, "Boats lay on the sand.", proof(other)).status());
  }

  /** A question asked meanwhile would wait for as long, and be answered with 503 in the end. */
  private static Answer whileNothingCanBeRead(Supplier<Answer> request) {
    Vertx vertx = Vertx.vertx();
    Database database = Database.open(vertx, parley.service().databaseUrl(), 1);
    try {
      SqlConnection connection = database.pool().getConnection().await();
      connection.begin().await();
      connection
          .query("lock table article, author, comment in access exclusive mode")
          .execute()
          .await();
      return request.get();
    } finally {
      // Closing the connection gives the tables back.
      database.close().await();
      vertx.close().await();
    }
  }

  private Answer post(String from, String email, String body, JsonArray proofs) {
    JsonObject author = new JsonObject().put("name", "Mallory").put("email", email);
    JsonObject submission =
        new JsonObject()
            .put("article", new JsonObject().put("key", "harbour"))
            .put("author", author)
            .put("body", body)
            .put("proofs", proofs);
    return parley.send("POST", site.path("/comments"), submission, "X-Forwarded-For", from);
  }

  private static JsonArray proof(Answer earlier) {
    return new JsonArray()
        .add(
            new JsonObject()
                .put("comment", earlier.json().getJsonObject("comment").getString("id"))
                .put("editToken", earlier.json().getString("editToken")));
  }

  private String value(String kind, Answer posted) {
    return switch (kind) {
      case "author" -> authorOf(posted);
      case "email" -> "mallory@flood.example";
      case "ip" -> HOME;
      default -> "flood.example";
    };
  }

  private String authorOf(Answer posted) {
    String id = posted.json().getJsonObject("comment").getString("id");
    return desk.get(site.path("/cases/" + id)).json().getJsonObject("author").getString("id");
  }

  private int comments() {
    JsonObject page = desk.get(site.path("/cases?queue=approved")).json();
    return page.getJsonArray("cases").size();
  }

  private void ban(String kind, String value) {
    Answer banned =
        desk.send(
            "POST",
            site.path("/bans"),
            new JsonObject().put("kind", kind).put("value", value).put("reason", "Flood"));
    assertEquals(201, banned.status(), banned.text());
  }
}
