package dev.parley.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.Follower;
import dev.parley.TestClock;
import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import dev.parley.database.Database;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A published comment that is drawn for a blind check waits as one that is held. */
class BlindCaseTest {
  private static final String CALM = "The pier opens at nine, for the time number ";
  private static final String LOUD = "You are a complete moron and nobody wants you here, number ";

  private static final Dice DICE = new Dice();
  private static final TestParley PARLEY = TestParley.beside(Clock.systemUTC(), DICE);

  private final TestSite site = PARLEY.site(new JsonObject().put("auditShare", 0.1));
  private final Desk ana = PARLEY.moderator(site, "Ana Blind");
  private final Desk bo = PARLEY.moderator(site, "Bo Blind");

  /** Draws when a test says so. */
  private static final class Dice implements RandomGenerator {
    private volatile boolean draws = true;
    private volatile float place = 0.5f;

    @Override
    public long nextLong() {
      throw new AssertionError("not asked");
    }

    @Override
    public double nextDouble() {
      return draws ? 0 : 0.999;
    }

    @Override
    public float nextFloat() {
      return place;
    }
  }

  @AfterAll
  static void close() {
    PARLEY.close();
  }

  private JsonObject receipt(String name, String body, int status) {
    Answer posted = site.post("pier", name, body);
    assertEquals(status, posted.status(), posted::text);
    return posted.json();
  }

  private String post(String name, String body, int status) {
    return receipt(name, body, status).getJsonObject("comment").getString("id");
  }

  private String published() {
    return post("Ann Calm", CALM + "one", 201);
  }

  private String held() {
    return post("Cal Loud", LOUD + "two", 202);
  }

  private JsonObject aCase(String id) {
    Answer answer = ana.get(site.path("/cases/" + id));
    assertEquals(200, answer.status(), answer::text);
    return answer.json();
  }

  private List<String> queue(String query) {
    return ana.get(site.path("/cases?queue=" + query)).json().getJsonArray("cases").stream()
        .map(one -> ((JsonObject) one).getString("id"))
        .toList();
  }

  private JsonArray comments() {
    return site.thread("pier").json().getJsonArray("comments");
  }

  private JsonObject log(String action) {
    return ana.get(site.path("/decisions?action=" + action))
        .json()
        .getJsonArray("decisions")
        .getJsonObject(0);
  }

  private JsonObject audit() {
    return ana.get(site.path("/stats")).json().getJsonObject("audit");
  }

  private long log() {
    return ana.get(site.path("/decisions")).json().getJsonArray("decisions").stream()
        .filter(row -> ((JsonObject) row).getString("case") != null)
        .count();
  }

  private String reject(Desk who, String id, int version) {
    JsonObject done = who.decide(site, id, version, "reject", "off-topic");
    assertEquals("applied", done.getString("outcome"), done::encode);
    assertEquals("rejected", done.getString("status"));
    return done.getString("id");
  }

  private JsonObject undo(String decision) {
    Answer undone =
        ana.send("POST", site.path("/decisions/" + decision + "/undo"), new JsonObject());
    assertEquals(200, undone.status(), undone::text);
    return undone.json();
  }

  /** All names in a document, and of values those that are not any comment's own. */
  private static Set<String> shape(String at, Object value) {
    Set<String> shape = new TreeSet<>();
    if (value instanceof JsonObject object) {
      object.forEach(field -> shape.addAll(shape(at + "/" + field.getKey(), field.getValue())));
    } else if (value instanceof JsonArray array) {
      shape.add(at + " of " + array.size());
      array.forEach(one -> shape.addAll(shape(at + "/*", one)));
    } else {
      boolean own =
          List.of(
                      "id",
                      "body",
                      "html",
                      "snippet",
                      "createdAt",
                      "waitingSince",
                      "at",
                      "firstSeen",
                      "decision")
                  .contains(at.substring(at.lastIndexOf('/') + 1))
              || at.endsWith("/author/name")
              || at.endsWith("/author/email");
      shape.add(at + (own && value != null ? "" : "=" + value));
    }
    return shape;
  }

