package dev.parley.apikey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.LossyProxy;
import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.TestSite;
import dev.parley.comment.Author;
import dev.parley.learning.Wordings;
import dev.parley.slow.LongRunning;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What programs say of texts is learnt by their site, and by no other. */
@LongRunning
class TeachingTest {
  private static final String ADVERTISING =
      "We do the granite worktop and vanity stonework with samples for you";
  private static final String CLEAN = "I think the ferry timetable and the harbour matter here";

  private final TestParley parley = TestParley.shared();
  private final Programs programs = new Programs(parley);
  private final TestSite site = parley.site();
  private final String key = programs.key(site);
  private final Wordings wordings = new Wordings(1);

  private void submit(String call, String text, int reader) {
    Answer answer = programs.akismet("/1.1/" + call, key, "Reader " + reader, text);
    assertEquals("Thanks for making the web a better place.", answer.text());
  }

  private void learnt() throws Exception {
    parley
        .service()
        .siteModels()
        .orElseThrow()
        .learnt()
        .toCompletionStage()
        .toCompletableFuture()
        .get(60, TimeUnit.SECONDS);
  }

  private String check(String with, String text) {
    return programs.akismet("/1.1/comment-check", with, "Marta", text).text();
  }

  private void submitSixty() throws Exception {
    for (int i = 0; i < 60; i++) {
      submit(i % 2 == 0 ? "submit-spam" : "submit-ham", wordings.of(i % 2 == 0), i);
    }
    learnt();
  }

  @Test
  void submissions_changeWhatChecksOfTheirSiteAnswer_andOfNoOther() throws Exception {
    TestSite other = parley.site();
    String othersKey = programs.key(other);
    JsonObject spam = Programs.analysis(ADVERTISING, "SPAM");
    double before = value(programs.perspective("analyze", key, spam), "SPAM");
    assertEquals("false", check(key, ADVERTISING));
    assertEquals("false", check(othersKey, ADVERTISING));

    submitSixty();

    assertEquals("true", check(key, ADVERTISING));
    assertEquals("false", check(key, CLEAN));
    assertEquals("false", check(othersKey, ADVERTISING));
    double after = value(programs.perspective("analyze", key, spam), "SPAM");
    assertTrue(before < 0.5 && after >= 0.8, before + " then " + after);
    assertEquals(before, value(programs.perspective("analyze", othersKey, spam), "SPAM"));
  }

  private static double value(Answer answer, String attribute) {
    return answer
        .json()
        .getJsonObject("attributeScores")
        .getJsonObject(attribute)
        .getJsonObject("summaryScore")
        .getDouble("value");
  }

  @Test
  void check_whileTheSitesModelCannotBeRead_isAnOutage() throws Exception {
    submitSixty();
    assertEquals("true", check(key, ADVERTISING));
    damageModel();
    try (TestParley node =
        TestParley.start(Map.of("database.url", parley.service().databaseUrl(), "demo", "false"))) {
      // The first node may have seen it meanwhile, and learnt anew, which it does once only.
      damageModel();
      Answer answer =
          new Programs(node).akismet("/1.1/comment-check", key, "Marta", "The ferry was late.");

      assertEquals(503, answer.status());
      assertEquals("unavailable", answer.text());
      assertFalse(answer.header("Retry-After").isEmpty());
      assertEquals("false", check(key, "The ferry was late."));
    }
  }

  private void damageModel() {
    programs.counted(
        "update house_model set weights = '\\x00' where site_id = $1 returning 1::bigint", site);
  }

  @Test
  void suggestions_changeWhatAnalysesAnswer() throws Exception {
    JsonObject toxicity = Programs.analysis(ADVERTISING, "TOXICITY", "INSULT");
    double before = value(programs.perspective("analyze", key, toxicity), "TOXICITY");
    assertTrue(before < 0.2, () -> "" + before);

    for (int i = 0; i < 120; i++) {
      JsonObject suggestion =
          Programs.suggestion(wordings.of(i % 2 == 0), "TOXICITY", i % 2 == 0 ? 1 : 0);
      assertEquals(200, programs.perspective("suggestscore", key, suggestion).status());
    }
    learnt();

    double after = value(programs.perspective("analyze", key, toxicity), "TOXICITY");
    assertTrue(after > 2 * before && after > 0.5, () -> before + " then " + after);
  }

