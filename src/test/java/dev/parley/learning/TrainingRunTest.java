package dev.parley.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.model.Attribute;
import dev.parley.model.Features;
import dev.parley.model.ModelUnavailable;
import dev.parley.model.Scores;
import dev.parley.text.Reading;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A training run: what it learns, when the challenger wins, and how a model is stored. */
class TrainingRunTest extends LearningFixture {
  TrainingRunTest() throws ModelUnavailable {}

  @Test
  void challenger_betterOnWhatNeitherHasSeen_isPromoted() {
    honest(60);

    TrainingRun.Result result =
        TrainingRun.of(examples, SiteModel.SHIPPED, Optional.empty(), THRESHOLDS, 1);

    assertTrue(result.promoted());
    assertEquals(1, result.champion().version());
  }

  @Test
  void challenger_worseOnWhatNeitherHasSeen_isNotPromoted() {
    honest(200);
    SiteModel champion = learnt();
    // A model that learns from these is wrong about the new ones that follow.
    examples.replaceAll(
        one ->
            new LabelledExample(
                one.input(),
                one.language(),
                Map.of(Attribute.SPAM, !one.is(Attribute.SPAM)),
                one.by(),
                one.decided(),
                one.author(),
                one.fingerprint(),
                one.sketch(),
                one.first(),
                one.at()));
    honest(60);

    TrainingRun.Result result = TrainingRun.of(examples, champion, Optional.empty(), THRESHOLDS, 2);

    Trial.Figures figures = result.outcomes().get(Attribute.SPAM).figures();
    assertEquals(60, figures.judged());
    assertTrue(figures.challengerLoss() > figures.championLoss());
    assertFalse(result.promoted());
    assertEquals(champion, result.champion());
  }

  @Test
  void trial_tellsHowItWentInEachLanguage() {
    honest(200);
    for (int i = 0; i < examples.size(); i += 4) {
      examples.set(i, inLanguage(examples.get(i), "de"));
      examples.set(i + 1, inLanguage(examples.get(i + 1), "de"));
    }

    Trial.Figures figures =
        TrainingRun.of(examples, SiteModel.SHIPPED, Optional.empty(), THRESHOLDS, 1)
            .outcomes()
            .get(Attribute.SPAM)
            .figures();

    assertEquals(Set.of("de", "en"), figures.languages().keySet());
    Trial.InLanguage german = figures.languages().get("de");
    Trial.InLanguage english = figures.languages().get("en");
    assertEquals(figures.judged(), german.judged() + english.judged());
    // Nearly all weigh the same, so that the whole lies between its parts.
    assertBetween(
        figures.challengerErrors(), german.challengerErrors(), english.challengerErrors());
    assertBetween(figures.championErrors(), german.championErrors(), english.championErrors());
    assertBetween(figures.championFlags(), german.championFlags(), english.championFlags());
  }

  private static void assertBetween(double whole, double one, double other) {
    assertTrue(whole >= Math.min(one, other) - 1e-9, whole + " of " + one + ", " + other);
    assertTrue(whole <= Math.max(one, other) + 1e-9, whole + " of " + one + ", " + other);
  }

  @Test
  void champion_chosenByHand_isJudgedByLaterDecisionsAlone() {
    honest(100);
    Instant chosen = examples.get(99).at();

    TrainingRun.Result before =
        TrainingRun.of(examples, SiteModel.SHIPPED, Optional.of(chosen), THRESHOLDS, 1);
    assertEquals(0, before.outcomes().get(Attribute.SPAM).figures().judged());
    assertFalse(before.promoted());

    honest(40);
    assertTrue(
        TrainingRun.of(examples, SiteModel.SHIPPED, Optional.of(chosen), THRESHOLDS, 1).promoted());
  }

  @Test
  void decisions_fewOrOfOneKind_teachNothing() {
    honest(Trial.LEAST - 1);
    assertTrue(learnt().learnt().isEmpty());

    examples.clear();
    for (int i = 0; i < 100; i++) {
      example(wordings.clean(), false, "ana", "reader " + i);
    }
    assertTrue(learnt().learnt().isEmpty());
  }