  @Test
  void published_andHeld_lookTheSameInTheQueueAndAsACase() {
    String shown = published();
    String hidden = held();

    JsonArray queue = ana.get(site.path("/cases?sort=oldest")).json().getJsonArray("cases");
    assertEquals(List.of(shown, hidden), queue("pending&sort=oldest"));
    assertEquals(shape("", queue.getJsonObject(0)), shape("", queue.getJsonObject(1)));
    assertEquals(shape("", aCase(shown)), shape("", aCase(hidden)));

    JsonObject one = aCase(shown);
    assertEquals("pending", one.getString("status"));
    assertEquals("hold", one.getString("verdict"));
    assertEquals("BLIND_CHECK", one.getJsonArray("signals").getJsonObject(0).getString("reason"));
    assertEquals(0, one.getJsonObject("author").getInteger("approved"));
    assertEquals(1, comments().size(), "readers see what was published");
    assertEquals(shown, comments().getJsonObject(0).getString("id"));
  }

  @Test
  void sameShape_ofWhatIsNotDrawn_isAnother() {
    DICE.draws = false;
    try {
      String hidden = held();
      String shown = published();
      assertEquals(List.of(hidden), queue("pending"));
      assertEquals(List.of(shown), queue("approved"));
      String blind;
      DICE.draws = true;
      blind = post("Dee Loud", LOUD + "three", 202);
      assertNotEquals(shape("", aCase(hidden)), shape("", aCase(blind)));
    } finally {
      DICE.draws = true;
    }
  }

  @Test
  void published_isInNoOtherQueue_andCountsAsWaiting() {
    String shown = published();
    held();

    JsonObject counts = ana.get(site.path("/queues")).json();
    assertEquals(2, counts.getJsonObject("pending").getInteger("count"));
    assertEquals(0, counts.getJsonObject("approved").getInteger("count"));
    assertEquals(List.of(), queue("approved"));
    JsonArray sites = ana.get("/api/v1/me/queues").json().getJsonArray("sites");
    assertTrue(
        sites.stream()
            .map(JsonObject.class::cast)
            .anyMatch(
                one ->
                    one.getString("slug").equals(site.slug()) && one.getInteger("count").equals(2)),
        sites::encode);
    assertEquals(
        2, ana.get(site.path("/stats")).json().getJsonObject("queue").getInteger("waiting"));
    assertEquals(List.of(shown), queue("pending&q=pier"));
  }

  @Test
  void order_isNeitherThatOfScoresNorOfTime() {
    DICE.place = 0.9f;
    String shown = published();
    DICE.place = 0.1f;
    String hidden = held();
    DICE.place = 0.5f;
    String between = post("Eve Calm", CALM + "three", 201);

    assertEquals(List.of(shown, between, hidden), queue("pending&sort=worst"));
    Answer first = ana.get(site.path("/cases?sort=worst&limit=1"));
    assertEquals(
        List.of(between, hidden),
        queue("pending&sort=worst&cursor=" + first.json().getString("next")));
    assertEquals(List.of(shown), queue("pending&scoreFrom=0.8"));
  }

  @Test
  void filterByReason_findsBothByTheirOnlyReason() {
    String shown = published();
    String hidden = held();

    assertEquals(List.of(shown, hidden), queue("pending&sort=oldest&reason=BLIND_CHECK"));
    assertEquals(List.of(), queue("pending&reason=TOXICITY"));
    assertEquals(List.of(), queue("pending&reason=NEWCOMER"));
  }

  @Test
  void arrival_isToldAlike() {
    Follower follower = Follower.of(PARLEY, site.path("/events"), ana).listening();

    String shown = published();
    String hidden = held();

    JsonObject of = follower.awaited("arrived", shown);
    assertEquals(
        of.copy().put("case", hidden), follower.awaited("arrived", hidden), "but for its id");
    assertEquals(List.of("arrived"), follower.names(shown));
  }

  @Test
  void author_isToldOfAsOfOneWhoWaits() {
    String shown = published();
    String hidden = held();
    JsonObject of =
        ana.get(site.path("/authors/" + aCase(shown).getJsonObject("author").getString("id")))
            .json();
    JsonObject other =
        ana.get(site.path("/authors/" + aCase(hidden).getJsonObject("author").getString("id")))
            .json();

    of.getJsonObject("author").remove("otherNames");
    other.getJsonObject("author").remove("otherNames");
    assertEquals(1, of.getJsonObject("author").getInteger("pending"));
    assertEquals("pending", of.getJsonArray("comments").getJsonObject(0).getString("status"));
    assertEquals(
        shape("", of).stream().filter(line -> !line.contains("/name=")).toList(),
        shape("", other).stream().filter(line -> !line.contains("/name=")).toList());
  }

