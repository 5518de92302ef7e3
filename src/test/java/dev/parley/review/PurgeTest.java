package dev.parley.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import dev.parley.database.Ids;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class PurgeTest {
  @AutoClose private final TestParley parley = TestParley.behindProxy();
  private final TestSite site = parley.site(new JsonObject().put("moderation", "none"));
  private final Desk ana = parley.moderator(site, "Ana");
  private final Desk tom = parley.moderator(site, "Tom");

  private String post(String article, String name, String body, String address) {
    Answer posted = site.post(site.submission(article, name, body), "X-Forwarded-For", address);
    assertTrue(posted.status() < 300, posted.text());
    return posted.json().getJsonObject("comment").getString("id");
  }

  private static JsonObject purge(String by, String value, String action) {
    return new JsonObject()
        .put("by", new JsonObject().put(by, value))
        .put("within", "day")
        .put("action", action);
  }

  private Answer send(JsonObject purge) {
    return ana.send("POST", site.path("/purges"), purge);
  }

  private Answer undo(Answer purged) {
    return ana.send("POST", site.path("/purges/" + purged.json().getString("id") + "/undo"), null);
  }

  private String author(String comment) {
    return ana.get(site.path("/cases/" + comment)).json().getJsonObject("author").getString("id");
  }

  private String status(String comment) {
    return ana.get(site.path("/cases/" + comment)).json().getString("status");
  }

  private int shown(String article) {
    return site.thread(article).json().getJsonObject("article").getInteger("count");
  }

  private static List<String> sample(Answer answer) {
    return answer.json().getJsonArray("sample").stream()
        .map(one -> ((JsonObject) one).getString("id"))
        .toList();
  }

  @Test
  void purge_of300FromANetwork_isUndoneAsOneAct() {
    List<String> theirs = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      theirs.add(
          post(
              "pier",
              "Visitor " + i,
              "Remark number " + i + " on the pier.",
              "198.51.100." + i % 250));
    }
    String other = post("pier", "Marta", "Somebody else's remark.", "203.0.113.9");
    JsonObject purge = purge("network", "198.51.100.0/24", "spam");

    Answer told = send(purge.copy().put("dryRun", true));
    assertEquals(200, told.status(), told.text());
    assertEquals(300, told.json().getInteger("touched"));
    assertEquals(20, sample(told).size());
    assertNull(told.json().getString("id"));
    assertEquals(301, shown("pier"));

    Answer uncounted = send(purge);
    assertEquals(409, uncounted.status(), uncounted.text());
    assertEquals("conflict", uncounted.code());
    assertEquals(300, uncounted.json().getInteger("touched"));
    assertEquals(409, send(purge.copy().put("expect", 299)).status());
    assertEquals(301, shown("pier"));

    Answer purged = send(purge.copy().put("expect", 300));
    assertEquals(201, purged.status(), purged.text());
    assertEquals(300, purged.json().getInteger("touched"));
    assertEquals(1, shown("pier"));
    assertEquals("approved", status(other));
    tom.decide(site, theirs.get(7), 2, "approve", null);

    JsonObject undone = undo(purged).json();

    assertEquals(299, undone.getInteger("undone"), undone::encode);
    assertEquals(1, undone.getInteger("kept"));
    assertEquals(new JsonArray().add(theirs.get(7)), undone.getJsonArray("keptCases"));
    assertEquals(301, shown("pier"));
    assertEquals(409, undo(purged).status());
    JsonArray log =
        ana.get(site.path("/decisions?action=purge-undone")).json().getJsonArray("decisions");
    assertEquals(1, log.size());
    JsonObject listed =
        ana.get(site.path("/purges")).json().getJsonArray("purges").getJsonObject(0);
    assertTrue(listed.getBoolean("undone"));
    assertEquals(300, listed.getInteger("touched"));
  }

  @Test
  void purge_byAuthorWithABan_keepsThemOutUntilItIsTakenBack() {
    String first = post("quay", "Derek", "A first remark.", "192.0.2.7");
    String second = post("lamps", "Derek", "A second remark.", "192.0.2.7");
    String other = post("lamps", "Marta", "A third remark.", "192.0.2.8");

    Answer purged =
        send(
            purge("author", author(first), "reject").put("reason", "advertising").put("ban", true));

    assertEquals(201, purged.status(), purged.text());
    assertEquals(2, purged.json().getInteger("touched"));
    assertEquals(List.of(second, first), sample(purged));
    assertEquals("rejected", status(first));
    assertEquals("approved", status(other));
    assertEquals(
        "banned",
        site.post(site.submission("quay", "Derek", "Again."), "X-Forwarded-For", "192.0.2.7")
            .code());
    assertEquals(1, ana.get(site.path("/bans")).json().getJsonArray("bans").size());

    assertEquals(2, undo(purged).json().getInteger("undone"));

    assertEquals("approved", status(first));
    assertEquals(0, ana.get(site.path("/bans")).json().getJsonArray("bans").size());
    assertEquals(
        201,
        site.post(site.submission("quay", "Derek", "Again."), "X-Forwarded-For", "192.0.2.7")
            .status());
  }

  @Test
  void purge_likeAComment_touchesItsCopiesAndVariations() {
    String text =
        "Our town square has %s benches and a fountain, and every summer the brass band plays there"
            + " for all of us until late in the evening.";
    String one = post("a", "Ann", text.formatted("seven"), "192.0.2.1");
    String two = post("b", "Ben", text.formatted("nine"), "192.0.2.2");
    String other =
        post(
            "b",
            "Cleo",
            "Nobody has asked the people of the harbour what they think of the new bus line.",
            "192.0.2.3");

    Answer byId = send(purge("like", one, "spam").put("dryRun", true));
    Answer byText = send(purge("like", text.formatted("eleven"), "spam"));

    assertEquals(List.of(two, one), sample(byId));
    assertEquals(2, byText.json().getInteger("touched"));
    assertEquals("spam", status(one));
    assertEquals("approved", status(other));
  }

  @Test
  void purge_byDomain_touchesWhatLinksThere() {
    String linking = post("a", "Ann", "See https://shop.lamps.example/now for more.", "192.0.2.1");
    post("a", "Ben", "The lamps are an example to all.", "192.0.2.2");

    Answer told = send(purge("domain", "lamps.example", "spam").put("dryRun", true));

    assertEquals(List.of(linking), sample(told));
  }

  @Test
  void purge_thatMakesNoSense_isRefusedAtTheField() {
    for (JsonObject bad :
        List.of(
            purge("domain", "co.uk", "spam"),
            purge("network", "0.0.0.0/0", "spam"),
            purge("author", "Derek", "spam"),
            purge("colour", "red", "spam"),
            purge("network", "192.0.2.0/24", "bury"),
            purge("network", "192.0.2.0/24", "spam").put("within", "year"),
            purge("like", "Some text of nobody.", "spam").put("ban", true),
            purge("network", "192.0.2.0/24", "spam").put("expected", 3))) {
      Answer refused = send(bad);
      assertEquals(422, refused.status(), bad + " " + refused.text());
      assertFalse(refused.json().getJsonArray("errors").isEmpty(), refused.text());
    }
    assertEquals(401, parley.send("POST", site.path("/purges"), new JsonObject()).status());
  }

  @Test
  void purge_withinAnHour_leavesWhatIsOlder() {
    String old = post("a", "Ann", "A bakery opened beside the old post office.", "192.0.2.77");
    UUID then = Ids.earliest(Instant.now().minus(Duration.ofHours(2)));
    parley.change(
        "update comment set id = $1, root_id = $1 where id = $2", then, UUID.fromString(old));
    String now = post("a", "Ann", "The tram to the market stops at the corner now.", "192.0.2.77");

    JsonObject purge = purge("network", "192.0.2.77", "reject").put("dryRun", true);
    assertEquals("approved", status(now));

    assertEquals(List.of(now), sample(send(purge.copy().put("within", "hour"))));
    assertEquals(List.of(now, then.toString()), sample(send(purge)));
    assertEquals(List.of(now, then.toString()), sample(send(purge.copy().put("within", "all"))));
  }

  @Test
  void undo_ofAPurgeThatIsNotThere_findsNothing() {
    assertEquals(
        404,
        ana.send("POST", site.path("/purges/0199c2b4-7d1e-7a20-8c11-5b0f3e1d2a44/undo"), null)
            .status());
  }
}
