package dev.parley.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Figures of a period, held against a count of the log by hand. */
class StatsTest {
  private static final String CALM = "The pier opens at nine, for the time number ";
  private static final String OTHER = "The ferry was late again, what a shame for everyone.";
  private static final String LOUD = "You are a complete moron and nobody wants you here, number ";
  private static final String JUNK = "Casino bonus crypto giveaway whatsapp me now, free money!!! ";

  private final TestParley parley = TestParley.shared();
  private final Desk desk = parley.administrator();

  private JsonObject stats(Desk who, TestSite site, String query) {
    Answer answer = who.get(site.path("/stats" + query));
    assertEquals(200, answer.status(), answer::text);
    return answer.json();
  }

  private static String post(TestSite site, String body) {
    Answer answer = site.post("pier", "Ann Number" + body.hashCode(), body);
    assertTrue(answer.status() < 300, answer::text);
    return answer.json().getJsonObject("comment").getString("id");
  }

  /** The log as everyone may read it. */
  private List<JsonObject> log(TestSite site) {
    List<JsonObject> all = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      JsonObject page =
          desk.get(
                  site.path("/decisions?limit=100" + (cursor.isEmpty() ? "" : "&cursor=" + cursor)))
              .json();
      page.getJsonArray("decisions").forEach(one -> all.add((JsonObject) one));
      cursor = page.getString("next");
    }
    return all;
  }

  @Test
  void figures_equalACountOfTheLog() {
    TestSite site = parley.site();
    Desk ana = parley.moderator(site, "Ana Figure");
    Desk tom = parley.moderator(site, "Tom Figure");
    Random random = new Random(7);
    List<String> waiting = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      String id = post(site, (i % 3 == 0 ? CALM : i % 3 == 1 ? LOUD : JUNK) + i);
      waiting.add(id);
    }
    for (String id : waiting) {
      int version = desk.get(site.path("/cases/" + id)).json().getInteger("version");
      String action = List.of("approve", "reject", "spam").get(random.nextInt(3));
      JsonObject done = (random.nextBoolean() ? ana : tom).decide(site, id, version, action, null);
      if (random.nextInt(4) == 0 && done.getString("id") != null) {
        desk.send(
            "POST", site.path("/decisions/" + done.getString("id") + "/undo"), new JsonObject());
      }
    }

    JsonObject stats = stats(desk, site, "");
    List<JsonObject> log = log(site);

    for (String status : List.of("pending", "approved", "rejected", "spam")) {
      long counted =
          log.stream()
              .filter(row -> row.getValue("from") == null && row.getValue("case") != null)
              .filter(row -> status.equals(row.getString("to")))
              .count();
      assertEquals(counted, stats.getJsonObject("volume").getInteger(status).longValue(), status);
      assertEquals(counted, sum(stats.getJsonArray("days"), status), status + " by day");
      assertEquals(counted, sum(stats.getJsonArray("hours"), status), status + " by hour");
    }
    List<JsonObject> decided =
        log.stream()
            .filter(row -> "moderator".equals(row.getString("actor")))
            .filter(row -> List.of("approve", "reject", "spam").contains(row.getString("action")))
            .toList();
    JsonObject decisions = stats.getJsonObject("decisions");
    assertEquals(decided.size(), decisions.getInteger("decisions"));
    assertEquals(
        decided.stream().filter(row -> row.getBoolean("undone")).count(),
        decisions.getInteger("undone").longValue());
    for (Object one : stats.getJsonArray("moderators")) {
      String name = ((JsonObject) one).getJsonObject("moderator").getString("name");
      assertEquals(
          decided.stream()
              .filter(row -> row.getJsonObject("by").getString("name").equals(name))
              .count(),
          ((JsonObject) one).getInteger("decisions").longValue(),
          name);
    }
    assertEquals(2, stats.getJsonArray("moderators").size());
    List<JsonObject> inForce = decided.stream().filter(row -> !row.getBoolean("undone")).toList();
    JsonObject agreement = stats.getJsonObject("agreement");
    assertEquals(inForce.size(), agreement.getInteger("reviewed"));
    assertEquals(
        inForce.stream().filter(row -> row.getString("action").equals("approve")).count(),
        agreement.getInteger("publishApproved") + agreement.getInteger("refuseApproved"));
    JsonObject spam = model(stats, "spam");
    List<JsonObject> over = inForce.stream().filter(row -> score(row, "spam") >= 0.5).toList();
    long hits = over.stream().filter(row -> row.getString("action").equals("spam")).count();
    long all = inForce.stream().filter(row -> row.getString("action").equals("spam")).count();
    assertEquals(inForce.size(), spam.getInteger("judged"));
    assertEquals(all, spam.getInteger("positives").longValue());
    assertEquals(hits / (double) over.size(), spam.getDouble("precision"), 0.0001);
    assertEquals(hits / (double) all, spam.getDouble("recall"), 0.0001);
    assertEquals(inForce.size(), sum(spam.getJsonArray("calibration"), "comments"));
  }

  private double score(JsonObject row, String attribute) {
    return row.getJsonObject("scores").getDouble(attribute);
  }

  private static JsonObject model(JsonObject stats, String attribute) {
    return stats.getJsonArray("models").stream()
        .map(JsonObject.class::cast)
        .filter(model -> model.getString("attribute").equals(attribute))
        .findFirst()
        .orElseThrow();
  }

  private static long sum(JsonArray lines, String name) {
    return lines.stream().mapToLong(line -> ((JsonObject) line).getInteger(name)).sum();
  }

  @Test
  void times_areThoseFromArrivalToDecision() {
    TestSite site = parley.site(new JsonObject().put("moderation", "all"));
    Desk ana = parley.moderator(site, "Ana Quick");
    int[] minutes = {1, 2, 3, 4, 100};
    for (int i = 0; i < minutes.length; i++) {
      String id = post(site, CALM + i);
      ana.decide(site, id, 1, "approve", null);
      parley.change(
          "update decision set created_at = created_at - $2 * interval '1 minute'"
              + " where comment_id = $1::text::uuid and moderator_id is null",
          id,
          minutes[i]);
    }
    post(site, CALM + "nine");

    JsonObject stats = stats(desk, site, "");

    assertEquals(180, stats.getJsonObject("decisions").getDouble("medianSeconds"), 5);
    assertEquals(61.6 * 60, stats.getJsonObject("decisions").getDouble("p90Seconds"), 5);
    assertEquals(5, stats.getJsonObject("decisions").getInteger("waited"));
    assertEquals(1, stats.getJsonObject("queue").getInteger("waiting"));
    assertEquals(
        1, stats.getJsonObject("queue").getJsonObject("ages").getInteger("under15Minutes"));
  }

  @Test
  void overturned_areWhatPeopleChangedOfPeopleAndOfTheMachine() {
    TestSite site = parley.site();
    Desk ana = parley.moderator(site, "Ana Over");
    Desk tom = parley.moderator(site, "Tom Over");
    String shown = post(site, CALM + 1);
    post(site, OTHER);
    String junk = post(site, JUNK + 3);
    String held = post(site, LOUD + 4);
    assertEquals("applied", ana.decide(site, shown, 1, "reject", null).getString("outcome"));
    assertEquals("applied", ana.decide(site, junk, 1, "approve", null).getString("outcome"));
    assertEquals("applied", ana.decide(site, held, 1, "reject", null).getString("outcome"));
    assertEquals("applied", tom.decide(site, held, 2, "approve", null).getString("outcome"));

    JsonObject overturned = stats(desk, site, "").getJsonObject("overturned");

    assertEquals(
        new JsonObject().put("decisions", 4).put("overturned", 1).put("rate", 0.25),
        overturned.getJsonObject("people"));
    assertEquals(
        new JsonObject().put("decisions", 3).put("overturned", 2).put("rate", 0.6667),
        overturned.getJsonObject("machine"));
  }

  @Test
  void moderators_seeTheirOwnFigures_administratorsAll() {
    TestSite site = parley.site(new JsonObject().put("moderation", "all"));
    Desk ana = parley.moderator(site, "Ana Own");
    Desk tom = parley.moderator(site, "Tom Own");
    ana.decide(site, post(site, CALM + 1), 1, "approve", null);
    tom.decide(site, post(site, CALM + 2), 1, "approve", null);

    assertEquals(2, stats(desk, site, "").getJsonArray("moderators").size());
    JsonArray own = stats(ana, site, "").getJsonArray("moderators");
    assertEquals(1, own.size());
    assertEquals("Ana Own", own.getJsonObject(0).getJsonObject("moderator").getString("name"));
    assertEquals(2, stats(ana, site, "").getJsonObject("decisions").getInteger("decisions"));
    assertEquals(
        403, parley.moderator(parley.site(), "Stray Three").get(site.path("/stats")).status());
  }

  @Test
  void period_isThatOfItsDays_andBounded() {
    TestSite site = parley.site();
    String id = post(site, CALM + 1);
    parley.change(
        "update decision set created_at = created_at - interval '3 days',"
            + " id = ('018' || substr(id::text, 4))::uuid where comment_id = $1::text::uuid",
        id);
    post(site, OTHER);
    LocalDate today = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);

    JsonObject of = stats(desk, site, "?from=" + today.minusDays(1) + "&to=" + today);
    assertEquals(1, of.getJsonObject("volume").getInteger("comments"));
    assertEquals(2, of.getJsonArray("days").size());
    assertEquals(1, of.getJsonArray("days").getJsonObject(1).getInteger("approved"));
    JsonObject none = stats(desk, site, "?to=" + today.minusDays(10));
    assertEquals(0, none.getJsonObject("volume").getInteger("comments"));
    assertNull(none.getJsonObject("decisions").getDouble("medianSeconds"));
    for (String wrong :
        List.of(
            "?from=yesterday",
            "?from=2020-01-01&to=2021-12-31",
            "?from=2030-01-01",
            "?format=xml")) {
      assertEquals(422, desk.get(site.path("/stats" + wrong)).status(), wrong);
    }
    String hour = Instant.now().minus(Duration.ofHours(1)).toString();
    assertEquals(
        1, stats(desk, site, "?from=" + hour).getJsonObject("volume").getInteger("comments"));
  }

  @Test
  void figures_asATable_areTheDays() {
    TestSite site = parley.site();
    post(site, CALM + 1);
    LocalDate today = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);
    String path = site.path("/stats?from=" + today);

    Answer asked = parley.get(path + "&format=csv", "Cookie", desk.cookie());
    Answer accepted = parley.get(path, "Cookie", desk.cookie(), "Accept", "text/csv");

    assertEquals(
        "day,pending,approved,rejected,spam,decisions,medianSeconds,"
            + "auditDrawn,auditDecided,auditWrong,raids\r\n"
            + today
            + ",0,1,0,0,0,,0,0,0,0\r\n",
        asked.text());
    assertEquals(asked.text(), accepted.text());
    assertTrue(asked.header("Content-Type").startsWith("text/csv"));
    assertTrue(
        Stream.of("attachment", ".csv").allMatch(asked.header("Content-Disposition")::contains));
  }

  @Test
  void reports_ofThePeriod_areCountedByReason() {
    TestSite site = parley.site();
    String id = post(site, CALM + 1);
    parley.send(
        "POST", site.path("/comments/" + id + "/reports"), new JsonObject().put("reason", "spam"));
    JsonObject reports = stats(desk, site, "").getJsonObject("reports");
    assertEquals(1, reports.getInteger("count"));
    assertEquals(1, reports.getJsonObject("reasons").getInteger("spam"));
  }
}
