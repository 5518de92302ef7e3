package dev.parley.encoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.slow.LongRunning;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@LongRunning
class EncoderTest {
  private static Encoder encoder;

  @BeforeAll
  static void load() throws EncoderUnavailable {
    encoder = Encoder.load();
  }

  @AfterAll
  static void close() {
    encoder.close();
  }

  private static double likeness(String one, String other) {
    // The mean of the last layer, with which a vector begins.
    float[] a = encoder.encode(one);
    float[] b = encoder.encode(other);
    double product = 0;
    for (int i = 0; i < Layer.WIDTH; i++) {
      product += a[i] * b[i];
    }
    return product;
  }

  @Test
  void encode_likeMeaning_isNearerThanLikeWords() {
    double meaning =
        likeness("The council raised the taxes.", "Our city wants more money from us.");
    double other = likeness("The council raised the taxes.", "My cat sleeps on the warm roof.");

    assertTrue(meaning > other, () -> meaning + " against " + other);
  }

  @Test
  void close_whileATextIsRead_endsNothingButTheReading() throws Exception {
    Encoder closed = Encoder.load();
    CountDownLatch reading = new CountDownLatch(1);
    CompletableFuture<Void> reader =
        CompletableFuture.runAsync(
            () -> {
              while (true) {
                closed.encode("The harbour froze over in February.".repeat(20));
                reading.countDown();
              }
            });
    assertTrue(reading.await(1, TimeUnit.MINUTES));

    closed.close();

    ExecutionException end =
        assertThrows(ExecutionException.class, () -> reader.get(1, TimeUnit.MINUTES));
    assertInstanceOf(IllegalStateException.class, end.getCause());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "word", "\ud800", "日本語", "🙂🙂🙂"})
  void encode_anyText_hasLengthOne(String text) {
    assertEquals(1, Math.sqrt(likeness(text, text)), 1e-4);
  }

  @Test
  void encode_oneText_isFilledByEveryLayer() {
    float[] vector = encoder.encode("The harbour froze over in February.");

    // Four means of length 1, none of them another's copy.
    int[] means = {0, 3 * Layer.WIDTH, 4 * Layer.WIDTH, 7 * Layer.WIDTH};
    for (int mean : means) {
      assertEquals(1, product(vector, mean, mean), 1e-4);
      for (int other : means) {
        assertTrue(mean == other || product(vector, mean, other) < 0.99);
      }
    }
  }

  private static double product(float[] vector, int one, int other) {
    double product = 0;
    for (int i = 0; i < Layer.WIDTH; i++) {
      product += vector[one + i] * vector[other + i];
    }
    return product;
  }

  @Test
  void encode_veryLongText_isReadAsFarAsThereIsRoom() {
    String start = "a word and ".repeat(60);

    assertArrayEquals(encoder.encode(start + "the end"), encoder.encode(start + "another end"));
  }

  @Test
  void runsOn_platformsWithoutLibrary_isFalse() {
    assertTrue(Encoder.runsOn("Linux", "amd64"));
    assertTrue(Encoder.runsOn("Mac OS X", "aarch64"));
    assertFalse(Encoder.runsOn("Mac OS X", "x86_64"));
    assertFalse(Encoder.runsOn("FreeBSD", "amd64"));
    assertFalse(Encoder.runsOn("Linux", "riscv64"));
  }
}
