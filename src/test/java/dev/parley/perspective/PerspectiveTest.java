package dev.parley.perspective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.TestSite;
import dev.parley.Wire;
import dev.parley.apikey.Programs;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Perspective's calls, as its documents and its clients have them. */
class PerspectiveTest {
  private static final TestParley parley = TestParley.shared();
  private static final TestSite site = parley.site();
  private static final Programs programs = new Programs(parley);
  private static final String key = programs.key(site);
  private static final String RUDE = "You are a stupid idiot and nobody wants you here.";

  private static Answer analyze(JsonObject request) {
    return programs.perspective("analyze", key, request);
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
  void analyze_ofARudeText_scoresItAndTellsTheLanguages() {
    JsonObject request =
        Programs.analysis(RUDE, "TOXICITY").put("doNotStore", true).put("clientToken", "x-1");
    request.remove("languages");

    Answer answer = analyze(request);

    assertEquals(200, answer.status(), answer.text());
    assertTrue(answer.header("Content-Type").startsWith("application/json"));
    JsonObject json = answer.json();
    assertEquals(new JsonArray().add("en"), json.getJsonArray("languages"));
    assertEquals(new JsonArray().add("en"), json.getJsonArray("detectedLanguages"));
    assertEquals("x-1", json.getString("clientToken"));
    JsonObject toxicity = json.getJsonObject("attributeScores").getJsonObject("TOXICITY");
    assertTrue(toxicity.getJsonObject("summaryScore").getDouble("value") > 0.8, answer.text());
    assertEquals("PROBABILITY", toxicity.getJsonObject("summaryScore").getString("type"));
    JsonObject span = toxicity.getJsonArray("spanScores").getJsonObject(0);
    assertEquals(1, toxicity.getJsonArray("spanScores").size());
    assertEquals(0, span.getInteger("begin"));
    assertEquals(RUDE.length(), span.getInteger("end"));
    assertEquals(toxicity.getJsonObject("summaryScore"), span.getJsonObject("score"));
    assertTrue(
        value(analyze(Programs.analysis("The ferry was late.", "TOXICITY")), "TOXICITY") < 0.3);
  }

  @Test
  void analyze_ofEveryAttributeThereIs_scoresEach() {
    String[] attributes = {
      "TOXICITY",
      "SEVERE_TOXICITY",
      "IDENTITY_ATTACK",
      "INSULT",
      "PROFANITY",
      "THREAT",
      "OBSCENE",
      "SPAM",
      "LIKELY_TO_REJECT",
      "TOXICITY_EXPERIMENTAL",
      "INSULT_EXPERIMENTAL"
    };

    Answer answer = analyze(Programs.analysis(RUDE, attributes));

    for (String attribute : attributes) {
      double value = value(answer, attribute);
      assertTrue(value >= 0 && value <= 1, attribute + " " + value);
    }
    assertEquals(
        Math.max(value(answer, "TOXICITY"), value(answer, "SPAM")),
        value(answer, "LIKELY_TO_REJECT"));
    assertEquals(value(answer, "TOXICITY"), value(answer, "TOXICITY_EXPERIMENTAL"));
  }

  @Test
  void analyze_withSpanAnnotations_scoresEachSentenceAtItsPlace() {
    String calm = "The ferry 🙂 was late again.";
    String text = calm + "  " + RUDE;

    Answer answer = analyze(Programs.analysis(text, "TOXICITY").put("spanAnnotations", true));

    JsonArray spans =
        answer
            .json()
            .getJsonObject("attributeScores")
            .getJsonObject("TOXICITY")
            .getJsonArray("spanScores");
    assertEquals(2, spans.size(), answer.text());
    JsonObject first = spans.getJsonObject(0);
    JsonObject second = spans.getJsonObject(1);
    assertEquals(calm, text.substring(first.getInteger("begin"), first.getInteger("end")));
    assertEquals(RUDE, text.substring(second.getInteger("begin"), second.getInteger("end")));
    assertTrue(
        second.getJsonObject("score").getDouble("value")
            > first.getJsonObject("score").getDouble("value") + 0.5,
        answer.text());
  }

  /** A text of many sentences would keep the encoder from readers who post. */
  @Test
  void analyze_withSpanAnnotations_asksForASecondOpinionOnTheWholeTextAlone() {
    JsonObject always = rudeAndCalm("always");
    JsonObject never = rudeAndCalm("never");

    assertEquals(never.getJsonArray("spanScores"), always.getJsonArray("spanScores"));
    assertNotEquals(never.getJsonObject("summaryScore"), always.getJsonObject("summaryScore"));
  }

  private static JsonObject rudeAndCalm(String when) {
    Map<String, String> settings =
        Map.of(
            "database.url",
            parley.service().databaseUrl(),
            "demo",
            "false",
            "secondOpinion.when",
            when,
            "secondOpinion.budgetMillis",
            "60000");
    try (TestParley node = TestParley.start(settings)) {
      JsonObject request =
          Programs.analysis("The ferry was late. " + RUDE, "TOXICITY").put("spanAnnotations", true);
      return new Programs(node)
          .perspective("analyze", key, request)
          .json()
          .getJsonObject("attributeScores")
          .getJsonObject("TOXICITY");
    }
  }

  @Test
  void analyze_ofManySentences_scoresABoundedNumberAndLeavesNothingOut() {
    String text = "It rains. ".repeat(200).strip();

    Answer answer = analyze(Programs.analysis(text, "SPAM").put("spanAnnotations", true));

    JsonArray spans =
        answer
            .json()
            .getJsonObject("attributeScores")
            .getJsonObject("SPAM")
            .getJsonArray("spanScores");
    assertEquals(Analysis.MOST_SENTENCES, spans.size());
    assertEquals(text.length(), spans.getJsonObject(spans.size() - 1).getInteger("end"));
  }

  @Test
  void analyze_belowTheThreshold_leavesTheAttributeOut() {
    JsonObject request = Programs.analysis("The ferry was late.", "TOXICITY");
    request
        .getJsonObject("requestedAttributes")
        .getJsonObject("TOXICITY")
        .put("scoreThreshold", 0.9);

    Answer answer = analyze(request);

    assertEquals(new JsonObject(), answer.json().getJsonObject("attributeScores"));
  }

  @Test
  void analyze_ofAShortTextWithoutALanguage_takesTheSitesOwn() {
    JsonObject request = Programs.analysis("yo hamburger", "TOXICITY");
    request.remove("languages");

    Answer answer = analyze(request);

    assertEquals(200, answer.status(), answer.text());
    assertEquals(new JsonArray().add("en"), answer.json().getJsonArray("languages"));
  }

  @Test
  void analyze_inALanguageTheClientNames_believesIt() {
    Answer answer =
        analyze(Programs.analysis(RUDE, "TOXICITY").put("languages", new JsonArray().add("de-AT")));

    assertEquals(200, answer.status(), answer.text());
    assertEquals(new JsonArray().add("de"), answer.json().getJsonArray("languages"));
  }

  @Test
  void analyze_inALanguageWithoutAName_findsItOut() {
    Answer answer =
        analyze(
            Programs.analysis(RUDE, "TOXICITY").put("languages", new JsonArray().add("-").add("")));

    assertEquals(200, answer.status(), answer.text());
    assertEquals(new JsonArray().add("en"), answer.json().getJsonArray("languages"));
  }

  @Test
  void analyze_inALanguageWithoutAModel_saysWhichAttributeAndLanguage() {
    Answer answer =
        analyze(Programs.analysis(RUDE, "INSULT").put("languages", new JsonArray().add("fi")));

    JsonObject error = assertError(400, "INVALID_ARGUMENT", answer);
    assertEquals(
        "Attribute INSULT does not support request languages: fi", error.getString("message"));
    JsonObject details = error.getJsonArray("details").getJsonObject(0);
    assertEquals("LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE", details.getString("errorType"));
    JsonObject particulars = details.getJsonObject("languageNotSupportedByAttributeError");
    assertEquals("INSULT", particulars.getString("attribute"));
    assertEquals(new JsonArray().add("fi"), particulars.getJsonArray("detectedLanguages"));
  }

  private static JsonObject assertError(int code, String status, Answer answer) {
    assertEquals(code, answer.status(), answer.text());
    assertTrue(answer.header("Content-Type").startsWith("application/json"));
    JsonObject error = answer.json().getJsonObject("error");
    assertEquals(code, error.getInteger("code"));
    assertEquals(status, error.getString("status"));
    return error;
  }

  @Test
  void analyze_ofWhatOnlyGoogleScores_leavesItOut() {
    Answer answer = analyze(Programs.analysis(RUDE, "FLIRTATION", "TOXICITY", "SEXUALLY_EXPLICIT"));
    assertEquals(200, answer.status(), answer.text());
    assertEquals(
        java.util.Set.of("TOXICITY"), answer.json().getJsonObject("attributeScores").fieldNames());
    Answer nothing = analyze(Programs.analysis(RUDE, "RESPECT_EXPERIMENTAL"));
    assertEquals(new JsonObject(), nothing.json().getJsonObject("attributeScores"));
  }

  @Test
  void analyze_ofALongText_scoresItsBeginningAndEndAndSaysSo() {
    String middle = "The ferry leaves at nine and comes back at noon. ".repeat(600);
    Answer answer = analyze(Programs.analysis(middle + RUDE, "TOXICITY"));
    assertEquals(200, answer.status(), answer.text());
    JsonObject origin = answer.json().getJsonObject("parley");
    assertEquals(true, origin.getBoolean("truncated"));
    double calm = value(analyze(Programs.analysis(middle, "TOXICITY")), "TOXICITY");
    assertTrue(value(answer, "TOXICITY") > calm, "its end was read");
  }

  @Test
  void analyze_ofAnyText_tellsWhatTheScoresComeFrom() {
    JsonObject origin = analyze(Programs.analysis(RUDE, "TOXICITY")).json().getJsonObject("parley");
    assertEquals("en", origin.getString("language"));
    assertEquals("release", origin.getString("quality"));
    assertEquals("parley", origin.getString("scale"));
    assertTrue(!origin.getString("modelVersion").isBlank());
    assertTrue(!origin.containsKey("truncated"));
  }

  @ParameterizedTest
  @CsvSource({"ko, 꺼져 병신 새끼야, release", "tr, siktir git aptal orospu, beta"})
  void analyze_inEachModelledLanguage_tellsItsQuality(
      String language, String text, String quality) {
    Answer answer =
        analyze(
            Programs.analysis(text, "TOXICITY").put("languages", new JsonArray().add(language)));
    JsonObject origin = answer.json().getJsonObject("parley");
    assertEquals(language, origin.getString("language"), answer.text());
    assertEquals(quality, origin.getString("quality"));
    assertTrue(value(answer, "TOXICITY") > 0.5, answer.text());
  }

  @Test
  void analyze_hindiInLatinLetters_isNotScoredAsHindi() {
    Answer answer =
        analyze(
            Programs.analysis("tum bahut bure ho", "TOXICITY")
                .put("languages", new JsonArray().add("hi-Latn")));
    assertEquals(400, answer.status(), answer.text());
    assertTrue(
        answer.text().contains("does not support request languages: hi-Latn"), answer.text());
  }

  @Test
  void suggest_aLongText_isRefused() {
    Answer answer =
        programs.perspective(
            "suggestscore", key, Programs.suggestion("é".repeat(10_241), "TOXICITY", 1));
    assertEquals(400, answer.status());
    assertTrue(answer.text().contains("COMMENT_TOO_LONG"), answer.text());
  }

  private static Arguments wrong(String errorType, String message, String changed) {
    JsonObject request = Programs.analysis("fine", "TOXICITY");
    return Arguments.of(
        errorType, message, request.mergeIn(new JsonObject(changed.replace("'", "\"")), true));
  }

  static Stream<Arguments> wrongRequests() {
    return Stream.of(
        wrong("COMMENT_EMPTY", "Comment must be non-empty.", "{'comment':{'text':''}}"),
        wrong("COMMENT_EMPTY", "Comment must be non-empty.", "{'comment':{'text':null}}"),
        wrong("COMMENT_EMPTY", "Comment must be non-empty.", "{'comment':null}"),
        wrong(
            "INVALID_REQUEST",
            "Unknown requested attribute: FOO",
            "{'requestedAttributes':{'FOO':{}}}"),
        wrong(
            "INVALID_REQUEST",
            "Requested score type RAW is not supported by attribute TOXICITY",
            "{'requestedAttributes':{'TOXICITY':{'scoreType':'RAW'}}}"),
        wrong(
            "INVALID_REQUEST",
            "Currently, only 'PLAIN_TEXT' comments are supported",
            "{'comment':{'type':'HTML'}}"),
        wrong("INVALID_REQUEST", "Unknown text type", "{'comment':{'type':'WORD'}}"),
        wrong(
            "INVALID_REQUEST",
            "Context can have either entries or article_and_parent_comment, but both fields were"
                + " populated.",
            "{'context':{'entries':[{'text':'a'}],'articleAndParentComment':{'article':{}}}}"),
        wrong("INVALID_REQUEST", "comment: an object is expected", "{'comment':[1]}"),
        wrong("INVALID_REQUEST", "text: a text is expected", "{'comment':{'text':{}}}"),
        wrong(
            "INVALID_REQUEST",
            "scoreThreshold: a number is expected",
            "{'requestedAttributes':{'TOXICITY':{'scoreThreshold':'high'}}}"));
  }

  @ParameterizedTest
  @MethodSource("wrongRequests")
  void analyze_ofAWrongRequest_saysWhatIsWrong(
      String errorType, String message, JsonObject request) {
    JsonObject error = assertError(400, "INVALID_ARGUMENT", analyze(request));

    assertEquals(message, error.getString("message"));
    assertEquals(errorType, error.getJsonArray("details").getJsonObject(0).getString("errorType"));
  }

  @Test
  void analyze_withoutAttributes_saysSo() {
    JsonObject error = assertError(400, "INVALID_ARGUMENT", analyze(Programs.analysis("fine")));

    assertEquals("Missing requested_attributes", error.getString("message"));
    assertEquals(
        "NO_REQUESTED_ATTRIBUTES",
        error.getJsonArray("details").getJsonObject(0).getString("errorType"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "null", "{\"comment\":", "\"text\"", "{\"languages\":7}"})
  void analyze_ofWhatIsNoRequest_isAnInvalidArgument(String body) {
    Answer answer =
        parley.send(
            "POST", "/v1alpha1/comments:analyze?key=" + key, body.getBytes(StandardCharsets.UTF_8));

    assertError(400, "INVALID_ARGUMENT", answer);
  }

  @Test
  void analyze_ofTextsThatCannotBeStored_scoresThemAtTheirLength() {
    String text = "The \u0000 ferry \ud800 was late";

    Answer answer =
        parley.send(
            "POST",
            "/v1alpha1/comments:analyze?key=" + key,
            ("{\"comment\":{\"text\":\"The \\u0000 ferry \\ud800 was late\"},"
                    + "\"requestedAttributes\":{\"SPAM\":{}}}")
                .getBytes(StandardCharsets.UTF_8));

    assertEquals(200, answer.status(), answer.text());
    assertEquals(
        text.length(),
        answer
            .json()
            .getJsonObject("attributeScores")
            .getJsonObject("SPAM")
            .getJsonArray("spanScores")
            .getJsonObject(0)
            .getInteger("end"));
  }

  @Test
  void key_inTheHeader_isAsGoodAsInTheAddress() {
    JsonObject request = Programs.analysis("fine", "SPAM");

    assertEquals(
        200,
        parley.send("POST", "/v1alpha1/comments:analyze", request, "X-Goog-Api-Key", key).status());
    assertEquals(
        200,
        parley
            .send(
                "POST",
                "/v1alpha1/comments%3Aanalyze?alt=json&prettyPrint=false&key=" + key,
                request)
            .status());
  }

  @Test
  void key_wrongOrMissing_isToldApart() {
    JsonObject request = Programs.analysis("fine", "SPAM");

    JsonObject wrong =
        assertError(400, "INVALID_ARGUMENT", programs.perspective("analyze", "abc", request));
    assertEquals("API key not valid. Please pass a valid API key.", wrong.getString("message"));
    assertError(
        403, "PERMISSION_DENIED", parley.send("POST", "/v1alpha1/comments:analyze", request));
  }

  @Test
  void key_thatIsNotGood_isRefusedBeforeTheBodyHasCome() throws Exception {
    URI server = URI.create(parley.url());
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      String head =
          "POST /v1alpha1/comments:analyze?key=abc HTTP/1.1\r\nHost: x\r\nContent-Length: 8\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();

      Wire.Answer answer = Wire.answer(socket.getInputStream());

      assertTrue(answer.statusLine().contains(" 400 "), answer::toString);
      assertTrue(answer.body().contains("API key not valid"), answer::toString);

      // The body that comes yet is no next request.
      String next = "{\"a\": 1}GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n";
      socket.getOutputStream().write(next.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      Wire.Answer live = Wire.answer(socket.getInputStream());
      assertTrue(live.statusLine().contains(" 200 "), live::toString);
    }
  }

  @Test
  void analyze_ofABodyOfMoreThanAnyRequestNeeds_isRefused() {
    JsonObject request =
        Programs.analysis("fine", "SPAM").put("sessionId", "x".repeat(1024 * 1024));

    JsonObject error = assertError(400, "INVALID_ARGUMENT", analyze(request));

    assertEquals("The body has more than 1,048,576 bytes", error.getString("message"));
  }

  @Test
  void call_thatIsNotThere_isAnErrorOfGooglesForm() {
    assertError(404, "NOT_FOUND", programs.perspective("delete", key, new JsonObject()));
    assertError(404, "NOT_FOUND", parley.get("/v1alpha1/comments:analyze?key=" + key));
  }

  @Test
  void suggest_aScore_isThankedForAndKept() {
    JsonObject request =
        Programs.suggestion("A text about " + site.slug(), "TOXICITY", 1)
            .put("clientToken", "comment:7")
            .put("communityId", "Coral:https://news.example")
            .put("languages", new JsonArray().add("en"))
            .put(
                "context",
                new JsonObject()
                    .put("entries", new JsonArray().add(new JsonObject().put("text", "{}"))));

    Answer answer = programs.perspective("suggestscore", key, request);

    assertEquals(200, answer.status(), answer.text());
    assertEquals("comment:7", answer.json().getString("clientToken"));
    assertEquals(new JsonArray().add("en"), answer.json().getJsonArray("requestedLanguages"));
    assertEquals(
        1,
        programs.counted(
            """
            select count(*) from label
            where site_id = $1 and text like 'A text about%' and attribute = 'toxicity' and value
            """,
            site));
  }

  @Test
  void suggest_scoresOfOtherKinds_teachesOnlyWhatFollowsFromThem() {
    TestSite own = parley.site();
    String ownKey = programs.key(own);
    programs.perspective("suggestscore", ownKey, Programs.suggestion("one", "INSULT", 0.9));
    programs.perspective("suggestscore", ownKey, Programs.suggestion("two", "INSULT", 0.1));
    programs.perspective("suggestscore", ownKey, Programs.suggestion("three", "PROFANITY", 1));
    programs.perspective(
        "suggestscore", ownKey, Programs.suggestion("four", "LIKELY_TO_REJECT", 0));
    programs.perspective("suggestscore", ownKey, Programs.suggestion("five", "SPAM", 0.5));

    String said =
        "select count(*) from label where site_id = $1 and text = '%s' and attribute = '%s' and %s";
    assertEquals(4, programs.counted("select count(*) from label where site_id = $1", own));
    assertEquals(1, programs.counted(said.formatted("one", "toxicity", "value"), own));
    assertEquals(1, programs.counted(said.formatted("four", "toxicity", "not value"), own));
    assertEquals(1, programs.counted(said.formatted("four", "spam", "not value"), own));
    assertEquals(1, programs.counted(said.formatted("five", "spam", "value"), own));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'FOO':{'summaryScore':{'value':1}}}",
        "{'TOXICITY':{'summaryScore':{'value':2}}}",
        "{'TOXICITY':{'summaryScore':{'value':'1'}}}"
      })
  void suggest_somethingElse_isRefused(String scores) {
    JsonObject request =
        Programs.suggestion("fine", "TOXICITY", 1)
            .put("attributeScores", new JsonObject(scores.replace("'", "\"")));

    assertError(400, "INVALID_ARGUMENT", programs.perspective("suggestscore", key, request));
  }
}
