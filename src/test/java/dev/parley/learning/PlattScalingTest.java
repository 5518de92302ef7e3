package dev.parley.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.learning.PenalisedRegression.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PlattScalingTest {
  private final List<Double> logits = new ArrayList<>();
  private final List<Row> rows = new ArrayList<>();

  private void add(double logit, boolean label, double weight) {
    logits.add(logit);
    rows.add(new Row(new int[0], new float[0], logit, label, weight));
  }

  private PlattScaling line() {
    return PlattScaling.fitted(logits, rows);
  }

  @Property(tries = 300)
  void through_anyRows_isNoWorseThanTheIdentity(
      @ForAll long seed,
      @ForAll @IntRange(max = 200) int clean,
      @ForAll @IntRange(max = 200) int spam,
      @ForAll @DoubleRange(min = -7, max = 7) double cleanAt,
      @ForAll @DoubleRange(min = -7, max = 7) double spamAt) {
    logits.clear();
    rows.clear();
    Random random = new Random(seed);
    for (int i = 0; i < clean + spam; i++) {
      boolean label = i >= clean;
      add((label ? spamAt : cleanAt) + random.nextGaussian(), label, random.nextDouble());
    }

    PlattScaling line = line();

    assertTrue(line.loss(logits, rows) <= PlattScaling.IDENTITY.loss(logits, rows) + 1e-9);
    assertTrue(line.steepness() >= 0.3 && line.steepness() <= 4, line::toString);
    assertTrue(Math.abs(line.shift()) <= 7, line::toString);
  }

  @Test
  void through_rowsAllScoredAlike_comesToTheirShare() {
    for (int i = 0; i < 320; i++) {
      add(6 + i * 0.0001, i < 20, 1);
    }

    double probability = SiteModelScorer.logistic(line().of(6));

    assertTrue(Math.abs(probability - 20 / 320.0) < 0.02, () -> line() + " gives " + probability);
  }

  @Test
  void through_noRows_isTheIdentity() {
    assertEquals(PlattScaling.IDENTITY, line());
  }
}
