package dev.parley.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MinimizerTest {
  /** A valley, {@code steepness} times as steep in one direction as in the other. */
  private static Minimizer.Function valley(double steepness, double scale) {
    return (x, gradient) -> {
      double a = x[0] - 3;
      double b = x[1] + 2;
      gradient[0] = scale * a;
      gradient[1] = scale * steepness * b;
      return scale * (a * a + steepness * b * b) / 2 + scale;
    };
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 100, 1e6})
  void minimum_ofAValley_isItsGround(double steepness) {
    for (double scale : new double[] {1e-6, 1, 1e6}) {
      assertArrayEquals(new double[] {3, -2}, Minimizer.minimum(valley(steepness, scale), 2), 0.02);
    }
  }

  @Test
  void minimum_ofWhatIsFlat_isWhereItBegan() {
    assertArrayEquals(new double[3], Minimizer.minimum((x, gradient) -> 7, 3));
    assertArrayEquals(new double[0], Minimizer.minimum((x, gradient) -> 7, 0));
  }

  @Test
  void minimum_ofAFunctionThatEndsSomewhere_isInside() {
    double[] found =
        Minimizer.minimum(
            (x, gradient) -> {
              gradient[0] = -1 / x0(x) + 4;
              return x[0] <= -1 ? Double.NaN : -Math.log(x0(x)) + 4 * x0(x);
            },
            1);

    assertEquals(-0.75, found[0], 0.01);
  }

  private static double x0(double[] x) {
    return 1 + x[0];
  }

  @Test
  void minimum_ofWhatHasNone_ends() {
    double[] found =
        Minimizer.minimum(
            (x, gradient) -> {
              gradient[0] = -1;
              return -x[0];
            },
            1);

    assertTrue(found[0] > 1);
    assertArrayEquals(
        new double[1],
        Minimizer.minimum(
            (x, gradient) -> {
              gradient[0] = 1;
              return x[0] == 0 ? 0 : Double.NaN;
            },
            1));
  }
}
