package dev.parley.review;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How much a moderator has decided today. */
class OwnDecisionsTest {
  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site(new JsonObject().put("moderation", "all"));
  private final Desk ana = parley.moderator(site, "Ana");
  private final Desk tom = parley.moderator(site, "Tom");

  private String held(String name) {
    return site.post("quay", name, "It opens at nine, says " + name + ".")
        .json()
        .getJsonObject("comment")
        .getString("id");
  }

  private static Answer since(Desk desk, Object time) {
    return desk.get("/api/v1/me/decisions?since=" + time);
  }

  private static int count(Desk desk) {
    return since(desk, Instant.now().minus(Duration.ofHours(1))).json().getInteger("count");
  }

  @Test
  void decisionsOfOnesOwn_inForce_areCountedAndNobodyElses() {
    assertEquals(0, count(ana));
    ana.decide(site, held("Derek"), 1, "approve", null);
    JsonObject second = ana.decide(site, held("Lotte"), 1, "reject", null);
    tom.decide(site, held("Nils"), 1, "spam", null);

    assertEquals(2, count(ana));
    assertEquals(1, count(tom));

    ana.send("POST", site.path("/decisions/" + second.getString("id") + "/undo"), null);

    assertEquals(1, count(ana));
  }

  @Test
  void decisionsBeforeThatTime_areNotCounted() {
    Instant first = decidedAt(ana.decide(site, held("Derek"), 1, "approve", null));
    assertEquals(1, since(ana, first).json().getInteger("count"));

    assertEquals(0, since(ana, first.plusMillis(1)).json().getInteger("count"));
  }

  /** An id begins with the millisecond it was made in. */
  private static Instant decidedAt(JsonObject decision) {
    UUID id = UUID.fromString(decision.getString("id"));
    return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
  }

  @Test
  void times_thatAreNoneOrFarAwayOrToCome_areRefused() {
    Instant now = Instant.now();
    for (Object time :
        new Object[] {"", "today", now.minus(Duration.ofDays(3)), now.plus(Duration.ofHours(1))}) {
      Answer refused = since(ana, time);
      assertEquals(422, refused.status(), () -> time + ": " + refused.text());
      assertEquals(
          "since", refused.json().getJsonArray("errors").getJsonObject(0).getString("field"));
    }
    assertEquals(401, parley.get("/api/v1/me/decisions?since=" + now).status());
  }
}