  @Test
  void log_tellsWhatTheMachineMadeOfThemOnlyAfterTheDecision() {
    String shown = published();
    String hidden = held();
    assertEquals(0, log());
    assertEquals(List.of(), aCase(shown).getJsonArray("history").getList());

    reject(ana, shown, 1);
    ana.decide(site, hidden, 1, "approve", null);

    assertEquals(4, log());
    assertEquals("approved", log("reject").getString("from"));
    assertEquals("pending", log("approve").getString("from"));
    assertEquals(2, aCase(shown).getJsonArray("history").size());
  }

  @Test
  void answers_toWhatWasPublished_areNotTold() {
    String shown = published();
    DICE.draws = false;
    try {
      assertEquals(201, site.reply("pier", shown, "Fay Calm", CALM + "four").status());
    } finally {
      DICE.draws = true;
    }
    String hidden = held();

    assertEquals(0, aCase(shown).getJsonObject("comment").getInteger("conversation"));
    JsonArray of =
        ana.get(site.path("/cases/" + shown + "/conversation")).json().getJsonArray("comments");
    JsonArray other =
        ana.get(site.path("/cases/" + hidden + "/conversation")).json().getJsonArray("comments");
    assertEquals(1, of.size());
    assertEquals("pending", of.getJsonObject(0).getString("status"));
    assertEquals(1, other.size());
  }

  @Test
  void approved_staysWhereItIs_andTheMachineWasRight() {
    String shown = published();

    JsonObject done = ana.decide(site, shown, 1, "approve", null);

    assertEquals("applied", done.getString("outcome"));
    assertEquals(List.of(), queue("pending"));
    assertEquals(List.of(shown), queue("approved"));
    assertEquals(1, comments().size());
    assertEquals(1, audit().getInteger("decided"));
    assertEquals(0, audit().getInteger("wrong"));
    assertFalse(aCase(shown).getJsonObject("scores").isEmpty(), "the reasons are told then");
  }

  @Test
  void rejected_isTakenDown_andWaitsBlindAgainWhenThatIsUndone() {
    Follower follower = Follower.of(PARLEY, site.path("/events"), bo).listening();
    String shown = published();
    String hidden = held();

    String decision = reject(ana, shown, 1);
    assertEquals(0, comments().size());
    assertEquals(1, audit().getInteger("wrong"));
    String other = reject(ana, hidden, 1);

    JsonObject undone = undo(decision);
    JsonObject otherUndone = undo(other);
    assertEquals("pending", undone.getString("status"));
    assertEquals("pending", otherUndone.getString("status"));
    Follower.await("the undoing", () -> follower.names(hidden).size() >= 3);
    assertEquals("pending", follower.last(shown).getString("status"));
    assertEquals(1, comments().size());
    assertEquals(0, audit().getInteger("decided"));
    assertEquals(List.of(shown, hidden), queue("pending&sort=oldest"));
    assertEquals(shape("", aCase(shown)), shape("", aCase(hidden)));
    assertEquals(4, log());
    String log = ana.get(site.path("/decisions")).text();
    assertFalse(log.contains("\"approved\""), log);

    reject(bo, shown, 3);
    assertEquals(1, audit().getInteger("wrong"));
    assertEquals("rejected", aCase(shown).getString("status"));
  }

  @Test
  void decisionOnAnOldVersion_doesNotTell_andTwoPeopleDecideOnce() {
    String shown = published();
    assertEquals(
        200, ana.send("POST", site.path("/claims"), new JsonObject().put("case", shown)).status());
    assertEquals(
        409, bo.send("POST", site.path("/claims"), new JsonObject().put("case", shown)).status());

    JsonObject stale = bo.decide(site, shown, 9, "reject", null);
    assertEquals("stale", stale.getString("outcome"));
    assertEquals("pending", stale.getString("status"));

    reject(ana, shown, 1);
    JsonObject late = bo.decide(site, shown, 1, "approve", null);
    assertEquals("stale", late.getString("outcome"));
    assertEquals("rejected", late.getString("status"));
    assertEquals("Ana Blind", late.getJsonObject("by").getString("name"));
  }

