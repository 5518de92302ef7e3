package dev.parley.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ReliabilityTest {
  private static Reliability of(double[] scores, boolean... labels) {
    return new Metrics(scores, labels).reliability();
  }

  @Test
  void of_twoScoresOfOneBin_holdsTheirMeanAndShareOfPositives() {
    Reliability.Bin bin = of(new double[] {0.32, 0.38}, true, false).bins().get(3);
    assertEquals(new Reliability.Bin(0.3, 0.4, 2, 0.35, 0.5), bin);
  }

  @Test
  void of_certainty_isInTheLastOfTenBins() {
    Reliability table = of(new double[] {1}, true);
    assertEquals(10, table.bins().size());
    assertEquals(1, table.bins().get(9).rows());
    assertEquals(0, table.error(), 1e-12);
  }

  @Test
  void of_anEmptyBin_hasNoShare() {
    Reliability.Bin bin = of(new double[] {1}, true).bins().get(0);
    assertEquals(0, bin.rows());
    assertTrue(Double.isNaN(bin.score()));
    assertTrue(Double.isNaN(bin.positives()));
  }

  @Test
  void error_noRows_isUnknown() {
    assertTrue(Double.isNaN(of(new double[0]).error()));
  }

  @Test
  void error_certainAndWrong_isOne() {
    assertEquals(1, of(new double[] {1, 0}, false, true).error(), 1e-12);
  }
}
