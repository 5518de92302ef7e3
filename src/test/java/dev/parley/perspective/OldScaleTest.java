package dev.parley.perspective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OldScaleTest {
  private static double[] scores(int count, java.util.function.DoubleUnaryOperator of) {
    return IntStream.range(0, count)
        .mapToDouble(i -> of.applyAsDouble((i + 0.5) / count))
        .toArray();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 0.25, 0.5, 0.8, 0.95, 1})
  void ours_whereTheScaleIsTheSquare_isTheSquare(double old) {
    OldScale scale = OldScale.of(scores(1_000, x -> x), scores(1_000, x -> x * x));

    assertEquals(old * old, scale.ours(old), 0.002);
    assertEquals(old, scale.old(old * old), 0.02);
  }

  @Test
  void ours_inWhateverOrderTheTextsCame_isTheSame() {
    Random random = new Random(4);
    double[] olds = random.doubles(500).toArray();
    double[] ours = random.doubles(500).map(x -> x / 2).toArray();

    assertEquals(OldScale.of(olds, ours).ours(0.8), 0.4, 0.03);
  }

  @Test
  void counterpart_isNeverLessForMore() {
    Random random = new Random(5);
    for (int round = 0; round < 50; round++) {
      double[] olds = random.doubles(60).map(x -> Math.round(x * 10) / 10.0).toArray();
      double[] ours = random.doubles(60).map(x -> x * x * x).toArray();
      OldScale scale = OldScale.of(olds, ours);
      for (double x = 0.01; x <= 1; x += 0.01) {
        assertTrue(scale.ours(x) >= scale.ours(x - 0.01) - 1e-9, "at " + x);
        assertTrue(scale.old(x) >= scale.old(x - 0.01) - 1e-9, "at " + x);
        assertTrue(scale.ours(x) >= 0 && scale.ours(x) <= 1);
      }
    }
  }

  @Test
  void ours_ofAThreshold_flagsAsManyTexts() {
    Random random = new Random(6);
    double[] hidden = random.doubles(2_000).toArray();
    double[] olds = java.util.Arrays.stream(hidden).map(x -> Math.pow(x, 3)).toArray();
    double[] ours =
        java.util.Arrays.stream(hidden)
            .map(x -> Math.min(1, Math.max(0, x + random.nextGaussian() / 10)))
            .toArray();
    double threshold = OldScale.of(olds, ours).ours(0.8);

    long before = java.util.Arrays.stream(olds).filter(x -> x >= 0.8).count();
    long now = java.util.Arrays.stream(ours).filter(x -> x >= threshold).count();
    assertEquals(before, now, 25);
  }
}
