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
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A site's transparency report, held against plain questions to the tables. */
class TransparencyTest {
  /** Unlike one another: copies are held. */
  private static final List<String> CALM =
      List.of(
          "The pier opens at nine on weekdays.",
          "The ferry was late again, what a shame for everyone.",
          "My grandmother baked bread in the old harbour kitchen.",
          "Trains to the coast should run more often in winter.",
          "I enjoyed the concert in the town hall last Sunday.",
          "Has anyone seen the new library beside the market?",
          "The council will vote about parking on Thursday.");

  private static final String LOUD = "You are a complete moron and nobody wants you here, number ";
  private static final String JUNK = "Casino bonus crypto giveaway whatsapp me now, free money!!! ";

  /** A row of the log that nobody took back; $1 is the site's slug. */
  private static final String LOG =
      "from decision d where d.site_id = (select id from site where slug = $1)"
          + " and d.id not in (select undoes from decision where undoes is not null) and ";

  private final TestParley parley = TestParley.shared();
  private final Desk desk = parley.administrator();
  private int posted;

  private JsonObject report(Desk who, TestSite site, String query) {
    Answer answer = who.get(site.path("/transparency" + query));
    assertEquals(200, answer.status(), answer::text);
    return answer.json();
  }

  private JsonObject calm(TestSite site) {
    posted++;
    Answer answer = site.post("pier", "Ann Number" + posted, CALM.get(posted % CALM.size()));
    assertEquals(201, answer.status(), answer::text);
    return answer.json();
  }

  private JsonObject post(TestSite site, String body) {
    posted++;
    Answer answer = site.post("pier", "Ann Number" + posted, body + posted);
    assertTrue(answer.status() < 300, answer::text);
    return answer.json();
  }

  private static String id(JsonObject receipt) {
    return receipt.getJsonObject("comment").getString("id");
  }

  private String decide(TestSite site, Desk who, JsonObject receipt, String action, String reason) {
    int version = desk.get(site.path("/cases/" + id(receipt))).json().getInteger("version");
    JsonObject done = who.decide(site, id(receipt), version, action, reason);
    assertEquals("applied", done.getString("outcome"), done::encode);
    return done.getString("id");
  }

  private void undo(TestSite site, String decision) {
    assertEquals(
        200,
        desk.send("POST", site.path("/decisions/" + decision + "/undo"), new JsonObject())
            .status());
  }

  private void notice(TestSite site, JsonObject receipt) {
    JsonObject notice =
        new JsonObject()
            .put("comment", id(receipt))
            .put("explanation", "It names my address without my consent.")
            .put("name", "Ida Holm")
            .put("email", "ida.holm@readers.example")
            .put("goodFaith", true);
    assertEquals(202, parley.send("POST", site.path("/notices"), notice).status());
  }

  private void report(TestSite site, JsonObject receipt, String reason) {
    Answer taken =
        parley.send(
            "POST",
            site.path("/comments/" + id(receipt) + "/reports"),
            new JsonObject().put("reason", reason));
    assertTrue(taken.status() < 300, taken::text);
  }

  private void appeal(TestSite site, JsonObject receipt) {
    Answer filed =
        parley.send(
            "POST",
            site.path("/comments/" + id(receipt) + "/appeal"),
            new JsonObject().put("text", "Please read it again."),
            "Authorization",
            "Bearer " + receipt.getString("editToken"));
    assertEquals(202, filed.status(), filed::text);
  }

  private static JsonObject line(JsonArray lines, String name, String value) {
    return lines.stream()
        .map(JsonObject.class::cast)
        .filter(line -> value.equals(line.getString(name)))
        .findFirst()
        .orElseThrow(() -> new AssertionError(value + " is not in " + lines.encode()));
  }

  /** That a figure is the one expected, and what a question to the tables tells. */
  private void told(TestSite site, long expected, JsonObject line, String name, String question) {
    assertEquals(expected, parley.count("select " + question, site.slug()), question);
    assertEquals(expected, Math.round(line.getDouble(name)), name + " in " + line.encode());
  }

