package dev.parley.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestClock;
import dev.parley.TestParley;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import dev.parley.database.Database;
import dev.parley.site.Sites;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Scores and agreement that change are told of once, and what chance does is not. */
class DriftTest {
  /** Comments, one after the other, with scores spread evenly from a least one on. */
  private static final String SCORED =
      """
      insert into screening (site_id, comment_id, version, verdict, language, scores, signals,
        policy_version, model_version, created_at)
      select site.id, one.id, 1, 0, $2, jsonb_build_object('toxicity', $3 + n % 50 / 100.0), '[]',
        'p', $6, one.at
      from site cross join generate_series(1, $4::int) as n
      cross join lateral (select $5::timestamptz + n * interval '1 minute' as at) moment
      cross join lateral (select at, (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0')
        || '7' || lpad(to_hex(n), 3, '0') || '8' || substr(md5($2 || at::text), 1, 15))::uuid as id
      ) one
      where site.slug = $1
      """;

  /** Decisions of people on these comments: so many of ten approve what the models would. */
  private static final String DECIDED =
      """
      insert into decision (site_id, id, comment_id, moderator_id, action, from_status, from_tell,
        from_reports, to_status, version, policy_version, model_version, created_at)
      select site_id, comment_id, comment_id, gen_random_uuid(),
        case when n % 10 < $3 then 'approve' else 'reject' end, 0, true, 0,
        case when n % 10 < $3 then 1 else 2 end, 2, 'p', 'm', created_at
      from (select screening.*, row_number() over (order by comment_id) as n
        from screening join site on site.id = site_id
        where slug = $1 and screening.created_at >= $2) numbered
      where created_at < $4
      """;

  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site();
  private final Desk desk = parley.administrator();
  private final TestClock clock = new TestClock();
  private final Instant start = clock.instant();
  private final Vertx vertx = Vertx.vertx();
  private final Database database = Database.open(vertx, parley.service().databaseUrl(), 2);
  @AutoClose private final InTurn turns = new InTurn(database);
  private final DriftWatch watch = new DriftWatch(database, new Sites(database), turns, clock);

  @AfterEach
  void close() {
    database.close().await();
    vertx.close().await();
  }

  private Instant daysAgo(int days) {
    return start.minus(Duration.ofDays(days));
  }

  private void scored(String language, double least, int comments, Instant from) {
    scored(language, least, comments, from, "m");
  }

  private void scored(String language, double least, int comments, Instant from, String model) {
    int stored =
        database
            .pool()
            .preparedQuery(SCORED)
            .execute(
                Tuple.of(
                    site.slug(), language, least, comments, from.atOffset(ZoneOffset.UTC), model))
            .await()
            .rowCount();
    assertEquals(comments, stored);
  }

  private void decided(int approvedOfTen, Instant from, Instant until) {
    assertTrue(
        database
                .pool()
                .preparedQuery(DECIDED)
                .execute(
                    Tuple.of(
                        site.slug(),
                        from.atOffset(ZoneOffset.UTC),
                        approvedOfTen,
                        until.atOffset(ZoneOffset.UTC)))
                .await()
                .rowCount()
            > 0);
  }

  /** All decisions from a time on answer blind checks. */
  private void drawn(Instant from) {
    int answered =
        database
            .pool()
            .preparedQuery(
                """
                insert into audit (site_id, comment_id, published, language, risk, place, drawn_at,
                  closed_at, answer, outcome)
                select site_id, comment_id, true, 'en', 0, 0, decision.created_at, decision.created_at,
                  decision.id, to_status
                from decision join site on site.id = site_id
                where slug = $1 and decision.created_at >= $2 and comment_id is not null
                """)
            .execute(Tuple.of(site.slug(), from.atOffset(ZoneOffset.UTC)))
            .await()
            .rowCount();
    assertEquals(400, answered);
  }

  private JsonArray told() {
    return desk.get(site.path("/decisions?action=drift")).json().getJsonArray("decisions");
  }

  private JsonArray open() {
    return desk.get(site.path("/stats")).json().getJsonArray("drift");
  }

  @Test
  void scores_thatAreSpreadOtherwise_areToldOfOnce_andAgainAfterTheyCalmedDown() {
    scored("en", 0.1, 400, daysAgo(20));
    scored("de", 0.1, 400, daysAgo(20));
    scored("en", 0.4, 400, daysAgo(3));
    scored("de", 0.1, 400, daysAgo(3));

    watch.lookDaily().await();

    assertEquals(1, told().size());
    String note = told().getJsonObject(0).getString("note");
    assertTrue(note.startsWith("Scores of toxicity in en are spread otherwise"), note);
    JsonObject drift = open().getJsonObject(0);
    assertEquals(1, open().size());
    assertEquals("toxicity", drift.getString("what"));
    assertEquals("en", drift.getString("language"));
    assertTrue(drift.getDouble("measure") >= StabilityIndex.DRIFT, drift::encode);
    assertEquals(start, Instant.parse(drift.getString("since")));

    clock.pass(Duration.ofDays(1));
    watch.lookDaily().await();
    assertEquals(1, told().size(), "still the same");

    // What was new is usual by then.
    clock.pass(Duration.ofDays(29));
    scored("en", 0.4, 400, clock.instant().minus(Duration.ofDays(3)));
    watch.lookDaily().await();
    assertEquals(1, told().size());
    assertTrue(open().isEmpty(), open()::encode);

    clock.pass(Duration.ofDays(10));
    scored("en", 0.1, 400, clock.instant().minus(Duration.ofDays(3)));
    watch.lookDaily().await();
    assertEquals(2, told().size());
  }

