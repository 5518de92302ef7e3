package dev.parley.mail;

import static dev.parley.mail.MailWorld.address;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley.Answer;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import dev.parley.mail.TestMailServer.Received;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class OutcomeMailTest {
  private static final MailWorld WORLD = new MailWorld();

  private final TestSite site = WORLD.parley.site(new JsonObject().put("moderation", "none"));
  private final Desk ana = WORLD.parley.moderator(site, "Ana");
  private final Desk tom = WORLD.parley.moderator(site, "Tom");

  @AfterAll
  static void close() {
    WORLD.close();
  }

  private String appealed(String name) {
    JsonObject receipt = site.post("ferry", name, "The ferry was late, says " + name + ".").json();
    String id = receipt.getJsonObject("comment").getString("id");
    ana.decide(site, id, 1, "reject", "off-topic");
    Answer filed =
        WORLD.parley.send(
            "POST",
            site.path("/comments/" + id + "/appeal"),
            new JsonObject().put("text", "It is about the ferry."),
            "Authorization",
            "Bearer " + receipt.getString("editToken"));
    assertEquals(202, filed.status(), filed.text());
    return id;
  }

  private JsonObject decide(String id, String action, String reason) {
    return tom.send(
            "POST",
            site.path("/decisions"),
            new JsonObject()
                .put("action", action)
                .put("reason", reason)
                .put(
                    "cases", new JsonArray().add(new JsonObject().put("id", id).put("version", 3))))
        .json()
        .getJsonArray("decisions")
        .getJsonObject(0);
  }

  private void minuteLater() {
    WORLD.settled();
    WORLD.clock.forward(Duration.ofSeconds(61));
    WORLD.settled();
  }

  @Test
  void appeal_overturned_isToldWithTheModeratorsSentenceAndALink() {
    String id = appealed("Nora Lind");

    decide(id, "approve", "You are right, it belongs here.");
    minuteLater();

    Received told = WORLD.to(address("Nora Lind"), 1).get(0);
    assertEquals("Your appeal on Site " + site.slug() + " was answered", told.subject());
    String text = told.part("text/plain");
    assertTrue(text.contains("was overturned"), text);
    assertTrue(text.contains("You are right, it belongs here."), text);
    assertTrue(text.contains("#comment-" + id), text);
    assertFalse(text.contains("The ferry was late"), text);
  }

  @Test
  void appeal_upheld_isToldInWords() {
    decide(appealed("Omar Falk"), "reject", "advertising");
    minuteLater();

    String text = WORLD.to(address("Omar Falk"), 1).get(0).part("text/plain");
    assertTrue(text.contains("stands"), text);
    assertTrue(text.contains("It advertises something."), text);
  }

  @Test
  void notice_decided_isToldToWhoeverGaveIt() {
    JsonObject posted = site.post("quay", "Ole Berg", "The quay belongs to all of us.").json();
    String id = posted.getJsonObject("comment").getString("id");
    JsonObject notice =
        new JsonObject()
            .put("comment", id)
            .put("explanation", "It is illegal.")
            .put("goodFaith", true);
    for (String email : List.of("rita@notices.example", "sven@notices.example")) {
      assertEquals(
          202,
          WORLD
              .parley
              .send("POST", site.path("/notices"), notice.copy().put("email", email))
              .status());
    }

    ana.decide(site, id, 1, "reject", "other");
    minuteLater();

    Received told = WORLD.to("rita@notices.example", 1).get(0);
    assertEquals("Your notice to Site " + site.slug() + " was decided on", told.subject());
    assertTrue(told.part("text/plain").contains("it is not shown any more"));
    assertFalse(told.part("text/plain").contains("The quay belongs"));
    WORLD.to("sven@notices.example", 1);
  }

  @Test
  void appeal_answerTakenBackAtOnce_isToldToNobody() {
    String answer = decide(appealed("Pia Roth"), "approve", null).getString("id");

    assertEquals(200, tom.send("POST", site.path("/decisions/" + answer + "/undo"), null).status());
    minuteLater();

    assertEquals(List.of(), WORLD.mail.to(address("Pia Roth")));
  }
}
