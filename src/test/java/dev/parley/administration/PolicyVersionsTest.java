package dev.parley.administration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The policies a site has had: who saved them, why, and how one comes back. */
class PolicyVersionsTest {
  private final TestParley parley = TestParley.shared();
  private final Desk desk = parley.administrator();
  private final TestSite site = parley.site();

  private List<JsonObject> versions() {
    return desk.get(site.path("/policy/versions")).json().getJsonArray("versions").stream()
        .map(JsonObject.class::cast)
        .toList();
  }

  private JsonObject save(JsonObject policy) {
    Answer answer = desk.send("PUT", site.path("/policy"), policy);
    assertEquals(200, answer.status(), answer::text);
    return answer.json();
  }

  @Test
  void policy_saved_isAVersionWithWhoAndWhy() {
    JsonObject saved = save(new JsonObject().put("toxicityHold", 0.4).put("why", "Elections"));
    save(new JsonObject().put("toxicityHold", 0.4));

    assertFalse(saved.containsKey("why"));
    assertEquals(2, versions().size());
    JsonObject latest = versions().get(0);
    assertEquals(saved.getString("version"), latest.getString("version"));
    assertEquals("Elections", latest.getString("why"));
    assertEquals("toxicity hold 0.5 → 0.4", latest.getString("changes"));
    assertTrue(latest.getBoolean("current"));
    assertFalse(versions().get(1).getBoolean("current"));
    JsonObject logged =
        desk.get(site.path("/decisions?action=policy"))
            .json()
            .getJsonArray("decisions")
            .getJsonObject(0);
    assertEquals("Elections", logged.getString("reason"));
    assertEquals(logged.getJsonObject("by").getString("name"), latest.getString("by"));
  }

  @Test
  void policy_rolledBack_isAVersionOfItsOwn() {
    JsonObject first = desk.get(site.path("/policy")).json();
    save(new JsonObject().put("bannedWords", new JsonArray().add("casino")));
    String id = versions().get(1).getString("id");

    Answer back =
        desk.send(
            "POST",
            site.path("/policy/versions/" + id + "/rollback"),
            new JsonObject().put("why", "Too strict"));

    assertEquals(200, back.status(), back::text);
    assertEquals(first, back.json());
    assertEquals(first, desk.get(site.path("/policy")).json());
    assertEquals(3, versions().size());
    assertEquals("Too strict", versions().get(0).getString("why"));
    assertEquals(first.getString("version"), versions().get(0).getString("version"));
    assertEquals("banned words −casino", versions().get(0).getString("changes"));
  }

  @Test
  void versions_areListedPageByPage() {
    for (int i = 1; i <= 4; i++) {
      save(new JsonObject().put("editMinutes", i));
    }
    JsonObject page = desk.get(site.path("/policy/versions?limit=3")).json();
    assertEquals(3, page.getJsonArray("versions").size());
    JsonObject rest =
        desk.get(site.path("/policy/versions?limit=3&cursor=" + page.getString("next"))).json();
    assertEquals(2, rest.getJsonArray("versions").size());
    assertNull(rest.getString("next"));
  }

  @Test
  void rollback_toWhatNeverWas_isRefused_andForModeratorsToo() {
    String path = site.path("/policy/versions/019fdd10-0000-7000-8000-000000000000/rollback");
    assertEquals(404, desk.send("POST", path, new JsonObject()).status());
    Desk moderator = parley.moderator(site, "Mod Erate");
    assertEquals(403, moderator.send("POST", path, new JsonObject()).status());
    assertEquals(200, moderator.get(site.path("/policy/versions")).status());
    assertEquals(
        422,
        desk.send("PUT", site.path("/policy"), new JsonObject().put("why", "x".repeat(501)))
            .status());
  }
}
