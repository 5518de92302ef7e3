package dev.parley.mail;

import static dev.parley.mail.MailWorld.address;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley.Answer;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class BounceTest {
  private static final MailWorld WORLD = new MailWorld();
  private static final String BOUNCES = "/api/v1/mail/bounces";

  private final TestSite site = WORLD.parley.site(new JsonObject().put("moderation", "none"));

  @AfterAll
  static void close() {
    WORLD.close();
  }

  private static JsonObject report(String email, String kind) {
    return new JsonObject().put("email", email).put("kind", kind);
  }

  @Test
  void complaint_reportedByToken_stopsMailUntilItIsLifted() {
    String token =
        WORLD
            .administrator()
            .send("POST", "/api/v1/tokens", new JsonObject().put("name", "mail provider"))
            .json()
            .getString("token");
    String id = WORLD.confirmed(site, "complaint", "Tom Tired", "I will complain.");
    Answer stopped =
        WORLD.parley.send(
            "POST",
            BOUNCES,
            report("Tom.Tired@readers.example", "complaint"),
            "Authorization",
            "Bearer " + token);
    assertEquals(204, stopped.status(), stopped::text);
    site.reply("complaint", id, "Jon Vale", "Will you?");
    WORLD.settled();
    assertEquals(1, WORLD.mail.to(address("Tom Tired")).size());

    String seen = WORLD.administrator().get(BOUNCES).text();
    assertTrue(seen.contains("t…@readers.example") && seen.contains("complaint"), seen);
    assertFalse(seen.contains(address("Tom Tired")));
    JsonObject lift = new JsonObject().put("email", address("Tom Tired"));
    assertEquals(204, WORLD.administrator().send("DELETE", BOUNCES, lift).status());
    assertEquals(404, WORLD.administrator().send("DELETE", BOUNCES, lift).status());
    site.reply("complaint", id, "Jon Vale", "Back again?");
    WORLD.to(address("Tom Tired"), 2);
  }

  @Test
  void bounces_byStrangersAndModerators_areRefused() {
    Desk moderator = WORLD.parley.moderator(site, "Mia");

    assertEquals(401, WORLD.parley.send("POST", BOUNCES, report("a@b.example", "bounce")).status());
    assertEquals(403, moderator.send("POST", BOUNCES, report("a@b.example", "bounce")).status());
    assertEquals(403, moderator.get(BOUNCES).status());
  }

  @Test
  void bounces_withWrongFields_areRefusedWithTheirNames() {
    for (JsonObject wrong :
        List.of(report("nobody", "bounce"), report("a@b.example", "spam"), new JsonObject())) {
      assertEquals(422, WORLD.administrator().send("POST", BOUNCES, wrong).status(), wrong::encode);
    }
  }
}
