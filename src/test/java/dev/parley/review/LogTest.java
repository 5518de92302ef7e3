package dev.parley.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import dev.parley.database.Database;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The log says who did what, in words. */
class LogTest {
  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site();
  private final Desk desk = parley.administrator();

  private List<JsonObject> log(String filter) {
    return desk.get(site.path("/decisions" + filter)).json().getJsonArray("decisions").stream()
        .map(JsonObject.class::cast)
        .toList();
  }

  private List<String> notes(String action) {
    return log("?action=" + action).stream().map(entry -> entry.getString("note")).toList();
  }

  @Test
  void comment_ofItsAuthorEditedAndTakenBack_isTheAuthorsDoing() {
    JsonObject receipt = site.post("quay", "Ada", "The quay garden opens at noon.").json();
    String id = receipt.getJsonObject("comment").getString("id");
    String own = "Bearer " + receipt.getString("editToken");
    String path = site.path("/comments/" + id);
    JsonObject text = new JsonObject().put("body", "The quay garden opens at one.");
    assertEquals(200, parley.send("PATCH", path, text, "Authorization", own).status());
    assertEquals(204, parley.send("DELETE", path, (byte[]) null, "Authorization", own).status());

    assertEquals(
        List.of("delete by author", "edit by author", "approve by rules"),
        log("").stream()
            .filter(entry -> entry.getString("case") != null)
            .map(entry -> entry.getString("action") + " by " + entry.getString("actor"))
            .toList());
  }

  @Test
  void excerpt_ofAComment_isWhatAReaderSees() {
    site.post("quay", "Ada", "The **quay** &amp; its [garden](https://x.example), 2 * 3.");
    site.post("quay", "Ada", "The `quay` opens at noon. ".repeat(20));

    List<String> excerpts = log("").stream().map(entry -> entry.getString("excerpt")).toList();

    assertEquals("The quay & its garden, 2 * 3.", excerpts.get(1));
    assertTrue(excerpts.get(0).startsWith("The quay opens at noon. The quay"), excerpts.get(0));
    assertTrue(excerpts.get(0).endsWith("…"), excerpts.get(0));
  }

  @Test
  void decision_ofAModerator_isTheModerators() {
    TestSite strict = parley.site(new JsonObject().put("moderation", "all"));
    String id =
        strict.post("quay", "Ada", "Is it open?").json().getJsonObject("comment").getString("id");
    desk.decide(strict, id, 1, "approve", null);

    JsonObject latest =
        desk.get(strict.path("/decisions")).json().getJsonArray("decisions").getJsonObject(0);
    assertEquals("moderator", latest.getString("actor"));
  }

  @Test
  void article_closedAtATime_isToldWithoutTimesOfMachines() {
    String articles = site.path("/articles");
    JsonObject later = new JsonObject().put("key", "ferry").put("closedAt", "2031-05-04T10:00:00Z");
    assertEquals(200, desk.send("PUT", articles, later).status());
    JsonObject now = new JsonObject().put("key", "ferry").put("state", "closed");
    assertEquals(200, desk.send("PUT", articles, now).status());
    JsonObject slow = new JsonObject().put("key", "ferry").put("slowSeconds", 30);
    assertEquals(200, desk.send("PUT", articles, slow).status());

    assertEquals(
        List.of(
            "ferry: slowed to one in 30 s", "ferry: closed", "ferry: closes 4 May 2031, 10:00 UTC"),
        notes("article"));
  }

  @Test
  void ban_untilATime_isToldWithoutIdsAndTimesOfMachines() {
    JsonObject author = site.post("quay", "Kim", "A first remark.").json().getJsonObject("comment");
    String id =
        desk.get(site.path("/cases/" + author.getString("id")))
            .json()
            .getJsonObject("author")
            .getString("id");
    JsonObject ban =
        new JsonObject()
            .put("kind", "author")
            .put("value", id)
            .put("reason", "Quarrels")
            .put("until", "2031-05-04T10:00:00Z");
    assertEquals(201, desk.send("POST", site.path("/bans"), ban).status());

    JsonObject logged = log("?action=ban").get(0);
    assertEquals("author until 4 May 2031, 10:00 UTC", logged.getString("note"));
    assertEquals("Kim", logged.getJsonObject("author").getString("name"));
  }

  @Test
  void policy_ofManyWords_isToldByWhatCameAndWhatWent() {
    JsonObject words = new JsonObject().put("bannedWords", new JsonArray().add("casino"));
    assertEquals(200, desk.send("PUT", site.path("/policy"), words).status());
    JsonObject others =
        new JsonObject()
            .put("bannedWords", new JsonArray().add("viagra"))
            .put("languages", new JsonArray().add("en").add("de"));
    Answer changed = desk.send("PUT", site.path("/policy"), others);
    assertEquals(200, changed.status(), changed.text());

    assertEquals("banned words +viagra, −casino; languages +de", notes("policy").get(0));
  }

  @Test
  void key_madeAndRevoked_standsInTheLogOfItsSiteAlone() {
    JsonObject made = new JsonObject().put("name", "Newsletter").put("site", site.slug());
    String id = desk.send("POST", "/api/v1/tokens", made).json().getString("id");
    assertEquals(204, desk.send("DELETE", "/api/v1/tokens/" + id, null).status());

    assertEquals(List.of("Newsletter"), notes("token"));
    assertEquals(List.of("Newsletter"), notes("token-removed"));
    String elsewhere = parley.site().path("/decisions?action=token");
    assertEquals(new JsonArray(), desk.get(elsewhere).json().getJsonArray("decisions"));
  }

  @Test
  void password_changed_standsInTheLogOfItsModeratorsSite() {
    JsonObject change =
        new JsonObject().put("current", TestParley.PASSWORD).put("new", "a quay of 40 ferries");
    Desk ana = parley.moderator(site, "Ana");
    assertEquals(200, ana.send("PUT", "/api/v1/me/password", change).status());

    JsonObject entry = log("?action=password").get(0);
    assertEquals("Ana", entry.getJsonObject("by").getString("name"));
  }

  /** Rows of a year in which nothing happened but what machines decided. */
  private void store(int count) {
    Vertx vertx = Vertx.vertx();
    Database database = Database.open(vertx, parley.service().databaseUrl(), 1);
    database
        .pool()
        .preparedQuery(
            """
            insert into decision (site_id, id, action, created_at)
            select site.id, ('02000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'hold', now()
            from site, generate_series(1, $2) as n where slug = $1
            """)
        .execute(Tuple.of(site.slug(), count))
        .await();
    database.close().await();
    vertx.close().await();
  }

  @Test
  void search_ofALongLog_saysHowFarItLookedAndGoesOnFromThere() {
    site.post("quay", "Ada", "The quay garden has a needle in it.");
    store(DecisionLog.LOOKED_AT);

    JsonObject first = desk.get(site.path("/decisions?q=NEEDLE")).json();
    assertEquals(0, first.getJsonArray("decisions").size());
    assertEquals(DecisionLog.LOOKED_AT, first.getInteger("searched"));

    JsonObject next =
        desk.get(site.path("/decisions?q=NEEDLE&cursor=" + first.getString("next"))).json();
    assertEquals(1, next.getJsonArray("decisions").size());
    assertNull(next.getString("next"));
    assertNull(next.getInteger("searched"));
    assertEquals(1, log("?q=needle&action=approve").size());
    assertEquals(0, log("?q=nee%25dle&action=approve").size());
  }
}
