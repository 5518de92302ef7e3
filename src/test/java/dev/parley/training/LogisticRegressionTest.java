package dev.parley.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.training.LogisticRegression.Fit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogisticRegressionTest {
  private static final int WIDTH = 9;
  private static final int ROWS = 600;
  private static final double PENALTY = 2;
  private static final String[] STYLES = {"letters", "postcards"};

  private final List<float[]> rows = new ArrayList<>();
  private final List<Boolean> labels = new ArrayList<>();

  /** Numbers of very different size, of which some say something of the label. */
  private void draw(double size) {
    SplittableRandom random = new SplittableRandom(3);
    for (int r = 0; r < ROWS; r++) {
      float[] row = new float[WIDTH];
      double sum = style(r).equals(STYLES[1]) ? 1 : -0.5;
      for (int i = 0; i < WIDTH; i++) {
        row[i] = (float) (random.nextGaussian() * size / (1 + i));
        sum += (i % 3 - 1) * row[i] / size * 2;
      }
      rows.add(row);
      labels.add(random.nextDouble() < 1 / (1 + Math.exp(-sum)));
    }
  }

  private static String style(int row) {
    return STYLES[row % 4 == 0 ? 1 : 0];
  }

  private Fit fit(boolean dense, int threads, String style) {
    LogisticRegression regression = new LogisticRegression(WIDTH, PENALTY, threads);
    int[] everywhere = IntStream.range(0, WIDTH).toArray();
    for (int r = 0; r < ROWS; r++) {
      if (dense) {
        regression.add(rows.get(r), labels.get(r), style(r));
      } else {
        regression.add(everywhere, rows.get(r), labels.get(r), style(r));
      }
    }
    return regression.fit(style);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 1, 100})
  void fit_ofNumbersOfAnySize_endsWhereNoWeightGainsMore(double size) {
    draw(size);

    Fit letters = fit(true, 1, STYLES[0]);
    Fit postcards = fit(true, 1, STYLES[1]);

    assertTrue(postcards.bias() > letters.bias() + 0.5);
    assertArrayEquals(letters.weights(), postcards.weights());
    double[] gradient = Arrays.stream(letters.weights()).map(w -> PENALTY * w).toArray();
    double[] largest = new double[WIDTH];
    for (int r = 0; r < ROWS; r++) {
      double score = (r % 4 == 0 ? postcards : letters).bias();
      for (int i = 0; i < WIDTH; i++) {
        score += letters.weights()[i] * rows.get(r)[i];
      }
      double error = 1 / (1 + Math.exp(-score)) - (labels.get(r) ? 1 : 0);
      for (int i = 0; i < WIDTH; i++) {
        gradient[i] += error * rows.get(r)[i];
        largest[i] += Math.abs(error * rows.get(r)[i]);
      }
    }
    for (int i = 0; i < WIDTH; i++) {
      // The minimiser is content once five steps together gain less than a ten thousandth.
      assertEquals(0, gradient[i] / largest[i], 0.005, "weight " + i);
    }
  }

  @Test
  void fit_ofDenseAndOfSparseRows_isTheSameOnAnyNumberOfThreads() {
    draw(1);
    Fit dense = fit(true, 1, STYLES[0]);

    assertArrayEquals(dense.weights(), fit(true, 2, STYLES[0]).weights());
    assertArrayEquals(dense.weights(), fit(false, 1, STYLES[0]).weights(), 1e-6);
  }

  @Test
  void fit_withoutRowsOrOfRowsThatSayNothing_isZero() {
    LogisticRegression regression = new LogisticRegression(WIDTH, PENALTY, 1);
    assertArrayEquals(new double[WIDTH], regression.fit(STYLES[0]).weights());
    regression.add(new float[WIDTH], true, STYLES[0]);
    regression.add(new float[WIDTH], false, STYLES[0]);
    assertArrayEquals(new double[WIDTH], regression.fit(STYLES[0]).weights());
    assertEquals(0, regression.fit(STYLES[0]).bias(), 1e-9);
  }
}
