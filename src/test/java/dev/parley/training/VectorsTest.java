package dev.parley.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.model.Features;
import dev.parley.slow.LongRunning;
import dev.parley.text.Reading;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@LongRunning
class VectorsTest {
  private static final List<Example> TEXTS =
      List.of(example("the ferry was late again"), example("a fair on the green"));

  @Test
  void make_withAFile_encodesEachTextInOneRunOnly(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("vectors");
    float[] first;
    try (Vectors vectors = Vectors.on(1, file)) {
      assertEquals(2, encoded(vectors, TEXTS));
      first = vectors.of(TEXTS.get(0));
    }
    try (Vectors vectors = Vectors.on(1, file)) {
      assertEquals(1, encoded(vectors, List.of(TEXTS.get(0), example("a third one"))));
      assertArrayEquals(first, vectors.of(TEXTS.get(0)));
    }
  }

  @Test
  void make_fileOfARunThatWasCutShort_encodesOnlyWhatIsMissing(@TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("vectors");
    try (Vectors vectors = Vectors.on(1, file)) {
      assertEquals(2, encoded(vectors, TEXTS));
    }
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 5));

    try (Vectors vectors = Vectors.on(1, file)) {
      assertEquals(1, encoded(vectors, TEXTS));
    }
    assertArrayEquals(whole, Files.readAllBytes(file));
  }

  /** How many texts had to be encoded. */
  private static int encoded(Vectors vectors, List<Example> texts) throws Exception {
    AtomicInteger count = new AtomicInteger();
    vectors.make(texts, all -> count.incrementAndGet());
    return count.get();
  }

  private static Example example(String text) {
    Features features = Features.of(Reading.of(text));
    return new Example(Source.JIGSAW, "JIGSAW", text, text, 0.5, features, Map.of());
  }
}
