package dev.parley.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.model.Attribute;
import dev.parley.model.ModelUnavailable;
import dev.parley.slow.LongRunning;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** One moderator or one author among honest ones cannot bend a site's model. */
@LongRunning
class PoisoningTest extends LearningFixture {
  PoisoningTest() throws ModelUnavailable {}

  private void assertHardlyMoved(SiteModel before, SiteModel after) {
    for (boolean spam : new boolean[] {true, false}) {
      assertEquals(mean(before, spam), mean(after, spam), 0.1, spam ? "advertising" : "talk");
    }
  }

  @Test
  void flood_ofWrongDecisionsByOneModerator_hardlyMovesTheScores() {
    honest(200);
    SiteModel before = learnt();
    assertTrue(mean(before, true) > 0.8 && mean(before, false) < 0.2);

    for (int i = 0; i < 500; i++) {
      example(wordings.of(i % 2 == 0), i % 2 != 0, "mallory", "other " + i);
    }

    assertHardlyMoved(before, learnt());
  }

  @Test
  void flood_byOneModeratorOfASmallTeam_hardlyMovesTheScores() {
    honest(80);
    SiteModel before = learnt();
    assertTrue(mean(before, true) > 0.7 && mean(before, false) < 0.3);

    for (int i = 0; i < 400; i++) {
      example(wordings.of(i % 2 == 0), i % 2 != 0, "mallory", "other " + i);
    }

    assertHardlyMoved(before, learnt());
  }

  @Test
  void flood_amongManyWhoDecideLittle_teachesNothingWrong() {
    for (int i = 0; i < 75; i++) {
      boolean spam = i % 2 == 0;
      example(wordings.of(spam), spam, "moderator " + i % 5, "reader " + i);
    }
    SiteModel before = learnt();
    assertTrue(mean(before, true) > 0.7 && mean(before, false) < 0.3);

    for (int i = 0; i < 400; i++) {
      example(wordings.of(i % 2 == 0), i % 2 != 0, "mallory", "other " + i);
    }

    // Nobody can say who is right, and the model of before stays.
    assertFalse(TrainingRun.of(examples, before, Optional.empty(), THRESHOLDS, 2).promoted());
    double shipped = mean(SiteModel.SHIPPED, true);
    assertTrue(mean(learnt(), true) > shipped - 0.1);
    assertTrue(mean(learnt(), false) < mean(SiteModel.SHIPPED, false) + 0.1);
  }

  @Test
  void flood_ofWrongApprovalsByOneModerator_hardlyMovesTheScores() {
    honest(200);
    SiteModel before = learnt();

    for (int i = 0; i < 500; i++) {
      example(wordings.advertising(), false, "mallory", "other " + i);
    }

    assertHardlyMoved(before, learnt());
  }

  @Test
  void flood_ofRandomDecisionsByOneModerator_hardlyMovesTheScores() {
    honest(200);
    SiteModel before = learnt();
    Random coin = new Random(1);

    for (int i = 0; i < 500; i++) {
      example(wordings.of(i % 2 == 0), coin.nextBoolean(), "mallory", "other " + i);
    }

    assertHardlyMoved(before, learnt());
  }

  @Test
  void flood_ofWronglyDecidedCommentsOfOneAuthor_hardlyMovesTheScores() {
    honest(200);
    SiteModel before = learnt();

    for (int i = 0; i < 500; i++) {
      example(wordings.of(i % 2 == 0), i % 2 != 0, "ana", "mallory");
    }

    assertHardlyMoved(before, learnt());
  }

  @Test
  void flood_ofNearlyTheSameText_countsOnce() {
    honest(200);
    String text = wordings.advertising() + " every single day of the long and happy year";
    for (int i = 0; i < 500; i++) {
      example(text + (i % 2 == 0 ? "" : "!!") + " ".repeat(i % 3), false, "ana", "other " + i);
    }

    long counted =
        SampleWeights.of(examples, Attribute.SPAM).stream()
            .filter(one -> one.row().weight() > 0)
            .count();

    assertTrue(counted <= 201, () -> "" + counted);
  }

  @Test
  void label_ofATextThatAModeratorDecidedAbout_doesNotTakeItsPlace() {
    for (int i = 0; i < 60; i++) {
      String text = wordings.of(i % 2 == 0);
      example(text, Attribute.SPAM, i % 2 == 0, "ana", true, "reader " + i);
      example(text, Attribute.SPAM, i % 2 != 0, "leaked key", false, "reader " + i);
    }

    List<SampleWeights.WeightedExample> counted = SampleWeights.of(examples, Attribute.SPAM);

    assertEquals(60, counted.size());
    counted.forEach(one -> assertEquals("ana", one.example().by()));
  }

  @Test
  void decisions_ofOneModerator_neverOutweighTheRest() {
    honest(60);
    for (int i = 0; i < 300; i++) {
      // Nobody contradicts: it is talk the others have said nothing of.
      example(wordings.clean(), false, "mallory", "other " + i);
    }

    double hers = 0;
    double theirs = 0;
    for (SampleWeights.WeightedExample one : SampleWeights.of(examples, Attribute.SPAM)) {
      if (one.example().by().equals("mallory")) {
        hers += one.row().weight();
      } else {
        theirs += one.row().weight();
      }
    }
    assertTrue(hers <= theirs + 1e-6, hers + " against " + theirs);
  }

  @Test
  void moderators_whoShareTheWork_countInFull() {
    for (int i = 0; i < 200; i++) {
      boolean spam = i % 2 == 0;
      example(wordings.of(spam), spam, spam ? "ana" : "tom", "reader " + i);
    }
    for (int i = 0; i < 60; i++) {
      example(wordings.of(i % 2 == 0), i % 2 == 0, "eve", "another " + i);
    }

    for (SampleWeights.WeightedExample one : SampleWeights.of(examples, Attribute.SPAM)) {
      assertEquals(1, one.row().weight(), 0.2, one.example().by());
    }
  }
}