  @Test
  void submission_ofTheSameTextAgain_replacesWhatWasSaid() {
    submit("submit-spam", "A text that was misjudged", 1);
    submit("submit-ham", "A text  that was\r\nmisjudged ", 2);
    programs.perspective(
        "suggestscore", key, Programs.suggestion("A text that was misjudged", "TOXICITY", 1));

    assertEquals(2, labels());
    assertEquals(1, labels("attribute = 'spam' and not value"));
    assertEquals(1, labels("attribute = 'toxicity' and value"));
  }

  private long labels() {
    return labels("true");
  }

  private long labels(String which) {
    return programs.counted("select count(*) from label where site_id = $1 and " + which, site);
  }

  @Test
  void submission_namesTheKeyItCameWith_andTheAuthorAsParleyKnowsThem() {
    submit("submit-spam", "Something by somebody", 1);
    int id = (int) programs.counted("select id::bigint from site where id = $1", site);
    Author author =
        Author.of(id, "Reader 1", Optional.of("reader.1@readers.example"), Optional.empty(), "");

    assertEquals(
        1,
        labels(
            "author_id = '%s' and origin = (select id::text from api_token where site_id = $1)"
                .formatted(author.id())));
  }

  @Test
  void key_thatTeachesByBothProtocols_isOneVoice() throws Exception {
    for (int i = 0; i < 60; i++) {
      String text = wordings.of(i % 2 == 0);
      if (i % 4 < 2) {
        submit(i % 2 == 0 ? "submit-spam" : "submit-ham", text, i);
      } else {
        programs.perspective(
            "suggestscore", key, Programs.suggestion(text, "SPAM", i % 2 == 0 ? 1 : 0));
      }
    }
    learnt();

    assertEquals(60, labels());
    assertEquals(
        1,
        programs.counted(
            """
            select count(*) from (select card from house_model where site_id = $1
              order by version desc limit 1) latest, jsonb_object_keys(card->'moderators')
            """,
            site));
  }

  @Test
  void correction_withoutAnAuthor_leavesTheAuthorWhoWasNamed() {
    submit("submit-spam", "Something by somebody", 1);
    String named = "author_id is not null and author_name = 'Reader 1'";
    assertEquals(1, labels("value and " + named));

    programs.perspective(
        "suggestscore", key, Programs.suggestion("Something by somebody", "SPAM", 0));

    assertEquals(1, labels("not value and " + named));
  }

  @Test
  void submission_inATest_teachesNothing() {
    for (String[] test :
        new String[][] {
          {"is_test", "1"}, {"is_test", "true"}, {"comment_author", "viagra-test-123"}
        }) {
      programs.akismet(
          "/1.1/submit-spam",
          "api_key",
          key,
          "blog",
          "https://news.example",
          "comment_content",
          "Only a test",
          test[0],
          test[1]);
    }
    assertEquals(0, labels());

    submit("submit-spam", "Only a test", 1);
    assertEquals(1, labels());
  }

  @Test
  void submission_withoutAText_isThankedForAndTeachesNothing() {
    submit("submit-ham", " ", 1);

    assertEquals(0, labels());
  }

  @Test
  void key_ofOneSite_cannotTeachAnother() {
    TestSite other = parley.site(new JsonObject(), "https://other.example");

    programs.akismet(
        "/1.1/submit-spam",
        "api_key",
        key,
        "blog",
        "https://other.example",
        "comment_content",
        "Meant for the other");
    programs.perspective(
        "suggestscore",
        key,
        Programs.suggestion("Meant for the other", "TOXICITY", 1).put("communityId", other.slug()));

    assertEquals(0, programs.counted("select count(*) from label where site_id = $1", other));
    assertEquals(2, labels());
  }

  @Test
  void label_whileTheDatabaseIsAway_isAnsweredAsAnOutage() throws IOException {
    LossyProxy proxy = LossyProxy.before(parley.service().databaseUrl());
    try (TestParley node = TestParley.start(Map.of("database.url", proxy.url(), "demo", "false"))) {
      Programs there = new Programs(node);
      JsonObject suggestion = Programs.suggestion("Said in vain", "TOXICITY", 1);
      assertEquals(200, there.perspective("suggestscore", key, suggestion).status());

      proxy.close();
      proxy.cut();

      Answer akismet = there.akismet("/1.1/submit-spam", key, "Marta", "Said in vain, too");
      assertEquals(503, akismet.status(), akismet.text());
      assertEquals("unavailable", akismet.text());
      assertFalse(akismet.header("Retry-After").isEmpty());
      Answer perspective = there.perspective("suggestscore", key, suggestion);
      assertEquals(503, perspective.status(), perspective.text());
      assertEquals("UNAVAILABLE", perspective.json().getJsonObject("error").getString("status"));
      assertEquals(1, labels());
    }
  }
}
