package dev.parley.screening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.model.ModelUnavailable;
import dev.parley.model.Models;
import dev.parley.opinion.RemoteModel;
import dev.parley.screening.SecondOpinions.When;
import dev.parley.sitemodel.SiteScores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server of the operator's that scores texts, as Perspective or OpenAI's moderations would. */
class OwnServerTest {
  private static final Vertx vertx = Vertx.vertx();
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final String GEORGIAN = "გმადლობთ ამ სტატიისთვის, ძალიან საინტერესო იყო.";
  private static final String CLEAN = "Thank you for this careful report about the harbour.";

  private final List<JsonObject> asked = new CopyOnWriteArrayList<>();
  private final List<String> secrets = new CopyOnWriteArrayList<>();
  private volatile BiConsumer<HttpServerRequest, JsonObject> answer = (request, question) -> {};
  private HttpServer server;

  @BeforeEach
  void serve() throws Exception {
    server =
        vertx
            .createHttpServer()
            .requestHandler(
                request ->
                    request
                        .body()
                        .onSuccess(
                            body -> {
                              asked.add(body.toJsonObject());
                              secrets.add(String.valueOf(request.getHeader("Authorization")));
                              answer.accept(request, body.toJsonObject());
                            }))
            .listen(0, "127.0.0.1")
            .await(1, TimeUnit.MINUTES);
  }

  @AfterEach
  void stop() throws Exception {
    server.close().await(1, TimeUnit.MINUTES);
  }

  @AfterAll
  static void close() throws Exception {
    vertx.close().await(1, TimeUnit.MINUTES);
  }

  private String at(String path) {
    return "http://127.0.0.1:" + server.actualPort() + path;
  }

  private SecondOpinions opinions(String url, When when, Duration budget) {
    return SecondOpinions.by(new RemoteModel(vertx, URI.create(url), budget), when, budget);
  }

  private static Screening screening(SecondOpinions opinions) throws ModelUnavailable {
    return Checks.with(Models.shipped(), opinions, SiteScores.NONE).ofTexts(Work.here());
  }

  private Screened screened(String url, When when, Duration budget, String text, String language)
      throws Exception {
    try (SecondOpinions opinions = opinions(url, when, budget)) {
      return screening(opinions)
          .screen(Drafts.asked(text, Optional.of(language), languages()))
          .await(1, TimeUnit.MINUTES);
    }
  }

  private static JsonObject languages() {
    return new JsonObject().put("languages", new JsonArray().add("en").add("ka").add("de"));
  }

  private static JsonObject perspective(double toxicity, double threat) {
    return new JsonObject()
        .put(
            "attributeScores",
            new JsonObject()
                .put("TOXICITY", summary(toxicity))
                .put("THREAT", summary(threat))
                .put("SPAM", summary(1)));
  }

  private static JsonObject summary(double value) {
    return new JsonObject()
        .put("summaryScore", new JsonObject().put("value", value).put("type", "PROBABILITY"));
  }

  private static JsonObject moderations(double harassment, double hate, double hateThreatening) {
    JsonObject scores =
        new JsonObject()
            .put("harassment", harassment)
            .put("hate", hate)
            .put("hate/threatening", hateThreatening)
            .put("sexual", 0.99);
    return new JsonObject()
        .put("results", new JsonArray().add(new JsonObject().put("category_scores", scores)));
  }

  private void answers(JsonObject json) {
    answer = (request, question) -> request.response().end(json.toBuffer());
  }

  @Test
  void screen_inALanguageWithoutModel_isScoredAsPerspectiveWould() throws Exception {
    answers(perspective(0.91, 0.4));

    Screened screened =
        screened(at("/v1alpha1/comments:analyze?key=k"), When.NEVER, LONG, GEORGIAN, "ka");

    assertEquals(Verdict.HOLD, screened.verdict());
    assertEquals(0.91, screened.scores().get("toxicity"));
    assertEquals(0.4, screened.scores().get("threat"));
    assertEquals(null, screened.scores().get("spam"));
    assertTrue(screened.modelVersion().matches("own-[0-9a-f]{12}"), screened.modelVersion());
    assertFalse(screened.has(Reason.LANGUAGE_WITHOUT_MODEL));
    assertEquals(GEORGIAN, asked.get(0).getJsonObject("comment").getString("text"));
    assertEquals(new JsonArray().add("ka"), asked.get(0).getJsonArray("languages"));
  }

  @Test
  void screen_inALanguageWithoutModel_isScoredAsModerationsWould() throws Exception {
    answers(moderations(0.3, 0.8, 0.6));

    Screened screened = screened(at("/v1/moderations"), When.AUTO, LONG, GEORGIAN, "ka");

    assertEquals(0.8, screened.scores().get("toxicity"));
    assertEquals(0.8, screened.scores().get("identity_attack"));
    assertEquals(0.6, screened.scores().get("threat"));
    assertEquals(Verdict.HOLD, screened.verdict());
    assertEquals(new JsonObject().put("input", GEORGIAN), asked.get(0));
  }

  @Test
  void screen_scoredCleanByTheServer_isApproved() throws Exception {
    answers(moderations(0.01, 0.02, 0));

    assertEquals(
        Verdict.APPROVE,
        screened(at("/v1/moderations"), When.AUTO, LONG, GEORGIAN, "ka").verdict());
  }