  @Test
  void edited_staysBlind_unlessItIsHeldThen() {
    JsonObject receipt = receipt("Ann Calm", CALM + "one", 201);
    String shown = receipt.getJsonObject("comment").getString("id");
    Follower follower = Follower.of(PARLEY, site.path("/events"), ana).listening();

    edit(receipt, CALM + "five", 200);
    assertEquals(
        "pending", follower.awaited("arrived", shown).getString("queue"), "as of a held one");
    assertEquals("pending", aCase(shown).getString("status"));
    assertEquals(2, aCase(shown).getInteger("version"));
    assertEquals(1, aCase(shown).getJsonArray("signals").size());
    assertFalse(aCase(shown).encode().contains("approved\":1"));
    assertFalse(aCase(shown).getJsonArray("history").encode().contains("\"approved\""));

    edit(receipt, LOUD + "six", 200);
    JsonObject held = aCase(shown);
    assertTrue(held.getJsonArray("signals").encode().contains("TOXICITY"), held::encode);
    assertEquals(0, comments().size());
    reject(ana, shown, 3);
    assertEquals(1, audit().getInteger("drawn"));
    assertEquals(0, audit().getInteger("decided"), "another text than the machine published");
  }

  private void edit(JsonObject receipt, String body, int status) {
    Answer edited =
        PARLEY.send(
            "PATCH",
            site.path("/comments/" + receipt.getJsonObject("comment").getString("id")),
            new JsonObject().put("body", body),
            "Authorization",
            "Bearer " + receipt.getString("editToken"));
    assertEquals(status, edited.status(), edited::text);
  }

  @Test
  void reported_waitsAmongTheReportedWithItsReasons_andIsStillCounted() {
    String shown = published();
    Answer reported =
        PARLEY.send(
            "POST",
            site.path("/comments/" + shown + "/reports"),
            new JsonObject().put("reason", "abuse"));
    assertEquals(202, reported.status(), reported::text);

    assertEquals(List.of(shown), queue("reported"));
    assertEquals(List.of(), queue("pending"));
    assertEquals("reported", aCase(shown).getString("queue"));
    reject(ana, shown, 1);
    assertEquals(1, audit().getInteger("wrong"));
  }

  @Test
  void takenBack_byItsAuthor_isOver() {
    JsonObject receipt = receipt("Ann Calm", CALM + "one", 201);
    Answer gone =
        PARLEY.send(
            "DELETE",
            site.path("/comments/" + receipt.getJsonObject("comment").getString("id")),
            (JsonObject) null,
            "Authorization",
            "Bearer " + receipt.getString("editToken"));
    assertEquals(204, gone.status(), gone::text);

    assertEquals(List.of(), queue("pending"));
    assertEquals(1, audit().getInteger("drawn"));
    assertEquals(0, audit().getInteger("decided"));
  }

  @Test
  void banOfItsAuthor_decidesItWithTheOthersThatWait() {
    String shown = published();
    String author = aCase(shown).getJsonObject("author").getString("id");

    JsonObject ban =
        new JsonObject().put("kind", "author").put("value", author).put("reason", "spam");
    JsonObject touched =
        ana.send("POST", site.path("/bans"), ban.copy().put("dryRun", true)).json();

    assertEquals(1, touched.getInteger("waiting"), touched::encode);
  }

  @Test
  void banOfItsAuthor_saysNothingOfTheMachine_andTheCheckGoesOnWhenItIsLifted() {
    String shown = published();
    JsonObject ban =
        new JsonObject()
            .put("kind", "author")
            .put("value", aCase(shown).getJsonObject("author").getString("id"))
            .put("reason", "spam")
            .put("waiting", "reject");

    Answer banned = ana.send("POST", site.path("/bans"), ban);

    assertEquals(201, banned.status(), banned::text);
    assertEquals("rejected", aCase(shown).getString("status"));
    assertEquals(1, audit().getInteger("drawn"));
    assertEquals(0, audit().getInteger("decided"), "nobody has read it");

    Answer lifted = ana.send("DELETE", site.path("/bans/" + id(banned)), (JsonObject) null);
    assertEquals(204, lifted.status(), lifted::text);
    assertEquals(List.of(shown), queue("pending"));
    reject(ana, shown, 3);
    assertEquals(1, audit().getInteger("wrong"));
  }

  private static String id(Answer answer) {
    return answer.json().getString("id");
  }

  @Test
  void purge_touchesPublishedAndHeldAlike_andSaysNothingOfTheMachine() {
    String shown = published();
    String hidden = held();
    JsonObject purge =
        new JsonObject()
            .put("by", new JsonObject().put("network", "127.0.0.1/32"))
            .put("within", "hour")
            .put("action", "approve");

    JsonArray sample =
        ana.send("POST", site.path("/purges"), purge.copy().put("dryRun", true))
            .json()
            .getJsonArray("sample");
    assertEquals(
        List.of(hidden + " pending", shown + " pending"),
        sample.stream()
            .map(JsonObject.class::cast)
            .map(one -> one.getString("id") + " " + one.getString("status"))
            .toList(),
        "what is published already is approved as well");

    Answer purged = ana.send("POST", site.path("/purges"), purge);
    assertEquals(201, purged.status(), purged::text);
    assertEquals(2, purged.json().getInteger("touched"));
    assertEquals(List.of(shown, hidden), queue("approved&sort=oldest"));
    assertEquals(1, audit().getInteger("drawn"));
    assertEquals(0, audit().getInteger("decided"), "nobody has read it");
  }

