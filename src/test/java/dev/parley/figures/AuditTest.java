package dev.parley.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The figures of blind checks, held against a count of the log. */
class AuditTest {
  private static final String CALM = "The pier opens at nine, for the time number ";

  /** Draws seven of ten at the largest share. */
  private static final class Often extends Random {
    private static final long serialVersionUID = 1;

    Often() {
      super(5);
    }

    @Override
    public double nextDouble() {
      return super.nextDouble() / 7;
    }
  }

  private static final TestParley PARLEY = TestParley.beside(Clock.systemUTC(), new Often());

  @AfterAll
  static void close() {
    PARLEY.close();
  }

  /**
   * Of what the machine published and was drawn: how many of the first decisions that nobody took
   * back gave one of these statuses.
   */
  private static long decided(TestSite site, String statuses) {
    return PARLEY.count(
        """
        with taken as (
          select distinct on (said.comment_id) said.comment_id, said.to_status
          from decision said
          join site on site.id = said.site_id and site.slug = $1
          join audit on audit.site_id = site.id and audit.comment_id = said.comment_id
          where said.moderator_id is not null and said.action <> 'undo'
            and (select first.action from decision first where first.site_id = site.id
                 and first.comment_id = said.comment_id order by first.id limit 1) = 'approve'
            and said.id not in (select undoes from decision where undoes is not null)
          order by said.comment_id, said.id)
        select count(*) from taken where to_status in (%s)
        """
            .formatted(statuses),
        site.slug());
  }

  @Test
  void figures_equalACountOfTheLog_andTheirIntervalIsWilsons() {
    TestSite site = PARLEY.site(new JsonObject().put("auditShare", 0.1).put("moderation", "none"));
    Desk ana = PARLEY.moderator(site, "Ana Audit");
    Desk tom = PARLEY.moderator(site, "Tom Audit");
    Random random = new Random(3);
    List<String> drawn = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Answer posted = site.post("pier", "Ann Number" + i, CALM + i);
      assertEquals(201, posted.status(), posted::text);
    }
    ana.get(site.path("/cases?limit=100"))
        .json()
        .getJsonArray("cases")
        .forEach(one -> drawn.add(((JsonObject) one).getString("id")));
    assertTrue(drawn.size() > 25 && drawn.size() < 50, "drawn: " + drawn.size());
    for (String id : drawn.subList(0, 25)) {
      String action = List.of("approve", "approve", "reject", "spam").get(random.nextInt(4));
      JsonObject done = (random.nextBoolean() ? ana : tom).decide(site, id, 1, action, null);
      assertEquals("applied", done.getString("outcome"), done::encode);
      if (random.nextInt(8) == 0) {
        ana.send(
            "POST", site.path("/decisions/" + done.getString("id") + "/undo"), new JsonObject());
        tom.decide(site, id, 3, "approve", null);
      }
    }

    JsonObject stats = ana.get(site.path("/stats")).json();

    JsonObject audit = stats.getJsonObject("audit");
    int decided = audit.getInteger("decided");
    int wrong = audit.getInteger("wrong");
    assertEquals(0.1, audit.getDouble("share"));
    assertEquals(drawn.size(), audit.getInteger("drawn"));
    assertEquals(25, decided);
    assertEquals(decided(site, "1, 2, 3"), decided);
    assertEquals(decided(site, "2, 3"), wrong);
    assertTrue(wrong > 2 && wrong < 23, "wrong: " + wrong);
    assertEquals(wrong / (double) decided, audit.getDouble("rate"), 0.0001);
    for (String end : List.of("low", "high")) {
      double at = audit.getJsonObject("interval").getDouble(end);
      double away = wrong / (double) decided - at;
      assertEquals(1.96, Math.abs(away) / Math.sqrt(at * (1 - at) / decided), 0.01, end);
    }
    JsonObject english = audit.getJsonArray("languages").getJsonObject(0);
    assertEquals("en", english.getString("language"));
    assertEquals(audit.getInteger("decided"), english.getInteger("decided"));
    JsonObject today =
        stats.getJsonArray("days").getJsonObject(stats.getJsonArray("days").size() - 1);
    assertEquals(drawn.size(), today.getInteger("auditDrawn"));
    assertEquals(decided, today.getInteger("auditDecided"));
    assertEquals(wrong, today.getInteger("auditWrong"));
    String day = LocalDate.now(ZoneOffset.UTC).toString();
    String table = ana.get(site.path("/stats?format=csv&from=" + day)).text();
    assertTrue(table.contains("," + drawn.size() + "," + decided + "," + wrong + ","), table);
  }

  @Test
  void figures_withoutADecision_haveNoRate_norAreFewDecisionsToldByLanguage() {
    TestSite site = PARLEY.site(new JsonObject());
    Desk ana = PARLEY.moderator(site, "Ana None");
    assertEquals(201, site.post("pier", "Ann Calm", CALM).status());

    JsonObject audit = ana.get(site.path("/stats")).json().getJsonObject("audit");

    assertEquals(0, audit.getInteger("drawn"));
    assertEquals(0, audit.getInteger("share"));
    assertNull(audit.getDouble("rate"));
    assertNull(audit.getJsonObject("interval"));
    assertTrue(audit.getJsonArray("languages").isEmpty());
  }
}
