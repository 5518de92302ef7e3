package dev.parley.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.model.Opinion.Band;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OpinionBandsTest {
  private static final int ROWS = 1_000;

  private static double[] rising() {
    return IntStream.range(0, ROWS).mapToDouble(i -> (double) i / ROWS).toArray();
  }

  private static boolean[] positiveFrom(int row) {
    boolean[] labels = new boolean[ROWS];
    for (int i = row; i < ROWS; i++) {
      labels[i] = true;
    }
    return labels;
  }

  @Test
  void band_beginsWhereATenthOfTheCleanReaches_andEndsWhereNobodyDoubts() {
    Band band = new OpinionBands(0.1, 0.99).of(rising(), positiveFrom(500));

    assertEquals(0.45, band.low(), 0.01);
    assertTrue(band.holds(0.98));
    assertFalse(band.holds(0.995));
  }

  @Test
  void band_allClean_asksAboutATenth() {
    Band band = new OpinionBands(0.1, 0.99).of(rising(), new boolean[ROWS]);

    assertEquals(0.9, band.low(), 0.01);
  }

  @Test
  void band_ofAModelThatIsSureOfAll_asksAboutNobody() {
    double[] sure = IntStream.range(0, ROWS).mapToDouble(i -> 0.95).toArray();

    Band band = OpinionBands.OF_TOXICITY.of(sure, new boolean[ROWS]);

    assertFalse(band.holds(0.39));
    assertFalse(band.holds(0.95));
  }
}
