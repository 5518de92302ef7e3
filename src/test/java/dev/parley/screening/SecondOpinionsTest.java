package dev.parley.screening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.comment.CommentLanguage;
import dev.parley.comment.Draft;
import dev.parley.encoder.Encoder;
import dev.parley.model.Addition;
import dev.parley.model.Attribute;
import dev.parley.model.Features;
import dev.parley.model.ModelUnavailable;
import dev.parley.model.Models;
import dev.parley.model.Scores;
import dev.parley.screening.SecondOpinions.Encoding;
import dev.parley.screening.SecondOpinions.When;
import dev.parley.sitemodel.SiteScores;
import dev.parley.sitemodel.SiteScores.Rescored;
import dev.parley.text.Reading;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SecondOpinionsTest {
  private static final String CLEAN = "Thank you for this careful report about the harbour.";
  private static final Duration LONG = Duration.ofMinutes(1);

  private static Screened screened(
      When when, Duration budget, String text, String language, Callable<Encoding> loading)
      throws ModelUnavailable {
    try (SecondOpinions opinions = new SecondOpinions(when, 1, budget, loading)) {
      Draft draft = Drafts.asked(text, Optional.of(language), new JsonObject());
      return Checks.with(Models.shipped(), opinions, SiteScores.NONE)
          .ofTexts(Work.here())
          .screen(draft)
          .await();
    }
  }

  private static void holdsBecause(String why, Screened screened) {
    assertEquals(Verdict.HOLD, screened.verdict());
    Signal signal =
        screened.signals().stream()
            .filter(one -> one.reason() == Reason.UNAVAILABLE)
            .findFirst()
            .orElseThrow();
    assertEquals("second-opinion", signal.check());
    assertTrue(signal.message().contains(why), signal.message());
  }

  @Test
  void screen_nativeLibraryMissing_holds() throws Exception {
    holdsBecause(
        "cannot run",
        screened(
            When.ALWAYS,
            LONG,
            CLEAN,
            "en",
            () -> {
              throw new UnsatisfiedLinkError("no onnxruntime");
            }));
  }

  @Test
  void screen_encoderFails_holds() throws Exception {
    holdsBecause(
        "cannot run",
        screened(
            When.ALWAYS,
            LONG,
            CLEAN,
            "en",
            () ->
                text -> {
                  throw new IllegalStateException("broken");
                }));
  }

  @Test
  void screen_budgetSpent_holds() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    holdsBecause(
        "more than 5 ms",
        screened(
            When.ALWAYS,
            Duration.ofMillis(5),
            CLEAN,
            "en",
            () ->
                text -> {
                  never.await();
                  return new float[Encoder.NUMBERS];
                }));
  }

  private static Encoding counted(AtomicInteger closed) {
    return new Encoding() {
      @Override
      public float[] encode(String text) {
        return new float[Encoder.NUMBERS];
      }

      @Override
      public void close() {
        closed.incrementAndGet();
      }
    };
  }

  @Test
  void screen_manyOpinionsThatDoNotCome_stopsNobody() throws Exception {
    Vertx vertx = Vertx.vertx();
    CountDownLatch given = new CountDownLatch(1);
    Encoding slow =
        text -> {
          given.await();
          return new float[Encoder.NUMBERS];
        };
    try (SecondOpinions opinions = new SecondOpinions(When.ALWAYS, 2, LONG, () -> slow)) {
      // One worker, and none to spare.
      Work work = Work.on(vertx.createSharedWorkerExecutor("screening", 1));
      Screening screening = Checks.with(Models.shipped(), opinions, SiteScores.NONE).ofTexts(work);
      List<Future<Screened>> waiting =
          IntStream.range(0, 50)
              .mapToObj(i -> screening.screen(Drafts.asked(CLEAN, new JsonObject())))
              .toList();

      Screened other =
          screening
              .screen(
                  Drafts.asked(
                      "Danke für diesen guten Bericht.", Optional.of("de"), new JsonObject()))
              .await(1, TimeUnit.MINUTES);

      assertEquals(Verdict.APPROVE, other.verdict());
      assertTrue(waiting.stream().noneMatch(Future::isComplete));
      given.countDown();
      for (Future<Screened> one : waiting) {
        assertTrue(
            one.await(1, TimeUnit.MINUTES).signals().stream()
                .noneMatch(signal -> signal.reason() == Reason.UNAVAILABLE));
      }
    } finally {
      given.countDown();
      vertx.close().await(1, TimeUnit.MINUTES);
    }
  }

  @Test
  void screen_moreOpinionsThanMayWait_holdsTheRestAtOnce() throws Exception {
    CountDownLatch given = new CountDownLatch(1);
    Encoding slow =
        text -> {
          given.await();
          return new float[Encoder.NUMBERS];
        };
    try (SecondOpinions opinions = new SecondOpinions(When.ALWAYS, 1, LONG, () -> slow)) {
      Screening screening =
          Checks.with(Models.shipped(), opinions, SiteScores.NONE).ofTexts(Work.here());
      List<Future<Screened>> asked =
          IntStream.range(0, 80)
              .mapToObj(i -> screening.screen(Drafts.asked(CLEAN, new JsonObject())))
              .toList();

      holdsBecause("too many", asked.get(79).await(1, TimeUnit.MINUTES));
      given.countDown();
    }
  }

  @Test
  void close_loaded_closesTheEncoder() throws Exception {
    AtomicInteger closed = new AtomicInteger();

    screened(When.ALWAYS, LONG, CLEAN, "en", () -> counted(closed));

    assertEquals(1, closed.get());
  }

  @Test
  void close_stillLoading_closesTheEncoderOnceItIsLoaded() throws Exception {
    AtomicInteger closed = new AtomicInteger();
    CompletableFuture<Encoding> loaded = new CompletableFuture<>();
    CountDownLatch loading = new CountDownLatch(1);
    SecondOpinions opinions =
        new SecondOpinions(
            When.ALWAYS,
            1,
            LONG,
            () -> {
              loading.countDown();
              return loaded.join();
            });
    assertTrue(loading.await(1, TimeUnit.MINUTES));

    CompletableFuture<Void> closing = CompletableFuture.runAsync(opinions::close);
    loaded.complete(counted(closed));
    closing.get(1, TimeUnit.MINUTES);

    assertEquals(1, closed.get());
  }

  @Test
  void screen_notDoubtful_isNotAskedAbout() throws Exception {
    Callable<Encoding> broken =
        () -> {
          throw new IllegalStateException("must not be asked");
        };

    assertEquals(Verdict.APPROVE, screened(When.AUTO, LONG, CLEAN, "en", broken).verdict());
    assertEquals(Verdict.APPROVE, screened(When.NEVER, LONG, CLEAN, "en", broken).verdict());
    assertEquals(
        Verdict.APPROVE,
        screened(When.ALWAYS, LONG, "Danke für diesen guten Bericht.", "de", broken).verdict());
  }

  @Test
  void screen_spamDoubted_isAskedAbout() throws Exception {
    try (Encoder encoder = Encoder.load()) {
      for (String doubtful :
          List.of(
              "Earn money from home with this simple method, ask me how.",
              "We offer cheap loans to everyone in town, call us today for a good price.")) {
        Screened screened = screened(When.AUTO, LONG, doubtful, "en", () -> encoder::encode);

        assertTrue(
            screened.signals().stream()
                .anyMatch(
                    signal ->
                        signal.reason() == Reason.SPAM
                            && signal.message().contains("by second opinion")),
            () -> screened.signals().toString());
        holdsBecause(
            "cannot run",
            screened(
                When.AUTO,
                LONG,
                doubtful,
                "en",
                () -> {
                  throw new UnsatisfiedLinkError("no onnxruntime");
                }));
      }
    }
  }

  @Test
  void screen_surelySpam_waitsForNoSecondOpinion() throws Exception {
    String flood =
        "I just like the helpful information you provide in your articles. I will bookmark your"
            + " weblog and check again here regularly. http://cheap-louis-vuitton-bags.example.info"
            + " <a href=\"http://casino.example.xyz\">casino</a>";
    Callable<Encoding> broken =
        () -> {
          throw new IllegalStateException("must not be asked");
        };

    Screened screened = screened(When.AUTO, LONG, flood, "en", broken);

    assertEquals(Verdict.SPAM, screened.verdict());
    assertTrue(
        screened.signals().stream().noneMatch(one -> one.reason() == Reason.UNAVAILABLE),
        () -> screened.signals().toString());
  }

  @Test
  void screen_answered_scoresByIt() throws Exception {
    try (Encoder encoder = Encoder.load()) {
      String rude =
          "You people are a waste of oxygen and everybody would be better off without you.";
      double friendly =
          screened(When.ALWAYS, LONG, CLEAN, "en", () -> encoder::encode).scores().get("toxicity");
      double hostile =
          screened(When.ALWAYS, LONG, rude, "en", () -> encoder::encode).scores().get("toxicity");

      assertTrue(friendly < 0.1, () -> "friendly " + friendly);
      assertTrue(hostile > 0.3, () -> "hostile " + hostile);
    }
  }

  @Test
  void siteModel_standsOnTheSecondOpinion() throws Exception {
    Models models = Models.shipped();
    try (SecondOpinions opinions =
        new SecondOpinions(When.ALWAYS, 1, LONG, () -> text -> new float[Encoder.NUMBERS])) {
      List<Scores> stoodOn = new ArrayList<>();
      SiteScores learnt =
          Drafts.learnt(
              (reading, author, features, shipped) -> {
                stoodOn.add(shipped);
                Map<Attribute, Double> own = new EnumMap<>(shipped.available());
                own.put(Attribute.TOXICITY, 0.97);
                return new Rescored(
                    new Scores("en", own),
                    3,
                    Map.of(Attribute.TOXICITY, Addition.NONE),
                    Optional.empty());
              });
      Draft draft = Drafts.asked(CLEAN, new JsonObject());

      Screened screened =
          Checks.with(models, opinions, learnt).ofTexts(Work.here()).screen(draft).await();

      Features features = Features.of(draft.text().reading());
      assertEquals(
          models.reconsidered(features, models.score(features, "en"), new float[Encoder.NUMBERS]),
          stoodOn.get(0));
      assertEquals(
          stoodOn.get(0),
          opinions.scores(models, draft.text().reading(), features, draft.text().language()));
      assertEquals(0.97, screened.scores().get("toxicity"));
      assertEquals(models.version() + "+house.3", screened.modelVersion());
    }
  }

  @Test
  void scores_nobodyWaitsForAndTheEncoderFails_fail() throws Exception {
    Models models = Models.shipped();
    try (SecondOpinions opinions =
        new SecondOpinions(
            When.ALWAYS,
            1,
            LONG,
            () -> {
              throw new UnsatisfiedLinkError("no onnxruntime");
            })) {
      Reading reading = Reading.of(CLEAN);
      Features features = Features.of(reading);

      assertThrows(
          IllegalStateException.class,
          () -> opinions.scores(models, reading, features, CommentLanguage.told("en")));
    }
  }
}