  @Test
  void reportedSinceItWasApproved_waitsAmongTheReported_whenThatIsUndone() {
    String shown = published();
    String decision = ana.decide(site, shown, 1, "approve", null).getString("id");
    report(shown);

    JsonObject undone = undo(decision);

    assertEquals("approved", undone.getString("status"));
    assertEquals(List.of(shown), queue("reported"));
    assertEquals(List.of(), queue("pending"));
    reject(bo, shown, 3);
    assertEquals(1, audit().getInteger("wrong"));
  }

  private void report(String id) {
    Answer reported =
        PARLEY.send(
            "POST",
            site.path("/comments/" + id + "/reports"),
            new JsonObject().put("reason", "abuse"));
    assertEquals(202, reported.status(), reported::text);
  }

  /** Whether one comes behind another in the order "worst first". */
  private static boolean behind(String one, String other) {
    return PARLEY.count(
            """
            select count(*) from comment one, comment other
            where one.id = $1::text::uuid and other.id = $2::text::uuid and one.risk < other.risk
            """,
            one,
            other)
        == 1;
  }

  @Test
  void place_isThatOfItsScores_onceItWaitsBlindNoLonger() {
    DICE.place = 0.99f;
    String shown = published();
    String reported =
        post("Gus Lamp", "The lamp at the quay is lit again, says the harbour master.", 201);
    DICE.place = 0;
    JsonObject receipt = receipt("Cal Loud", LOUD + "three", 202);
    String loud = receipt.getJsonObject("comment").getString("id");
    DICE.draws = false;
    String mild;
    try {
      mild = post("Hal Mild", CALM + "four, idiot.", 202);
    } finally {
      DICE.draws = true;
    }
    assertEquals(List.of(reported, shown, mild, loud), queue("pending&sort=worst"));

    report(reported);
    String rejected = reject(ana, shown, 1);
    assertTrue(behind(reported, mild), "reported");
    assertTrue(behind(shown, mild), "decided");
    undo(rejected);
    assertEquals(List.of(shown, mild, loud), queue("pending&sort=worst"), "its place of before");
    edit(receipt, LOUD + "three, idiot", 200);
    assertEquals(List.of(shown, mild, loud), queue("pending&sort=worst"), "edited");

    endAfterAWeek();

    assertEquals(List.of(loud, mild), queue("pending&sort=worst"));
    assertTrue(behind(shown, mild), "ended");
    DICE.place = 0.5f;
  }

  private static void endAfterAWeek() {
    TestClock clock = new TestClock();
    clock.pass(Duration.ofDays(7).plusMinutes(1));
    Vertx vertx = Vertx.vertx();
    Database database = Database.open(vertx, PARLEY.service().databaseUrl(), 1);
    try {
      new BlindCheckExpiry(database, clock).endOld().await();
    } finally {
      database.close().await();
      vertx.close().await();
    }
  }

  @Test
  void undecided_leavesTheQueueAfterAWeek_andHeldOnesHaveTheirReasonsBack() {
    String shown = published();
    String hidden = held();
    TestClock clock = new TestClock();
    Vertx vertx = Vertx.vertx();
    Database database = Database.open(vertx, PARLEY.service().databaseUrl(), 1);
    try {
      BlindCheckExpiry expiry = new BlindCheckExpiry(database, clock);
      clock.pass(Duration.ofDays(7).minusMinutes(1));
      expiry.endOld().await();
      assertEquals(List.of(shown, hidden), queue("pending&sort=oldest"));

      clock.pass(Duration.ofMinutes(2));
      assertTrue(expiry.endOld().await() >= 2);
      assertEquals(0, expiry.endOld().await());
    } finally {
      database.close().await();
      vertx.close().await();
    }

    assertEquals(List.of(hidden), queue("pending"));
    assertEquals(List.of(shown), queue("approved"));
    assertTrue(aCase(hidden).getJsonArray("signals").encode().contains("TOXICITY"));
    assertEquals(1, comments().size());
    reject(ana, shown, 1);
    assertEquals(0, audit().getInteger("decided"), "nobody asked any more");
  }
}