  /** Whoever clears a queue decides about all the spam first; an archive comes label by label. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void decisions_sortedByWhatWasDecided_areLearntAllTheSame(boolean spamFirst) {
    SiteModel champion = SiteModel.SHIPPED;
    for (int i = 0; i < 300; i++) {
      boolean spam = i < 150 == spamFirst;
      example(wordings.of(spam), spam, "ana", "reader " + i);
      if (i % 25 == 24) {
        champion = TrainingRun.of(examples, champion, Optional.empty(), THRESHOLDS, i).champion();
      }
    }

    double advertising = mean(champion, true);
    double clean = mean(champion, false);

    assertTrue(champion.version() > 0);
    assertTrue(advertising > 0.8, () -> "" + advertising);
    assertTrue(clean < 0.1, () -> "" + clean);
  }

  /** It takes a second or two; the service breaks off a run after a minute. */
  @Test
  @Timeout(60)
  void run_ofAThousandDecisions_endsWithinItsTime() {
    honest(1_000);

    assertTrue(mean(learnt(), true) > 0.8);
  }

  @Test
  void scorer_storedAndReadAgain_scoresTheSame() throws Exception {
    honest(120);
    SiteModel learnt = learnt();

    byte[] bytes = learnt.toBytes();
    SiteModel read = SiteModel.of(1, bytes);

    assertTrue(bytes.length <= 256 * 1024);
    assertEquals(mean(learnt, true), mean(read, true));
  }

  @Test
  void run_repeated_learnsTheSame() {
    honest(120);
    Collections.swap(examples, 3, 50);

    assertEquals(mean(learnt(), true), mean(learnt(), true));
  }

  @Test
  void comment_byAnAuthorWhoseAddressWasSpam_scoresHigher() {
    for (int i = 0; i < 60; i++) {
      String text = wordings.clean();
      boolean spam = i % 2 == 0;
      example(text + (spam ? " https://cheap-stone.example/" + i : ""), spam, "ana", "r" + i);
    }
    SiteModel model = learnt();
    Reading reading = Reading.of(wordings.clean());
    Features features = Features.of(reading);
    Byline spammer = new Byline("Sam", Optional.of("https://cheap-stone.example"));

    double byAddress =
        model
            .scores(
                ModelInput.of(
                    reading, Optional.of(spammer), features, models.score(features, "en")))
            .of(Attribute.SPAM)
            .orElseThrow();
    double without =
        model
            .scores(ModelInput.ofText(reading, features, models.score(features, "en")))
            .of(Attribute.SPAM)
            .orElseThrow();

    assertTrue(byAddress > 2 * without, () -> byAddress + " against " + without);
  }

  @Test
  void attributes_besideALearntToxicity_changeInProportion() {
    for (int i = 0; i < 120; i++) {
      boolean toxic = i % 2 == 0;
      example(wordings.of(toxic), Attribute.TOXICITY, toxic, "ana", "reader " + i);
    }
    SiteModel model = learnt();
    Reading reading = Reading.of(wordings.advertising());
    Features features = Features.of(reading);
    Scores shipped = models.score(features, "en");

    Scores scores = model.scores(ModelInput.ofText(reading, features, shipped));

    double toxicity = scores.of(Attribute.TOXICITY).orElseThrow();
    double times = toxicity / shipped.of(Attribute.TOXICITY).orElseThrow();
    double insult = scores.of(Attribute.INSULT).orElseThrow();
    assertTrue(times > 2, () -> times + " times");
    assertTrue(insult <= toxicity);
    assertEquals(
        Math.min(toxicity, times * shipped.of(Attribute.INSULT).orElseThrow()), insult, 1e-9);
    assertEquals(shipped.of(Attribute.SPAM), scores.of(Attribute.SPAM));
  }
}
