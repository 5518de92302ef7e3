package dev.parley.sitemodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import dev.parley.database.Database;
import dev.parley.learning.Wordings;
import dev.parley.model.Attribute;
import dev.parley.slow.LongRunning;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

@LongRunning
class SiteModelsTest {
  private static final String ADVERTISING =
      "We do the granite worktop and vanity stonework with samples for you";
  private static final String CLEAN = "I think the ferry timetable and the harbour matter here";

  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site();
  private final Desk ana = parley.moderator(site, "Ana");
  private final Wordings wordings = new Wordings(1);
  private int readers;

  private String post(String body) {
    // Each by a reader of their own, for what one author writes hardly counts.
    Answer posted = site.post("town", "Reader " + ++readers, body);
    return posted.json().getJsonObject("comment").getString("id");
  }

  /** Posts comments and decides about all of them; answers the decisions. */
  private List<String> decide(int count, IntPredicate spam, IntPredicate calledSpam) {
    List<String> spamCases = new ArrayList<>();
    List<String> cleanCases = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      (calledSpam.test(i) ? spamCases : cleanCases).add(post(wordings.of(spam.test(i))));
    }
    List<String> decisions = decide(spamCases, "spam");
    decisions.addAll(decide(cleanCases, "approve"));
    learnt();
    return decisions;
  }

  private List<String> decide(List<String> cases, String action) {
    List<String> decisions = new ArrayList<>();
    for (int from = 0; from < cases.size(); from += 100) {
      JsonArray batch = new JsonArray();
      cases
          .subList(from, Math.min(cases.size(), from + 100))
          .forEach(id -> batch.add(new JsonObject().put("id", id).put("version", 1)));
      ana.send(
              "POST",
              site.path("/decisions"),
              new JsonObject().put("cases", batch).put("action", action))
          .json()
          .getJsonArray("decisions")
          .forEach(one -> decisions.add(((JsonObject) one).getString("id")));
    }
    return decisions;
  }

  private void teach(int count) {
    // In small steps, as a day brings them: spam and clean in turn.
    for (int left = count; left > 0; left -= 20) {
      decide(Math.min(20, left), i -> i % 2 == 0, i -> i % 2 == 0);
    }
  }

  private void learnt() {
    await(siteModels(parley).learnt());
  }

  private static SiteModels siteModels(TestParley parley) {
    return parley.service().siteModels().orElseThrow();
  }

  private static <T> T await(io.vertx.core.Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  private JsonObject scored(TestParley on, TestSite where, String text) {
    JsonObject request = new JsonObject().put("text", text).put("lang", "en");
    if (where != null) {
      request.put("site", where.slug());
    }
    return on.administrator().send("POST", "/api/v1/score", request).json();
  }

  private double spam(TestSite where, String text) {
    return scored(parley, where, text).getJsonObject("scores").getDouble("spam");
  }

  private JsonArray models() {
    return ana.get(site.path("/models")).json().getJsonArray("models");
  }

  private JsonObject champion() {
    return models().stream()
        .map(JsonObject.class::cast)
        .filter(one -> one.getBoolean("champion"))
        .findFirst()
        .orElseThrow();
  }

  private Answer choose(int version) {
    return parley
        .administrator()
        .send("POST", site.path("/models/" + version + "/champion"), new JsonObject());
  }

  @Test
  void decisions_ofModerators_changeTheScoresOfTheirSiteAlone() {
    TestSite other = parley.site();
    double shipped = spam(null, ADVERTISING);
    assertTrue(shipped < 0.5, () -> "The shipped model must not know it: " + shipped);

    teach(100);

    assertTrue(champion().getInteger("version") > 0, () -> models().encodePrettily());
    assertTrue(spam(site, ADVERTISING) >= 0.8, () -> "" + spam(site, ADVERTISING));
    assertTrue(spam(site, CLEAN) < 0.3, () -> "" + spam(site, CLEAN));
    assertEquals(shipped, spam(other, ADVERTISING));
    assertEquals(shipped, spam(null, ADVERTISING));
    String signals = scored(parley, site, ADVERTISING).getJsonArray("signals").encode();
    assertTrue(signals.contains("learnt from this site's decisions"), signals);
  }

  @Test
  void evidence_ofALearntScore_isWhatTheSiteHasLearnt() {
    teach(100);
    String text = ADVERTISING + ", the cousin said to us";

    double whole = spam(site, text);
    List<String> marked = marked(text);

    assertTrue(whole >= 0.4, () -> "" + whole);
    assertFalse(marked.isEmpty());
    assertTrue(marked.stream().allMatch(ADVERTISING::contains), marked::toString);
    String rest = text;
    for (String word : marked) {
      rest = rest.replace(word, "");
    }
    double without = spam(site, rest);
    // Much of it is carried by function words, which are not marked.
    assertTrue(without < whole, () -> without + " against " + whole);
  }

  private List<String> marked(String text) {
    return scored(parley, site, text).getJsonArray("signals").stream()
        .map(JsonObject.class::cast)
        .filter(signal -> signal.getString("check").equals("spam"))
        .flatMap(signal -> signal.getJsonArray("evidence").stream())
        .map(JsonObject.class::cast)
        .map(span -> text.substring(span.getInteger("start"), span.getInteger("end")))
        .toList();
  }

  @Test
  void comment_scoredByTheSitesModel_namesItInTheLog() {
    teach(100);
    int version = champion().getInteger("version");

    String id = post(ADVERTISING);

    JsonObject logged =
        ana.get(site.path("/decisions")).json().getJsonArray("decisions").stream()
            .map(JsonObject.class::cast)
            .filter(one -> id.equals(one.getString("case")))
            .findFirst()
            .orElseThrow();
    assertEquals("spam", logged.getString("action"));
    assertTrue(logged.getString("modelVersion").endsWith("+house." + version), logged.encode());
  }

  @Test
  void card_ofTheChampion_saysWhatItWasLearntFromAndHowItDid() {
    teach(100);

    JsonObject card = champion().getJsonObject("card");

    JsonObject spam = card.getJsonObject("attributes").getJsonObject("spam");
    assertTrue(spam.getBoolean("won"), card::encodePrettily);
    assertEquals(spam.getInteger("decisions"), spam.getInteger("spam") + spam.getInteger("clean"));
    assertTrue(
        spam.getJsonObject("challenger").getDouble("logLoss")
            < spam.getJsonObject("champion").getDouble("logLoss"));
    assertEquals(
        card.getInteger("decisions"),
        card.getJsonObject("moderators").stream().mapToInt(one -> (int) one.getValue()).sum());
    JsonObject logged =
        ana.get(site.path("/decisions?action=model"))
            .json()
            .getJsonArray("decisions")
            .getJsonObject(0);
    assertTrue(
        logged.getString("note").endsWith(" → model " + champion().getInteger("version")),
        logged.encode());
    assertNull(logged.getJsonObject("by"));
  }

  @Test
  void models_ofANewSite_areTheShippedAlone() {
    assertEquals(1, models().size());
    assertEquals(0, champion().getInteger("version"));
    assertEquals(404, choose(7).status());
    assertEquals(403, ana.send("POST", site.path("/models/0/champion"), new JsonObject()).status());
  }

  @Test
  void choose_anEarlierVersion_holdsUntilNewDecisionsSpeakForAnother() {
    teach(100);
    int learnt = champion().getInteger("version");
    double shipped = spam(null, ADVERTISING);

    assertEquals(200, choose(0).status());
    assertEquals(shipped, spam(site, ADVERTISING));
    await(siteModels(parley).learnt());
    assertEquals(0, champion().getInteger("version"));

    // A run on what was known before: too little of it is new.
    decide(10, i -> i % 2 == 0, i -> i % 2 == 0);
    await(siteModels(parley).relearn(siteId()));
    assertEquals(0, champion().getInteger("version"));

    teach(60);
    assertTrue(champion().getInteger("version") > learnt, () -> models().encodePrettily());
    assertTrue(spam(site, ADVERTISING) >= 0.8);

    assertEquals(200, choose(learnt).status());
    assertEquals(learnt, champion().getInteger("version"));
    assertTrue(spam(site, ADVERTISING) > shipped);
  }

  @Test
  void choose_theShippedModelsOnANewSite_holdsAgainstWhatWasDecidedBefore() {
    decide(30, i -> i % 2 == 0, i -> i % 2 == 0);
    assertEquals(200, choose(0).status());
    decide(14, i -> i % 2 == 0, i -> i % 2 == 0);

    await(siteModels(parley).relearn(siteId()));

    assertEquals(0, champion().getInteger("version"), () -> models().encodePrettily());
    assertTrue(champion().containsKey("chosenAt"));
    assertTrue(models().size() > 1, "A challenger was held against it");
    long choices =
        ana.get(site.path("/decisions?action=model")).json().getJsonArray("decisions").size();
    assertEquals(1, choices);
  }

  @Test
  void choose_aVersionOnOtherShippedModels_isRefused() {
    teach(60);
    int learnt = champion().getInteger("version");
    assertEquals(200, choose(0).status());
    execute("update house_model set base_version = 'older' where site_id = $1", siteId());

    Answer refused = choose(learnt);

    assertEquals(409, refused.status());
    assertEquals("conflict", refused.json().getString("code"));
    assertEquals(0, champion().getInteger("version"));
  }

  @Test
  void model_onOtherShippedModels_isNotUsedAndLearntAnew() {
    teach(60);
    int learnt = champion().getInteger("version");
    execute("update house_model set base_version = 'older' where site_id = $1", siteId());
    try (TestParley node =
        TestParley.start(Map.of("database.url", parley.service().databaseUrl(), "demo", "false"))) {
      double before = scored(node, site, CLEAN).getJsonObject("scores").getDouble("spam");
      assertEquals(spam(null, CLEAN), before);
      await(siteModels(node).learnt());

      assertTrue(champion().getInteger("version") > learnt, () -> models().encodePrettily());
      assertFalse(champion().getBoolean("outdated"));
      assertTrue(spam(site, ADVERTISING) > 0.5);
    }
  }

  private void execute(String sql, Object parameter) {
    io.vertx.core.Vertx vertx = io.vertx.core.Vertx.vertx();
    Database database = Database.open(vertx, parley.service().databaseUrl(), 1);
    await(database.pool().preparedQuery(sql).execute(Tuple.of(parameter)));
    await(vertx.close());
  }

  private int siteId() {
    return await(parley.service().sites().get(site.slug())).id();
  }

  @Test
  void model_learntOnOneNode_isUsedByOthersAndAfterARestart() {
    teach(100);
    // It loads its encoder while it is asked: without that one's opinion the score is another.
    Map<String, String> patient =
        Map.of(
            "database.url",
            parley.service().databaseUrl(),
            "demo",
            "false",
            "secondOpinion.budgetMillis",
            "60000");
    try (TestParley node = TestParley.start(patient)) {
      double there = scored(node, site, ADVERTISING).getJsonObject("scores").getDouble("spam");

      assertEquals(spam(site, ADVERTISING), there);
    }
  }

  @Test
  void model_damagedInTheStore_leavesTheShippedScoresAndHoldsUntilItIsLearntAnew() {
    teach(60);
    int learnt = champion().getInteger("version");
    assertTrue(learnt > 0);
    execute("update house_model set weights = '\\x00' where site_id = $1", siteId());

    try (TestParley node =
        TestParley.start(Map.of("database.url", parley.service().databaseUrl(), "demo", "false"))) {
      JsonObject scored = scored(node, site, CLEAN);
      assertEquals(spam(null, CLEAN), scored.getJsonObject("scores").getDouble("spam"));
      assertEquals("hold", scored.getString("verdict"));
      String signals = scored.getJsonArray("signals").encode();
      assertTrue(signals.contains("learnt from this site's decisions is missing"), signals);
      assertTrue(spam(site, ADVERTISING) > 0.5);

      await(siteModels(node).learnt());

      assertTrue(champion().getInteger("version") > learnt, () -> models().encodePrettily());
      String after = scored(node, site, CLEAN).getJsonArray("signals").encode();
      assertFalse(after.contains("learnt from this site's decisions is missing"), after);
    }
  }

  @Test
  void decision_undone_isNotLearntFrom() {
    List<String> decisions = decide(15, i -> true, i -> true);
    decisions.forEach(
        id ->
            assertEquals(
                200, ana.send("POST", site.path("/decisions/" + id + "/undo"), null).status()));
    decide(37, i -> i < 12, i -> i < 12);
    assertEquals(1, models().size(), () -> models().encodePrettily());

    decide(3, i -> true, i -> true);
    // When a run starts depends on how decisions and their count interleave; what it learns
    // from does not.
    await(siteModels(parley).relearn(siteId()));

    JsonObject spam =
        models()
            .getJsonObject(0)
            .getJsonObject("card")
            .getJsonObject("attributes")
            .getJsonObject("spam");
    assertEquals(40, spam.getInteger("decisions"));
    assertEquals(15, spam.getInteger("spam"));
  }

  @Test
  void relearn_whileAnotherNodeIsAtIt_waitsForThatRound() {
    parley.change(
        "insert into house_round (site_id, leased_until) values ($1, now() + interval '9 minutes')",
        siteId());
    decide(40, i -> i < 15, i -> i < 15);
    Future<Void> relearnt = siteModels(parley).relearn(siteId());
    for (int asked = 0; asked < 30; asked++) {
      assertEquals(0, models().getJsonObject(0).getInteger("version"));
      assertFalse(relearnt.isComplete());
    }

    parley.change("update house_round set leased_until = 'epoch' where site_id = $1", siteId());
    await(relearnt);

    assertEquals(
        40,
        models()
            .getJsonObject(0)
            .getJsonObject("card")
            .getJsonObject("attributes")
            .getJsonObject("spam")
            .getInteger("decisions"));
  }

  @Test
  void rejection_forItsTopic_saysNothingOfTone() {
    List<String> off = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      off.add(post(wordings.clean()));
    }
    off.forEach(id -> ana.decide(site, id, 1, "reject", "off-topic"));
    List<String> rude = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      rude.add(post("Nobody needs such clowns: " + wordings.clean()));
    }
    rude.forEach(id -> ana.decide(site, id, 1, "reject", "personal-attack"));

    decide(25, i -> false, i -> false);
    await(siteModels(parley).relearn(siteId()));

    JsonObject attributes =
        models().getJsonObject(0).getJsonObject("card").getJsonObject("attributes");
    assertFalse(attributes.containsKey("spam"));
    assertEquals(20, attributes.getJsonObject("toxicity").getInteger("toxicity"));
    assertEquals(45, attributes.getJsonObject("toxicity").getInteger("decisions"));
  }

  @Test
  void label_ofOthers_isLearntFromAndTheLastWins() {
    ExternalLabels labels = siteModels(parley).labels();
    int id = siteId();
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    for (int i = 0; i < 60; i++) {
      String text = wordings.of(i % 2 == 0);
      // First the wrong way round; then right; then an old message that comes late.
      await(labels.put(id, label(i, text, i % 2 != 0, now.plusSeconds(i))));
      await(labels.put(id, label(i, text, i % 2 == 0, now.plusSeconds(1_000 + i))));
      await(labels.put(id, label(i, text, i % 2 != 0, now.plusSeconds(500 + i))));
    }
    learnt();
    await(siteModels(parley).relearn(id));

    JsonObject spam =
        models()
            .getJsonObject(0)
            .getJsonObject("card")
            .getJsonObject("attributes")
            .getJsonObject("spam");
    assertEquals(60, spam.getInteger("decisions"), () -> models().encodePrettily());
    assertTrue(spam(site, ADVERTISING) > 0.8, () -> models().encodePrettily());
    assertTrue(spam(site, CLEAN) < 0.3);
  }

  @Test
  void label_givenLongAgo_isNewWhenItComes() {
    int id = siteId();
    await(siteModels(parley).relearn(id));
    Instant longAgo = Instant.parse("2019-01-01T00:00:00Z");
    for (int i = 0; i < 60; i++) {
      String text = wordings.of(i % 2 == 0);
      await(
          siteModels(parley).labels().put(id, label(i, text, i % 2 == 0, longAgo.plusSeconds(i))));
    }

    learnt();

    assertTrue(champion().getInteger("version") > 0, () -> models().encodePrettily());
  }

  @Test
  void label_withoutAKeyOrWithALongOne_isRefused() {
    for (String key : new String[] {"", "k".repeat(201)}) {
      assertThrows(
          IllegalArgumentException.class,
          () ->
              new ExternalLabels.Label(
                  key, "Text", Attribute.SPAM, true, "akismet", Optional.empty(), Instant.EPOCH));
    }
  }

  private static ExternalLabels.Label label(int i, String text, boolean value, Instant at) {
    return new ExternalLabels.Label(
        "post-" + i, text, Attribute.SPAM, value, "akismet", Optional.empty(), at);
  }
}
