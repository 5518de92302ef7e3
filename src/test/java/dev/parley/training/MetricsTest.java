package dev.parley.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private static final double EXACT = 1e-12;

  /** Scores with a label each, such as {@code "0.9 + 0.2 -"}. */
  private static Metrics of(String rows) {
    String[] words = rows.isEmpty() ? new String[0] : rows.split(" ");
    double[] scores = new double[words.length / 2];
    boolean[] labels = new boolean[scores.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = Double.parseDouble(words[2 * i]);
      labels[i] = words[2 * i + 1].equals("+");
    }
    return new Metrics(scores, labels);
  }

  @Test
  void auc_threeOfFourPairsInOrder_threeQuarters() {
    assertEquals(0.75, of("0.1 - 0.4 - 0.35 + 0.8 +").auc(), EXACT);
  }

  @Test
  void auc_tie_countsHalf() {
    assertEquals(0.5, of("0.3 - 0.3 +").auc(), EXACT);
    assertEquals(0.875, of("0.1 - 0.3 - 0.3 + 0.8 +").auc(), EXACT);
  }

  @Test
  void auc_oneLabelOnly_isUnknown() {
    assertTrue(Double.isNaN(of("0.1 + 0.2 +").auc()));
    assertFalse(of("0.1 + 0.2 +").ranks());
    assertTrue(of("0.1 + 0.2 -").ranks());
  }

  @Test
  void recallAt_aWrongOneInBetween_endsWherePrecisionDoes() {
    Metrics metrics = of("0.9 + 0.8 + 0.7 - 0.6 + 0.1 -");
    assertEquals(2 / 3.0, metrics.recallAt(0.95), EXACT);
    assertEquals(1, metrics.recallAt(0.75), EXACT);
    assertEquals(0, of("0.9 - 0.8 +").recallAt(0.95), EXACT);
  }

  @Test
  void recallAt_tiedRows_areNotDivided() {
    assertEquals(0, of("0.9 + 0.9 -").recallAt(0.95), EXACT);
  }

  @Test
  void recallAt_noPositives_isUnknown() {
    assertTrue(Double.isNaN(of("0.9 -").recallAt(0.95)));
  }

  @Test
  void thresholdAtFalseFlags_aQuarterOfFour_isTheSecondHighestClean() {
    Metrics metrics = of("0.1 - 0.2 - 0.3 - 0.4 - 0.35 + 0.25 +");
    assertEquals(0.3, metrics.thresholdAtFalseFlags(0.25), EXACT);
    assertEquals(0.5, metrics.recallAtFalseFlags(0.25), EXACT);
    assertEquals(0.25, metrics.above(0.3, false), EXACT);
  }

  @Test
  void thresholdAtFalseFlags_nothingClean_isOne() {
    assertEquals(1, of("0.1 +").thresholdAtFalseFlags(0.02), EXACT);
  }

  @Test
  void above_theThresholdItself_isNotAbove() {
    assertEquals(0, of("0.5 - 0.2 -").above(0.5, false), EXACT);
    assertTrue(Double.isNaN(of("0.5 -").above(0.5, true)));
  }

  @Test
  void reaching_theThresholdItself_reachesIt() {
    assertEquals(0.5, of("0.5 - 0.2 +").reaching(0.5), EXACT);
    assertTrue(Double.isNaN(of("").reaching(0.5)));
  }

  @Test
  void calibrationError_twoBins_isTheMeanDistance() {
    // 0.0 to 0.1: mean .05, none positive; 0.9 to 1.0: mean .95, half positive.
    assertEquals(
        (2 * 0.05 + 2 * 0.45) / 4, of("0.04 - 0.06 - 0.94 + 0.96 -").calibrationError(), EXACT);
  }

  @Test
  void cut_cleanBelowAndToxicAbove_leavesTheMiddle() {
    Metrics metrics = of("0.1 - 0.2 - 0.3 + 0.4 - 0.8 + 0.9 +");
    Metrics.Cut cut = metrics.cut();
    assertEquals(0.2, cut.shownUpTo(), EXACT);
    assertEquals(0.8, cut.flaggedFrom(), EXACT);
    assertEquals(2 / 6.0, cut.left(), EXACT);
    assertEquals(2 / 6.0, metrics.leftToPeople(), EXACT);
  }

  @Test
  void cut_oneToxicInAHundredShown_isAllowed() {
    StringBuilder rows = new StringBuilder("0.01 +");
    for (int i = 0; i < 99; i++) {
      rows.append(" 0.02 -");
    }
    assertEquals(0, of(rows.toString()).cut().left(), EXACT);
    assertEquals(1, of(rows.append(" 0.015 +").toString()).cut().left(), EXACT);
  }

  @Test
  void cut_nothingCertain_leavesAllAndHasNoThresholds() {
    Metrics.Cut cut = of("0.5 + 0.5 -").cut();
    assertEquals(1, cut.left(), EXACT);
    assertTrue(Double.isNaN(cut.shownUpTo()));
    assertTrue(Double.isNaN(cut.flaggedFrom()));
  }

  @Test
  void counted_rowsTwiceAndNever_isLikeTheRowsWrittenOut() {
    Metrics counted = of("0.8 + 0.1 - 0.35 + 0.4 -").counted(new int[] {1, 2, 0, 1});
    Metrics written = of("0.8 + 0.1 - 0.1 - 0.4 -");
    assertEquals(written.rows(), counted.rows());
    assertEquals(written.positives(), counted.positives());
    assertEquals(written.auc(), counted.auc(), EXACT);
    assertEquals(written.recallAt(0.95), counted.recallAt(0.95), EXACT);
    assertEquals(written.calibrationError(), counted.calibrationError(), EXACT);
    assertEquals(written.thresholdAtFalseFlags(0.3), counted.thresholdAtFalseFlags(0.3), EXACT);
    assertEquals(written.leftToPeople(), counted.leftToPeople(), EXACT);
    assertEquals(written.reaching(0.4), counted.reaching(0.4), EXACT);
  }

  @Test
  void resample_anySeed_isLikeTheDrawnRowsWrittenOut() {
    SplittableRandom random = new SplittableRandom(5);
    double[] scores = random.doubles(50).map(score -> Math.rint(score * 20) / 20).toArray();
    boolean[] labels = new boolean[50];
    for (int i = 0; i < 50; i++) {
      labels[i] = random.nextDouble() < scores[i];
    }
    Metrics resampled = new Metrics(scores, labels).resample(new SplittableRandom(9));
    SplittableRandom again = new SplittableRandom(9);
    int[] drawn = new int[50];
    double[] drawnScores = new double[50];
    boolean[] drawnLabels = new boolean[50];
    for (int i = 0; i < 50; i++) {
      int row = again.nextInt(50);
      drawn[i] = row;
      drawnScores[i] = scores[row];
      drawnLabels[i] = labels[row];
    }
    Metrics written = new Metrics(drawnScores, drawnLabels);
    assertTrue(Arrays.stream(drawn).distinct().count() < 50);
    assertEquals(written.auc(), resampled.auc(), EXACT);
    assertEquals(written.leftToPeople(), resampled.leftToPeople(), EXACT);
    assertEquals(50, resampled.rows());
  }
}
