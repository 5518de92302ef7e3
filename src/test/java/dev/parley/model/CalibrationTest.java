package dev.parley.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CalibrationTest {
  private static final Calibration HALF =
      new Calibration(new float[] {-1, 0, 1}, new float[] {0.2f, 0.5f, 0.9f});

  @Test
  void shifted_toFewerPositives_changesAllOddsByTheSameFactor() {
    Calibration tenth = HALF.shifted(0.5, 0.1);
    assertEquals(0.1, tenth.probability(0), 1e-6);
    assertEquals(0.9 / 0.1 / 9, odds(tenth.probability(1)), 1e-5);
    assertEquals(0.2 / 0.8 / 9, odds(tenth.probability(-1)), 1e-5);
  }

  @Test
  void shifted_calibration_keepsTheOrder() {
    Calibration tenth = HALF.shifted(0.5, 0.1);
    for (double score = -4; score < 4; score += 0.1) {
      assertTrue(tenth.probability(score) < tenth.probability(score + 0.1));
    }
  }

  private static double odds(double probability) {
    return probability / (1 - probability);
  }
}