  @ParameterizedTest
  @CsvSource({
    "NEVER,  en, 0", "NEVER,  de, 0", "NEVER,  ka, 1",
    "AUTO,   en, 0", "AUTO,   de, 0", "AUTO,   ka, 1",
    "ALWAYS, en, 1", "ALWAYS, de, 1", "ALWAYS, ka, 1",
  })
  void screen_cleanText_isAskedAboutWhenTheSettingSays(When when, String language, int times)
      throws Exception {
    answers(perspective(0.02, 0.01));
    String text =
        switch (language) {
          case "ka" -> GEORGIAN;
          case "de" -> "Danke für diesen guten Bericht.";
          default -> CLEAN;
        };

    screened(at("/comments:analyze"), when, LONG, text, language);

    assertEquals(times, asked.size());
  }

  @Test
  void screen_inEnglish_isReconsideredAndNamesBothModels() throws Exception {
    answers(perspective(0.77, 0.1));

    Screened screened = screened(at("/comments:analyze"), When.ALWAYS, LONG, CLEAN, "en");

    assertEquals(0.77, screened.scores().get("toxicity"));
    assertTrue(screened.modelVersion().startsWith("own-"), screened.modelVersion());
    assertTrue(screened.modelVersion().endsWith("+" + Models.shipped().version()));
    assertTrue(
        screened.signals().stream()
            .anyMatch(one -> one.message().startsWith("Toxicity 0.77 by second opinion, 0.0")),
        () -> screened.signals().toString());
  }

  private void holdsBecause(String why, Screened screened) {
    assertEquals(Verdict.HOLD, screened.verdict());
    List<String> messages =
        screened.signals().stream()
            .filter(one -> one.reason() == Reason.UNAVAILABLE)
            .map(Signal::message)
            .toList();
    assertEquals(1, messages.size(), messages::toString);
    assertTrue(messages.get(0).contains(why), messages::toString);
    assertFalse(messages.get(0).contains("127.0.0.1"), messages::toString);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "500|{}|status 500",
        "302|{}|status 302",
        "401|{}|status 401",
        "200|{\"attributeScores\":{}}|cannot be read",
        "200|{\"attributeScores\":{\"TOXICITY\":{\"summaryScore\":{\"value\":7}}}}|cannot be read",
        "200|{\"attributeScores\":{\"TOXICITY\":{\"summaryScore\":{\"value\":\"x\"}}}}|cannot be read",
        "200|not json|cannot be read",
        "200|[]|cannot be read"
      })
  void screen_answerThatIsNone_holds(int status, String body, String why) throws Exception {
    answer =
        (request, question) ->
            request
                .response()
                .setStatusCode(status)
                .putHeader("Location", at("/elsewhere"))
                .end(body);

    holdsBecause(why, screened(at("/comments:analyze"), When.AUTO, LONG, GEORGIAN, "ka"));
    assertEquals(1, asked.size());
  }

  @Test
  void screen_answerThatIsTooLong_holds() throws Exception {
    answer = (request, question) -> request.response().end("x".repeat(1_000_000));

    holdsBecause("too long", screened(at("/moderations"), When.AUTO, LONG, GEORGIAN, "ka"));
  }

  @Test
  void screen_noAnswerInTime_holds() throws Exception {
    holdsBecause(
        "more than 300 ms",
        screened(at("/moderations"), When.AUTO, Duration.ofMillis(300), GEORGIAN, "ka"));
  }

  @Test
  void screen_nobodyThere_holds() throws Exception {
    String url = at("/moderations");
    server.close().await(1, TimeUnit.MINUTES);

    holdsBecause("cannot be reached", screened(url, When.AUTO, LONG, GEORGIAN, "ka"));
  }

  @Test
  void screen_moreThanMayWait_holdsTheRestAtOnceAndNobodyElse() throws Exception {
    try (SecondOpinions opinions = opinions(at("/moderations"), When.AUTO, LONG)) {
      Screening screening = screening(opinions);
      List<Future<Screened>> all =
          IntStream.range(0, 80)
              .mapToObj(
                  i -> screening.screen(Drafts.asked(GEORGIAN, Optional.of("ka"), languages())))
              .toList();

      holdsBecause("too many", all.get(79).await(1, TimeUnit.MINUTES));
      assertFalse(all.get(0).isComplete());
      assertEquals(
          Verdict.APPROVE,
          screening.screen(Drafts.asked(CLEAN, languages())).await(1, TimeUnit.MINUTES).verdict());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ann:p%40ss, Basic YW5uOnBAc3M=",
    ":sk-1+2, Bearer sk-1+2",
  })
  void address_withCredentials_sendsThemAndIsNotInTheVersion(String user, String header)
      throws Exception {
    answers(perspective(0.1, 0));
    String bare = at("/comments:analyze");

    Screened with =
        screened(bare.replace("://", "://" + user + "@"), When.AUTO, LONG, GEORGIAN, "ka");
    Screened without = screened(bare, When.AUTO, LONG, GEORGIAN, "ka");

    assertEquals(List.of(header, "null"), secrets);
    assertEquals(without.modelVersion(), with.modelVersion());
  }
}
