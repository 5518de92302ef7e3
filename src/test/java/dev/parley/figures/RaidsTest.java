package dev.parley.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** Raids of a period, with when they began and ended and how many of their comments waited. */
class RaidsTest {
  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site();
  private final Desk desk = parley.administrator();

  /** Noon three days ago. */
  private final Instant noon =
      Instant.now().truncatedTo(ChronoUnit.DAYS).minus(60, ChronoUnit.HOURS);

  /** Posts a comment, which came in a burst so many minutes after noon. */
  private void burst(String body, int status, int minutes) {
    Answer posted = site.post("pier", "Ann", body);
    assertEquals(status, posted.status(), posted::text);
    parley.change(
        """
        update screening set created_at = $2::text::timestamptz,
          signals = signals || '[{"check": "burst", "reason": "BURST", "score": 1, "weight": 0.5}]',
          comment_id = (lpad(to_hex((extract(epoch from $2::text::timestamptz) * 1000)::bigint),
            12, '0') || substr(replace(comment_id::text, '-', ''), 13))::uuid
        where comment_id = $1::text::uuid
        """,
        posted.json().getJsonObject("comment").getString("id"),
        noon.plus(minutes, ChronoUnit.MINUTES).toString());
  }

  @Test
  void bursts_lessThanAnHourApart_areOneRaid() {
    burst("The pier opens at nine.", 201, 0);
    burst("You are a complete moron and nobody wants you here.", 202, 40);
    burst("The ferry was late again, what a shame.", 201, 90);
    burst("Only a moron would believe a word of this paper.", 202, 200);
    assertEquals(201, site.post("pier", "Bob", "The lighthouse is white.").status());

    JsonObject stats = desk.get(site.path("/stats")).json();

    JsonObject raids = stats.getJsonObject("raids");
    assertEquals(2, raids.getInteger("count"));
    assertEquals(4, raids.getInteger("comments"));
    assertEquals(2, raids.getInteger("held"));
    JsonArray list = raids.getJsonArray("list");
    assertEquals(
        new JsonObject()
            .put("begin", noon.toString())
            .put("end", noon.plus(90, ChronoUnit.MINUTES).toString())
            .put("comments", 3)
            .put("held", 1)
            .put("refused", 0),
        list.getJsonObject(1));
    assertEquals(1, list.getJsonObject(0).getInteger("comments"), "the latest first");
    String day = LocalDate.ofInstant(noon, ZoneOffset.UTC).toString();
    JsonObject began =
        stats.getJsonArray("days").stream()
            .map(JsonObject.class::cast)
            .filter(one -> one.getString("day").equals(day))
            .findFirst()
            .orElseThrow();
    assertEquals(2, began.getInteger("raids"));
    String table = desk.get(site.path("/stats?format=csv&from=" + day + "&to=" + day)).text();
    assertTrue(table.startsWith("day,") && table.contains(",raids\r\n"), table);
    assertTrue(table.endsWith(",2\r\n"), table);
  }

  @Test
  void period_withoutABurst_hasNoRaid() {
    assertEquals(201, site.post("pier", "Ann", "The pier opens at nine.").status());

    JsonObject raids = desk.get(site.path("/stats")).json().getJsonObject("raids");

    assertEquals(0, raids.getInteger("count"));
    assertTrue(raids.getJsonArray("list").isEmpty());
  }
}
