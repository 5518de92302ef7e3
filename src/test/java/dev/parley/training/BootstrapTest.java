package dev.parley.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.training.Bootstrap.Interval;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  private static final Bootstrap SEVEN = new Bootstrap(7);

  /** The interval of a half of some rows. */
  private static Interval ofHalf(Bootstrap bootstrap, int rows) {
    return bootstrap.interval(
        0.5, Figures.apart(rows), times -> (double) Arrays.stream(times, 0, rows / 2).sum() / rows);
  }

  private static Metrics noisy(int rows) {
    SplittableRandom random = new SplittableRandom(rows);
    double[] scores = random.doubles(rows).toArray();
    boolean[] labels = new boolean[rows];
    for (int i = 0; i < rows; i++) {
      labels[i] = random.nextDouble() < scores[i];
    }
    return new Metrics(scores, labels);
  }

  private static void containsItsValue(ToDoubleFunction<Metrics> figure) {
    Figures figures = new Figures(SEVEN);
    figures.add("a figure", noisy(300), figure);
    Figure found = figures.all().get(0);
    assertTrue(found.low() <= found.value() && found.value() <= found.high(), found::toString);
    assertTrue(found.low() < found.high(), found::toString);
  }

  @Test
  void interval_ofEveryFigure_containsItsValue() {
    containsItsValue(Metrics::auc);
    containsItsValue(Metrics::calibrationError);
    containsItsValue(Metrics::leftToPeople);
    containsItsValue(m -> m.recallAt(0.95));
    containsItsValue(m -> m.recallAtFalseFlags(0.01));
    containsItsValue(m -> m.above(0.7, false));
    containsItsValue(m -> m.reaching(0.5));
  }

  @Test
  void interval_halfOfFourHundred_isThatOfTheBinomialDistribution() {
    // 1.96 * sqrt(.25 / 400) = .049
    Interval interval = ofHalf(SEVEN, 400);
    assertEquals(0.451, interval.low(), 0.015);
    assertEquals(0.549, interval.high(), 0.015);
  }

  @Test
  void interval_moreRows_isNarrower() {
    Interval few = ofHalf(SEVEN, 100);
    Interval many = ofHalf(SEVEN, 2_000);
    assertTrue(many.high() - many.low() < few.high() - few.low());
  }

  @Test
  void interval_sameSeed_isTheSame() {
    assertEquals(ofHalf(SEVEN, 400), ofHalf(new Bootstrap(7), 400));
    assertNotEquals(ofHalf(SEVEN, 400), ofHalf(new Bootstrap(8), 400));
  }

  @Test
  void interval_rowsOfFewFamilies_isWider() {
    int[] families = Figures.apart(400);
    Arrays.setAll(families, i -> i / 20);
    ToDoubleFunction<int[]> half =
        times -> (double) Arrays.stream(times, 0, 200).sum() / Arrays.stream(times).sum();
    Interval together = SEVEN.interval(0.5, families, half);
    Interval apart = SEVEN.interval(0.5, Figures.apart(400), half);
    assertTrue(together.high() - together.low() > 2 * (apart.high() - apart.low()));
  }

  @Test
  void interval_noneOfTheRows_saysNothing() {
    assertEquals(Interval.NONE, SEVEN.interval(0, Figures.apart(20), times -> 0));
    assertEquals(Interval.NONE, SEVEN.interval(Double.NaN, Figures.apart(20), times -> Double.NaN));
  }

  @Test
  void draw_anyRows_drawsAsMany() {
    assertEquals(50, Arrays.stream(Bootstrap.draw(50, new SplittableRandom(1))).sum());
  }

  @Test
  void normal_knownPlaces_knownShares() {
    assertEquals(0.5, Bootstrap.normal(0), 1e-7);
    assertEquals(0.8413447, Bootstrap.normal(1), 1e-7);
    assertEquals(0.0249979, Bootstrap.normal(-1.96), 1e-7);
  }

  @Test
  void quantile_knownShares_knownPlaces() {
    assertEquals(0, Bootstrap.quantile(0.5), 1e-6);
    assertEquals(1.959964, Bootstrap.quantile(0.975), 1e-5);
    assertEquals(-1.281552, Bootstrap.quantile(0.1), 1e-5);
  }
}
