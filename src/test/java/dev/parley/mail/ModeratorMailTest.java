package dev.parley.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import dev.parley.mail.TestMailServer.Received;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ModeratorMailTest {
  private static final MailWorld WORLD = new MailWorld();

  private final TestSite site = WORLD.parley.site(new JsonObject().put("moderation", "all"));
  private final String address = "ola@" + site.slug() + ".example";

  /** Tells nobody but Ola of this test's site. */
  private Desk ola() {
    Desk ola = WORLD.parley.moderator(site, "Ola");
    wish(WORLD.administrator(), new JsonObject().put("digest", false).put("threats", false));
    return ola;
  }

  private Answer wish(Desk desk, JsonObject wish) {
    return desk.send("PUT", "/api/v1/me/notifications", wish.put("site", site.slug()));
  }

  @AfterAll
  static void close() {
    WORLD.close();
  }

  private String post(String name, String body) {
    return site.post("pier", name, body).json().getJsonObject("comment").getString("id");
  }

  private Answer open(String method, String link) {
    return WORLD.parley.send(method, link, (byte[]) null);
  }

  private String status(String comment) {
    return WORLD.administrator().get(site.path("/cases/" + comment)).json().getString("status");
  }

  @Test
  void comments_waitingLongerThanAnHour_areToldOfAndNotAgainBeforeFourHours() {
    ola();
    post("Ann", "The first one waits.");
    WORLD.clock.forward(Duration.ofMinutes(50));
    post("Bob", "The second one waits.");
    WORLD.clock.forward(Duration.ofMinutes(75));

    Received digest = WORLD.to(address, 1).get(0);
    assertEquals(
        "2 comments wait on Site " + site.slug() + ", the oldest for 2 hours", digest.subject());
    assertTrue(digest.part("text/plain").contains("> The first one waits."));
    assertTrue(digest.part("text/plain").contains("/console/?site=" + site.slug()));
    post("Cem", "The third one waits.");
    WORLD.clock.forward(Duration.ofMinutes(230));
    WORLD.settled();
    assertEquals(1, WORLD.mail.to(address).size());
    WORLD.clock.forward(Duration.ofMinutes(15));
    assertTrue(WORLD.to(address, 2).get(1).subject().startsWith("3 comments wait"));
  }

  @Test
  void comments_decidedBeforeTheyAreToldOf_causeNoDigest() {
    ola();
    String id = post("Ann", "This one is decided in time.");
    WORLD.administrator().decide(site, id, 1, "approve", null);
    String other = WORLD.parley.site(new JsonObject().put("moderation", "all")).slug();
    WORLD.clock.forward(Duration.ofHours(2));
    WORLD.parley.send(
        "POST",
        "/api/v1/sites/" + other + "/comments",
        site.submission("x", "Dot", "On another site."));
    WORLD.clock.forward(Duration.ofHours(2));
    WORLD.to(TestParley.ADMIN, 1);
    WORLD.settled();

    assertEquals(List.of(), WORLD.mail.to(address));
  }

  @Test
  void threat_held_isToldAtOnceAndOnce() {
    ola();
    String id =
        post("Mad Max", "I will kill you. I know where you live and I will shoot you tonight.");

    Received told = WORLD.to(address, 1).get(0);
    assertEquals("A possible threat was held on Site " + site.slug(), told.subject());
    WORLD.administrator().decide(site, id, 1, "reject", "hate-or-threats");
    WORLD.administrator().decide(site, id, 2, "reopen", null);
    WORLD.settled();
    assertEquals(1, WORLD.mail.to(address).size());
  }

  @Test
  void insult_held_isNotToldOfAsAThreat() {
    ola();
    post("Mad Max", "You are an idiot and a moron, and so is your newspaper.");
    WORLD.settled();

    assertEquals(List.of(), WORLD.mail.to(address));
  }

  @Test
  void link_toApprove_asksFirstThenDecidesOnceInTheNameOfItsModerator() {
    ola();
    String id = post("Ann", "Please let me through.");
    WORLD.clock.forward(Duration.ofMinutes(61));
    Received digest = WORLD.to(address, 1).get(0);
    String approve = digest.link("/mail/decide/");

    assertTrue(open("GET", approve).text().contains("Please let me through."));
    assertEquals("pending", status(id), "opening a link decides nothing");
    assertTrue(open("POST", approve).text().contains("was approved"));
    assertEquals("approved", status(id));
    JsonObject logged =
        WORLD
            .administrator()
            .get(site.path("/decisions"))
            .json()
            .getJsonArray("decisions")
            .getJsonObject(0);
    assertTrue(logged.encode().contains("Ola"), logged.encode());

    WORLD.administrator().decide(site, id, 2, "reject", "off-topic");
    assertTrue(open("POST", approve).text().contains("Nothing was decided"));
    assertEquals("rejected", status(id));
  }

  @Test
  void link_expiredOrOfWhoModeratesNoLonger_decidesNothing() {
    Desk desk = ola();
    String id = post("Ann", "Nobody decides about me.");
    WORLD.clock.forward(Duration.ofMinutes(61));
    String approve = WORLD.to(address, 1).get(0).link("/mail/decide/");
    String moderator =
        desk.get("/api/v1/session").json().getJsonObject("moderator").getString("id");
    WORLD.administrator().send("DELETE", "/api/v1/moderators/" + moderator, null);
    assertEquals(404, open("POST", approve).status());
    assertEquals("pending", status(id));

    TestSite second = WORLD.parley.site(new JsonObject().put("moderation", "all"));
    WORLD.parley.moderator(second, "Pia");
    second.post("pier", "Ann", "Too late for me.");
    WORLD.clock.forward(Duration.ofMinutes(61));
    String late = WORLD.to("pia@" + second.slug() + ".example", 1).get(0).link("/mail/decide/");
    WORLD.clock.forward(Duration.ofDays(4));
    assertEquals(404, open("POST", late).status());
  }

  @Test
  void notifications_set_areKeptAndFollowed() {
    Desk ola = ola();
    JsonObject usual =
        ola.get("/api/v1/me/notifications").json().getJsonArray("sites").getJsonObject(0);
    assertEquals(60, usual.getInteger("afterMinutes"));
    assertTrue(usual.getBoolean("digest"));
    assertEquals(200, wish(ola, new JsonObject().put("afterMinutes", 600)).status());
    assertEquals(422, wish(ola, new JsonObject().put("everyMinutes", 1)).status());
    assertEquals(
        422,
        ola.send(
                "PUT",
                "/api/v1/me/notifications",
                new JsonObject().put("site", "nowhere").put("digest", false))
            .status());
    post("Ann", "Ten hours are fine.");
    WORLD.clock.forward(Duration.ofHours(3));
    WORLD.settled();
    assertEquals(List.of(), WORLD.mail.to(address));
    WORLD.clock.forward(Duration.ofHours(8));

    Received digest = WORLD.to(address, 1).get(0);
    String quiet = digest.header("List-Unsubscribe").replaceAll("^<https?://[^/]+|>$", "");
    assertEquals(200, open("GET", quiet).status());
    assertEquals(200, open("POST", quiet).status());
    JsonObject now =
        WORLD
            .parley
            .signIn(address, TestParley.PASSWORD)
            .get("/api/v1/me/notifications")
            .json()
            .getJsonArray("sites")
            .getJsonObject(0);
    assertFalse(now.getBoolean("digest") || now.getBoolean("threats"));
  }
}
