package dev.parley.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.model.Opinion.Band;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BandsTest {
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
  void unsure_beginsWhereATenthOfTheCleanReaches_andEndsWhereNobodyDoubts() {
    Band band = Bands.unsure(rising(), rising(), positiveFrom(500));

    assertEquals(0.45, band.low(), 0.01);
    assertTrue(band.holds(0.98));
    assertFalse(band.holds(0.995));
  }

  @Test
  void unsure_allClean_asksAboutATenth() {
    Band band = Bands.unsure(rising(), rising(), new boolean[ROWS]);

    assertEquals(0.9, band.low(), 0.01);
  }

  @Test
  void leavingLeast_oneStretchOfErrors_isAskedAbout() {
    // The fast model has the order wrong between the 60th and the 75th hundredth, and nowhere else.
    boolean[] labels = positiveFrom(750);
    double[] second = rising();
    for (int i = 600; i < 750; i++) {
      boolean toxic = i % 2 == 0;
      labels[i] = toxic;
      second[i] = toxic ? 0.9 : 0.1;
    }

    Band band = Bands.leavingLeast(rising(), second, labels);

    assertTrue(band.low() <= 0.62 && band.high() >= 0.73, band::toString);
    assertTrue(band.high() - band.low() < 0.35, band::toString);
  }
}
