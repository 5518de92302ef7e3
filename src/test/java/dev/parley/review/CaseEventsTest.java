package dev.parley.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.Follower;
import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a moderator who has the console open is told of a case. */
class CaseEventsTest {
  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site();
  private final Desk ana = parley.moderator(site, "Ana");
  private final Desk bo = parley.moderator(site, "Bo");
  private final Follower follower = Follower.of(parley, site.path("/events"), ana).listening();

  private String post(String body, int status) {
    Answer posted = site.post("harbour", "Derek", body);
    assertEquals(status, posted.status(), posted::text);
    return posted.json().getJsonObject("comment").getString("id");
  }

  private String held() {
    return post("Only a moron would believe a word of this paper.", 202);
  }

  @Test
  void comment_held_arrivesInItsQueueWithoutAWordOfIt() {
    String id = held();

    JsonObject told = follower.awaited("arrived", id);

    assertEquals("pending", told.getString("queue"));
    assertEquals(Set.of("case", "queue"), told.fieldNames());
  }

  @Test
  void comment_reported_arrivesAmongTheReported() {
    String id = post("The ferry was late again this morning.", 201);
    assertEquals(List.of(), follower.names(id), "nobody waits for a comment that is shown");

    Answer reported =
        parley.send(
            "POST",
            site.path("/comments/" + id + "/reports"),
            new JsonObject().put("reason", "abuse"));
    assertTrue(reported.status() < 300, reported::text);

    assertEquals("reported", follower.awaited("arrived", id).getString("queue"));
  }

  @Test
  void claim_ofAnother_isToldWithTheirNameAndItsEndAndThatItEnded() {
    String id = held();
    Instant before = Instant.now();

    assertEquals(
        200, bo.send("POST", site.path("/claims"), new JsonObject().put("case", id)).status());
    JsonObject claimed = follower.awaited("claimed", id);
    assertEquals("Bo", claimed.getJsonObject("by").getString("name"));
    assertFalse(claimed.getJsonObject("by").encode().contains("@"), "no address");
    assertTrue(Instant.parse(claimed.getString("until")).isAfter(before));

    assertEquals(204, bo.send("DELETE", site.path("/claims/" + id), null).status());
    follower.awaited("released", id);
    assertEquals(List.of("arrived", "claimed", "released"), follower.names(id));
  }

  @Test
  void decision_andItsUndoing_areToldWithVersionStatusAndByWhom() {
    String id = held();

    bo.decide(site, id, 1, "reject", "spam");
    JsonObject decided = follower.awaited("decided", id);
    assertEquals("rejected", decided.getString("status"));
    assertEquals("reject", decided.getString("action"));
    assertEquals(2, decided.getInteger("version"));
    assertEquals("Bo", decided.getJsonObject("by").getString("name"));

    String decision =
        ana.get(site.path("/decisions?action=reject"))
            .json()
            .getJsonArray("decisions")
            .getJsonObject(0)
            .getString("id");
    Answer undone =
        bo.send("POST", site.path("/decisions/" + decision + "/undo"), new JsonObject());
    assertEquals(200, undone.status(), undone::text);
    Follower.await("the undoing", () -> follower.names(id).size() >= 3);
    assertEquals(List.of("arrived", "decided", "decided"), follower.names(id));
    assertEquals("undo", follower.last(id).getString("action"));
    assertEquals("pending", follower.last(id).getString("status"));
    assertEquals(3, follower.last(id).getInteger("version"));
  }

  @Test
  void comment_takenBackByItsAuthor_isToldAsNobodysDecision() {
    JsonObject receipt =
        site.post("harbour", "Derek", "Only a moron would say so, and so on.").json();
    String id = receipt.getJsonObject("comment").getString("id");

    Answer gone =
        parley.send(
            "DELETE",
            site.path("/comments/" + id),
            (JsonObject) null,
            "Authorization",
            "Bearer " + receipt.getString("editToken"));
    assertEquals(204, gone.status(), gone::text);

    JsonObject told = follower.awaited("decided", id);
    assertEquals("deleted", told.getString("status"));
    assertNull(told.getJsonObject("by"));
  }

  @Test
  void otherSites_areNotToldOf() {
    TestSite other = parley.site();
    String elsewhere =
        other
            .post("harbour", "Derek", "Only a moron would believe a word of that.")
            .json()
            .getJsonObject("comment")
            .getString("id");
    String here = held();

    follower.awaited("arrived", here);
    assertEquals(List.of(), follower.names(elsewhere));
  }
}
