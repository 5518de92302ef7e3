package dev.parley.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley.Answer;
import dev.parley.TestParley.TestSite;
import dev.parley.mail.TestMailServer.Received;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** An invitation comes by mail, with the link that makes the account. */
class InvitationMailTest {
  private static final MailWorld WORLD = new MailWorld();

  private final TestSite site = WORLD.parley.site();
  private final String address = "ida@" + site.slug() + ".example";

  @AfterAll
  static void close() {
    WORLD.close();
  }

  private JsonObject invite() {
    Answer invited =
        WORLD
            .administrator()
            .send(
                "POST",
                "/api/v1/invitations",
                new JsonObject()
                    .put("email", address)
                    .put("sites", new JsonArray().add(site.slug())));
    assertEquals(201, invited.status(), invited::text);
    return invited.json();
  }

  @Test
  void invitation_isMailedWithItsLink() {
    JsonObject invited = invite();
    assertTrue(invited.getBoolean("mailed"));

    Received letter = WORLD.to(address, 1).get(0);

    assertEquals("You are invited to moderate Site " + site.slug(), letter.subject());
    String link = invited.getString("link");
    String token = link.substring(link.lastIndexOf('/') + 1);
    String text = letter.part("text/plain");
    assertTrue(text.contains("/console/administration/#invitation/" + token), text);
    assertTrue(text.contains("Administrator invites you to moderate"), text);
    assertEquals(
        204,
        WORLD
            .parley
            .send(
                "POST",
                "/api/v1/invitations/acceptances",
                new JsonObject()
                    .put("token", token)
                    .put("name", "Ida")
                    .put("password", "seven green bottles"))
            .status());
  }
}