  @Test
  void scores_ofALanguageThatFellQuiet_driftNoLonger() {
    scored("en", 0.1, 400, daysAgo(20));
    scored("en", 0.4, 400, daysAgo(3));
    watch.lookDaily().await();
    assertEquals(1, open().size());

    clock.pass(Duration.ofDays(12));
    watch.lookDaily().await();

    assertTrue(open().isEmpty(), open()::encode);
    assertEquals(1, told().size());
  }

  @Test
  void scores_ofSeveralLanguages_areToldOfInOneEntry() {
    for (String language : List.of("de", "en", "fr")) {
      scored(language, 0.1, 400, daysAgo(20));
      scored(language, language.equals("fr") ? 0.1 : 0.4, 400, daysAgo(3));
    }

    watch.lookDaily().await();

    assertEquals(1, told().size());
    String note = told().getJsonObject(0).getString("note");
    assertTrue(note.contains("toxicity in de") && note.contains("toxicity in en"), note);
    assertFalse(note.contains("in fr"), note);
    assertEquals(2, open().size());
  }

  @Test
  void scores_ofANewModel_areNoDrift_untilThereAreEnoughOfTheMonthBefore() {
    scored("en", 0.1, 400, daysAgo(20), "old");
    scored("en", 0.1, 100, daysAgo(5), "old");
    scored("en", 0.4, 300, daysAgo(3), "new");

    watch.lookDaily().await();
    assertEquals(0, told().size());

    clock.pass(Duration.ofDays(10));
    scored("en", 0.1, 300, clock.instant().minus(Duration.ofDays(3)), "new");
    watch.lookDaily().await();
    assertEquals(1, told().size());
  }

  @Test
  void scores_areLookedAtOnceADay() {
    watch.lookDaily().await();
    scored("en", 0.1, 400, daysAgo(20));
    scored("en", 0.4, 400, daysAgo(3));

    clock.pass(Duration.ofHours(23));
    watch.lookDaily().await();
    assertEquals(0, told().size());

    clock.pass(Duration.ofHours(1));
    watch.lookDaily().await();
    assertEquals(1, told().size());
  }

  @Test
  void scores_spreadAsBefore_areNotToldOf() {
    scored("en", 0.1, 2_000, daysAgo(20));
    scored("en", 0.12, 250, daysAgo(3));

    watch.lookDaily().await();

    assertEquals(0, told().size());
  }

  @Test
  void scores_ofTooFewComments_areNotToldOf() {
    scored("en", 0.1, 400, daysAgo(20));
    scored("en", 0.4, 199, daysAgo(3));
    scored("de", 0.1, 199, daysAgo(20));
    scored("de", 0.4, 400, daysAgo(3));

    watch.lookDaily().await();

    assertEquals(0, told().size());
  }

  @Test
  void agreement_thatFalls_isToldOf() {
    scored("en", 0, 400, daysAgo(20));
    scored("en", 0, 400, daysAgo(3));
    decided(9, daysAgo(30), daysAgo(7));
    decided(6, daysAgo(7), start);

    watch.lookDaily().await();

    assertEquals(
        Map.of("People agree with the models 30 points less often than in the month before", 1L),
        told().stream()
            .collect(
                Collectors.groupingBy(
                    one -> ((JsonObject) one).getString("note"), Collectors.counting())));
  }

  @Test
  void agreement_inBlindChecks_isNoDrift() {
    scored("en", 0, 400, daysAgo(20));
    decided(6, daysAgo(30), daysAgo(7));
    scored("en", 0, 400, daysAgo(6));
    decided(10, daysAgo(7), daysAgo(5));
    drawn(daysAgo(7));
    scored("en", 0, 400, daysAgo(3));
    decided(6, daysAgo(5), start);

    watch.lookDaily().await();

    assertEquals(0, told().size());
  }

  @Test
  void agreement_thatStaysAboutTheSame_isNotToldOf() {
    scored("en", 0, 400, daysAgo(20));
    scored("en", 0, 250, daysAgo(3));
    decided(9, daysAgo(30), daysAgo(7));
    decided(8, daysAgo(7), start);

    watch.lookDaily().await();

    assertEquals(0, told().size());
  }

  @Test
  void index_isThatOfTheFormula_andChanceExplainsALittle() {
    // (.25 - .5) ln(.25/.5) + (.75 - .5) ln(.75/.5) = .2746
    StabilityIndex index =
        StabilityIndex.of(new int[] {25_000, 75_000}, new int[] {50_000, 50_000});
    assertEquals(0.2746, index.value(), 0.0001);
    assertTrue(index.isDrift());
    assertFalse(index.isCalm());
    StabilityIndex few = StabilityIndex.of(new int[] {25, 75}, new int[] {50, 50});
    assertEquals(0.2746, few.value(), 0.02);
    assertFalse(few.isDrift());
  }
}