  @Test
  void notices_areCountedByWhatCameOfThem_withTheMedianTimeToAction() {
    TestSite site = parley.site();
    Desk ana = parley.moderator(site, "Ana Notice");
    List<JsonObject> about = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      about.add(calm(site));
      notice(site, about.get(i));
      parley.change(
          "update content_notice set created_at = created_at - $2 * interval '1 minute'"
              + " where comment_id = $1::text::uuid",
          id(about.get(i)),
          i * i);
    }
    decide(site, ana, about.get(1), "reject", "hate-or-threats");
    decide(site, ana, about.get(2), "reject", "illegal");
    decide(site, ana, about.get(3), "reject", "Defamation of a neighbour");
    decide(site, ana, about.get(4), "approve", null);
    undo(site, decide(site, ana, about.get(5), "reject", null));
    assertTrue(
        parley
                .send(
                    "DELETE",
                    site.path("/comments/" + id(about.get(6))),
                    (JsonObject) null,
                    "Authorization",
                    "Bearer " + about.get(6).getString("editToken"))
                .status()
            < 300);

    JsonArray notices = report(desk, site, "").getJsonArray("notices");

    assertEquals(1, notices.size());
    JsonObject illegal = line(notices, "ground", "illegal");
    String all = "count(*) from content_notice n left join decision d on d.id = n.answer";
    String here = " where n.site_id = (select id from site where slug = $1) and ";
    told(site, 7, illegal, "received", all + here + "true");
    told(site, 2, illegal, "waiting", all + here + "n.outcome is null");
    told(site, 1, illegal, "kept", all + here + "n.outcome = 'kept'");
    told(
        site,
        1,
        illegal,
        "withdrawn",
        all + here + "n.outcome = 'removed' and d.version = 2" + " and d.moderator_id is null");
    String removed = "n.outcome = 'removed' and d.moderator_id is not null and ";
    told(site, 1, illegal, "law", all + here + removed + "d.reason = 'illegal'");
    told(site, 1, illegal, "houseRules", all + here + removed + "d.reason = 'hate-or-threats'");
    told(site, 1, illegal, "ownWords", all + here + removed + "d.reason like 'Defamation %'");
    told(
        site,
        0,
        illegal,
        "automatic",
        all
            + here
            + "n.outcome is not null"
            + " and d.moderator_id is null and d.action <> 'delete'");
    assertEquals(
        parley.count(
            "select round(extract(epoch from n.answered_at - n.created_at) * 10)::bigint"
                + " from content_notice n where n.comment_id = $1::text::uuid",
            id(about.get(2))),
        Math.round(illegal.getDouble("medianSecondsToAction") * 10));
    assertEquals(240, illegal.getDouble("medianSecondsToAction"), 5);
  }

  @Test
  void reports_thatAreNoNotices_areCountedByReasonAndWhatFollowed() {
    TestSite site = parley.site();
    Desk ana = parley.moderator(site, "Ana Report");
    JsonObject removed = calm(site);
    JsonObject kept = calm(site);
    JsonObject waiting = calm(site);
    report(site, removed, "spam");
    report(site, kept, "abuse");
    report(site, waiting, "abuse");
    notice(site, waiting);
    decide(site, ana, removed, "spam", null);
    decide(site, ana, kept, "approve", null);

    JsonObject report = report(desk, site, "");

    JsonArray reports = report.getJsonArray("reports");
    assertEquals(2, reports.size(), reports::encode);
    String all =
        "count(*) from report r where r.site_id = (select id from site where slug = $1)"
            + " and r.id not in (select report_id from content_notice) and r.reason = ";
    JsonObject abuse = line(reports, "ground", "abuse");
    told(site, 2, abuse, "received", all + "'abuse'");
    told(
        site,
        1,
        abuse,
        "waiting",
        all
            + "'abuse' and r.comment_id not in ("
            + "select comment_id from decision where action = 'approve' and moderator_id is not null)");
    told(
        site,
        1,
        abuse,
        "kept",
        all
            + "'abuse' and r.comment_id in ("
            + "select comment_id from decision where action = 'approve' and moderator_id is not null)");
    JsonObject spam = line(reports, "ground", "spam");
    told(
        site,
        1,
        spam,
        "houseRules",
        all
            + "'spam' and r.comment_id in ("
            + "select comment_id from decision where action = 'spam')");
    JsonObject restrictions = report.getJsonObject("restrictions");
    told(
        site,
        1,
        line(restrictions.getJsonArray("detections"), "detection", "report"),
        "people",
        "count(*) " + LOG + "d.from_reports > 0 and d.to_status = 3");
  }

  @Test
  void restrictions_areCountedByKindGroundAndDetection_undoneOnesAreNot() {
    TestSite site = parley.site(new JsonObject().put("bannedWords", new JsonArray().add("flurb")));
    Desk ana = parley.moderator(site, "Ana Strict");
    Desk tom = parley.moderator(site, "Tom Strict");
    calm(site);
    final JsonObject shown = calm(site);
    final JsonObject noticed = calm(site);
    final JsonObject taken = calm(site);
    final JsonObject held = post(site, LOUD);
    post(site, LOUD);
    final JsonObject junk = post(site, JUNK);
    assertEquals(422, site.post("pier", "Bo Word", "Buy a flurb at the pier.").status());
    decide(site, ana, shown, "reject", "off-topic");
    decide(site, ana, shown, "reject", "personal-attack");
    notice(site, noticed);
    decide(site, tom, noticed, "reject", "other");
    undo(site, decide(site, tom, taken, "spam", null));
    decide(site, ana, held, "reject", "Not in this house");
    decide(site, ana, junk, "reject", "advertising");
    JsonObject ban =
        new JsonObject().put("kind", "domain").put("value", "junk.example").put("reason", "Junk");
    assertTrue(desk.send("POST", site.path("/bans"), ban).status() < 300);

    JsonObject report = report(desk, site, "");

    JsonObject all = report.getJsonObject("restrictions");
    String machine = "count(*) " + LOG + "d.moderator_id is null and d.from_status is null and ";
    String people =
        "count(*) "
            + LOG
            + "d.moderator_id is not null and d.action <> 'undo'"
            + " and d.id not in (select answer from content_notice where answer is not null) and ";
    told(site, 4, all, "automatic", machine + "d.to_status in (0, 2, 3)");
    told(
        site,
        3,
        all,
        "people",
        people + "(d.action = 'ban' or d.to_status in (2, 3) and d.from_status in (0, 1))");
    assertEquals(7, all.getInteger("count"));

    JsonArray kinds = all.getJsonArray("kinds");
    assertEquals(3, kinds.size(), kinds::encode);
    told(site, 2, line(kinds, "kind", "held"), "automatic", machine + "d.action = 'hold'");
    told(site, 0, line(kinds, "kind", "held"), "people", people + "d.to_status = 0");
    told(
        site,
        2,
        line(kinds, "kind", "removed"),
        "automatic",
        machine + "d.action in ('reject', 'spam')");
    told(
        site,
        2,
        line(kinds, "kind", "removed"),
        "people",
        people + "d.to_status in (2, 3) and d.from_status in (0, 1)");
    told(site, 1, line(kinds, "kind", "ban"), "people", people + "d.action = 'ban'");

    JsonArray grounds = all.getJsonArray("grounds");
    told(site, 1, line(grounds, "ground", "rule"), "automatic", machine + "d.reason = 'rule'");
    told(site, 1, line(grounds, "ground", "spam"), "automatic", machine + "d.action = 'spam'");
    told(site, 2, line(grounds, "ground", "review"), "automatic", machine + "d.action = 'hold'");
    told(
        site, 1, line(grounds, "ground", "off-topic"), "people", people + "d.reason = 'off-topic'");
    told(
        site,
        2,
        line(grounds, "ground", "own-words"),
        "people",
        people + "d.reason in ('Not in this house', 'Junk')");
    assertEquals(5, grounds.size(), grounds::encode);

    JsonArray detections = all.getJsonArray("detections");
    assertEquals(2, detections.size(), detections::encode);
    told(
        site,
        1,
        line(detections, "detection", "automated"),
        "people",
        people + "d.from_status = 0 and d.to_status = 2");
    told(
        site,
        2,
        line(detections, "detection", "human"),
        "people",
        people + "(d.action = 'ban' or d.from_status = 1)");

    told(
        site,
        2,
        report,
        "moderators",
        "count(distinct d.moderator_id) "
            + LOG
            + "d.moderator_id is not null and d.comment_id is not null and d.action <> 'undo'");
  }

  @Test
  void complaints_areCountedByOutcome_withTheMedianTimeToDecision() {
    TestSite site = parley.site();
    Desk ana = parley.moderator(site, "Ana Appeal");
    Desk tom = parley.moderator(site, "Tom Appeal");
    List<JsonObject> receipts = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      receipts.add(post(site, LOUD));
      decide(site, ana, receipts.get(i), "reject", "off-topic");
      appeal(site, receipts.get(i));
      parley.change(
          "update appeal set created_at = created_at - $2 * interval '1 minute'"
              + " where comment_id = $1::text::uuid",
          id(receipts.get(i)),
          i + 1);
    }
    decide(site, tom, receipts.get(0), "approve", null);
    decide(site, tom, receipts.get(1), "reject", "off-topic");
    decide(site, tom, receipts.get(2), "reject", "off-topic");
    undo(site, decide(site, tom, receipts.get(3), "approve", null));

    JsonObject complaints = report(desk, site, "").getJsonObject("complaints");

    String all = "count(*) from appeal where site_id = (select id from site where slug = $1) and ";
    told(site, 5, complaints, "received", all + "true");
    told(site, 2, complaints, "waiting", all + "outcome is null");
    told(site, 2, complaints, "upheld", all + "outcome = 'upheld'");
    told(site, 1, complaints, "overturned", all + "outcome = 'overturned'");
    assertEquals(
        parley.count(
            "select round(extract(epoch from answered_at - created_at) * 10)::bigint"
                + " from appeal where comment_id = $1::text::uuid",
            id(receipts.get(1))),
        Math.round(complaints.getDouble("medianSecondsToDecision") * 10));
  }

  @Test
  void automation_tellsWhatPeopleOverturned_andHowSureTheRateIs() {
    TestSite site = parley.site();
    Desk ana = parley.moderator(site, "Ana Auto");
    Desk tom = parley.moderator(site, "Tom Auto");
    List<JsonObject> calm = new ArrayList<>();
    List<JsonObject> junk = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      calm.add(calm(site));
      junk.add(post(site, JUNK));
    }
    decide(site, ana, post(site, LOUD), "reject", null);
    decide(site, ana, calm.get(0), "reject", null);
    decide(site, ana, calm.get(1), "reject", null);
    decide(site, tom, calm.get(1), "approve", null);
    undo(site, decide(site, ana, calm.get(2), "reject", null));
    decide(site, ana, junk.get(0), "approve", null);
    decide(site, ana, junk.get(1), "reject", null);

    JsonArray automation = report(desk, site, "").getJsonArray("automation");

    String machine = "count(*) " + LOG + "d.moderator_id is null and d.from_status is null and ";
    // What the comment came to in the end, by a person.
    String ended =
        " and (select c.decided from comment c where c.id = d.comment_id and c.site_id = d.site_id)"
            + " in ";
    JsonObject all = line(automation, "decisions", "all");
    JsonObject restricted = line(automation, "decisions", "restricted");
    JsonObject published = line(automation, "decisions", "published");
    told(site, 8, all, "decided", machine + "d.to_status in (1, 2, 3)");
    told(site, 4, restricted, "decided", machine + "d.to_status in (2, 3)");
    told(site, 4, published, "decided", machine + "d.to_status = 1");
    told(site, 2, restricted, "reviewed", machine + "d.to_status in (2, 3)" + ended + "(1, 2, 3)");
    told(site, 2, published, "reviewed", machine + "d.to_status = 1" + ended + "(1, 2, 3)");
    told(site, 1, restricted, "overturned", machine + "d.to_status in (2, 3)" + ended + "(1)");
    told(site, 1, published, "overturned", machine + "d.to_status = 1" + ended + "(2, 3)");
    assertEquals(4, all.getInteger("reviewed"));
    assertEquals(2, all.getInteger("overturned"));
    assertEquals(0.25, all.getDouble("errorRate"));
    // R: prop.test(2, 8, correct = FALSE)$conf.int
    assertEquals(0.0715, all.getDouble("errorRateLow"), 0.0001);
    assertEquals(0.5907, all.getDouble("errorRateHigh"), 0.0001);
  }

  @Test
  void site_whereNothingHappened_hasZerosAndNoRates_andSaysWhatIsNotRecorded() {
    JsonObject report = report(desk, parley.site(), "?from=2024-01-01&to=2024-12-31");

    assertEquals("2024-01-01", report.getString("from"));
    assertEquals("2024-12-31", report.getString("to"));
    assertEquals(new JsonArray(), report.getJsonArray("notices"));
    assertEquals(new JsonArray(), report.getJsonArray("reports"));
    assertEquals(0, report.getJsonObject("restrictions").getInteger("count"));
    assertEquals(0, report.getJsonObject("complaints").getInteger("received"));
    assertNull(report.getJsonObject("complaints").getDouble("medianSecondsToDecision"));
    JsonObject all = line(report.getJsonArray("automation"), "decisions", "all");
    assertEquals(0, all.getInteger("decided"));
    assertNull(all.getDouble("errorRate"));
    assertNull(all.getDouble("errorRateLow"));
    assertNull(report.getJsonObject("agreement").getDouble("share"));
    assertEquals(0, report.getInteger("moderators"));
    assertEquals(
        "Parley records no orders from authorities (Articles 9 and 10). Add those you received"
            + " yourself.",
        line(report.getJsonArray("notRecorded"), "what", "orders").getString("explanation"));
  }

  @Test
  void period_isTheLastFullYear_orThisOneWhenNothingHappenedInThat() {
    TestSite site = parley.site();
    LocalDate today = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);
    JsonObject receipt = calm(site);
    assertEquals(today.withDayOfYear(1).toString(), report(desk, site, "").getString("from"));
    assertEquals(today.toString(), report(desk, site, "").getString("to"));

    LocalDate before = LocalDate.of(today.getYear() - 1, 7, 1);
    parley.change(
        "update decision set created_at = $2::text::timestamptz, id ="
            + " (overlay(id::text placing $3 from 1 for 13))::uuid"
            + " where comment_id = $1::text::uuid",
        id(receipt),
        before + "T12:00:00Z",
        start(before));

    JsonObject last = report(desk, site, "");
    assertEquals(before.getYear() + "-01-01", last.getString("from"));
    assertEquals(before.getYear() + "-12-31", last.getString("to"));
    assertEquals(
        1, line(last.getJsonArray("automation"), "decisions", "all").getInteger("decided"));
    JsonObject day = report(desk, site, "?from=" + before + "&to=" + before);
    assertEquals(1, line(day.getJsonArray("automation"), "decisions", "all").getInteger("decided"));
    JsonObject next =
        report(desk, site, "?from=" + before.plusDays(1) + "&to=" + before.plusDays(90));
    assertEquals(
        0, line(next.getJsonArray("automation"), "decisions", "all").getInteger("decided"));
    assertEquals(
        before.getYear() + "-01-01", report(desk, site, "?to=" + before).getString("from"));
  }

  /** How ids begin that are made at noon of a day. */
  private static String start(LocalDate day) {
    String hex = Long.toHexString(day.atTime(12, 0).toInstant(ZoneOffset.UTC).toEpochMilli());
    String padded = "0".repeat(12 - hex.length()) + hex;
    return padded.substring(0, 8) + "-" + padded.substring(8);
  }

  @Test
  void period_thatIsNone_isRefusedAtItsParameter() {
    TestSite site = parley.site();
    Map.of(
            "?from=yesterday", "from",
            "?to=2026-02-30", "to",
            "?to=2026-01-01T00:00:00Z", "to",
            "?from=%2B12026-01-01", "from",
            "?from=2026-03-01&to=2026-02-01", "from",
            "?from=2024-01-01&to=2025-01-02", "from",
            "?format=xml", "format")
        .forEach(
            (query, field) -> {
              Answer refused = desk.get(site.path("/transparency" + query));
              assertEquals(422, refused.status(), query);
              assertTrue(refused.header("Content-Type").startsWith("application/problem+json"));
              assertTrue(refused.text().contains("\"" + field + "\""), refused::text);
            });
    report(desk, site, "?from=2024-01-01&to=2024-12-31");
  }

  @Test
  void report_isForThoseWhoMayReadTheSite() {
    TestSite site = parley.site();
    String path = site.path("/transparency");
    assertEquals(200, parley.moderator(site, "Ana Own").get(path).status());
    assertEquals(401, parley.get(path).status());
    assertEquals(403, parley.moderator(parley.site(), "Stray Four").get(path).status());
  }

  @Test
  void report_asATable_hasTheSameFigures() {
    TestSite site = parley.site();
    Desk ana = parley.moderator(site, "Ana Table");
    decide(site, ana, calm(site), "reject", "off-topic");
    post(site, JUNK);
    String path = site.path("/transparency");

    Answer asked = parley.get(path + "?format=csv", "Cookie", desk.cookie());
    Answer accepted = parley.get(path, "Cookie", desk.cookie(), "Accept", "text/csv");

    assertEquals(asked.text(), accepted.text());
    assertTrue(asked.header("Content-Type").startsWith("text/csv"));
    assertTrue(asked.header("Content-Disposition").contains(site.slug() + "-transparency-"));
    JsonObject report = report(desk, site, "");
    List<List<String>> rows = parse(asked.text());
    assertEquals(List.of("part", "line", "figure", "value"), rows.get(0));
    Map<String, String> figures = new HashMap<>();
    for (List<String> row : rows.subList(1, rows.size())) {
      assertEquals(4, row.size(), row::toString);
      assertNull(figures.put(String.join("/", row.subList(0, 3)), row.get(3)), row::toString);
    }
    assertEquals(report.getString("from"), figures.get("period//from"));
    assertEquals(
        line(report.getJsonArray("notRecorded"), "what", "disputes").getString("explanation"),
        figures.get("notRecorded/disputes/explanation"));
    assertEquals("2", figures.get("restrictions//count"));
    assertEquals("1", figures.get("restrictions by ground/off-topic/people"));
    assertEquals("1", figures.get("restrictions by detection/automated/automatic"));
    assertEquals("", figures.get("complaints//medianSecondsToDecision"));
    assertEquals("0.5", figures.get("automation/all/errorRate"));
    assertEquals("1", figures.get("moderators//count"));
  }

  /** Reads a table as RFC 4180 says. */
  private static List<List<String>> parse(String csv) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < csv.length(); i++) {
      char one = csv.charAt(i);
      if (quoted && one == '"' && i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
        cell.append(csv.charAt(++i));
      } else if (one == '"') {
        quoted = !quoted;
      } else if (!quoted && (one == ',' || one == '\r')) {
        row.add(cell.toString());
        cell.setLength(0);
        if (one == '\r') {
          rows.add(row);
          row = new ArrayList<>();
          i++;
        }
      } else {
        cell.append(one);
      }
    }
    return rows;
  }

  @Test
  void interval_ofWilson_isThatOfPublishedExamples() {
    // Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
    assertInterval(81, 263, 0.2553, 0.3662);
    assertInterval(15, 148, 0.0624, 0.1605);
    assertInterval(0, 20, 0, 0.1611);
    assertInterval(1, 29, 0.0061, 0.1718);
    IntStream.rangeClosed(1, 50)
        .forEach(n -> assertEquals(1, WilsonInterval.of(n, n).high(), 1e-12));
  }

  private static void assertInterval(int part, int whole, double low, double high) {
    assertEquals(low, WilsonInterval.of(part, whole).low(), 0.00005);
    assertEquals(high, WilsonInterval.of(part, whole).high(), 0.00005);
  }
}
