package dev.parley.opinion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.model.Attribute;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A classifier in a folder: made here, run by the real runtime. */
class LocalModelTest {
  private static final Vertx vertx = Vertx.vertx();
  private static final JsonObject UNCASED =
      new JsonObject().put("type", "BertNormalizer").put("lowercase", true);
  private static final String MULTI =
      """
      {"problem_type":"multi_label_classification",
       "id2label":{"0":"toxic","1":"threat","2":"insult"}}
      """;

  @TempDir private Path folder;

  @AfterAll
  static void close() throws Exception {
    vertx.close().await(1, TimeUnit.MINUTES);
  }

  private LocalModel load() throws NoOpinion {
    return LocalModel.in(folder, vertx, 1, Duration.ofMinutes(1));
  }

  private Map<Attribute, Double> scores(String text) throws Exception {
    try (LocalModel model = load()) {
      return model.score(text, "ka").await(1, TimeUnit.MINUTES);
    }
  }

  @Test
  void score_twoClasses_isTheSecond() throws Exception {
    TinyClassifier.write(folder, 2, null, UNCASED);

    assertEquals(Set.of(Attribute.TOXICITY), scores("harbour").keySet());
    assertEquals(0.0474, scores("The harbour").get(Attribute.TOXICITY), 0.001);
    assertEquals(0.9526, scores("AWFUL, harbour!").get(Attribute.TOXICITY), 0.001);
  }

  @Test
  void score_oneClass_isAProbabilityOfItsOwn() throws Exception {
    TinyClassifier.write(folder, 1, null, UNCASED);

    assertEquals(0.5, scores("harbour").get(Attribute.TOXICITY), 0.001);
    assertEquals(0.9975, scores("awful").get(Attribute.TOXICITY), 0.001);
  }

  @Test
  void score_namedClasses_areFinerAttributes() throws Exception {
    TinyClassifier.write(folder, 3, MULTI, UNCASED);

    Map<Attribute, Double> scores = scores("a threat");
    assertEquals(0.9526, scores.get(Attribute.TOXICITY), 0.001);
    assertEquals(0.9975, scores.get(Attribute.THREAT), 0.001);
    assertEquals(0.5, scores.get(Attribute.INSULT), 0.001);
  }

  @Test
  void score_exclusiveClassesOfWhichOneIsClean_isWhatIsNotClean() throws Exception {
    TinyClassifier.write(
        folder, 3, "{\"id2label\":{\"0\":\"neutral\",\"1\":\"spammy\",\"2\":\"rude\"}}", UNCASED);

    assertEquals(0.0907, scores("harbour").get(Attribute.TOXICITY), 0.001);
    assertTrue(scores("awful").get(Attribute.TOXICITY) > 0.9);
  }

  @Test
  void score_withoutNormaliser_tellsCapitalsApart() throws Exception {
    TinyClassifier.write(folder, 2, null, null);

    assertEquals(0.9526, scores("awful").get(Attribute.TOXICITY), 0.001);
    assertEquals(0.0474, scores("Awful").get(Attribute.TOXICITY), 0.001);
  }

  @Test
  void version_isThatOfTheFiles() throws Exception {
    TinyClassifier.write(folder, 2, null, UNCASED);
    String two = version();
    assertEquals(two, version());
    assertTrue(two.matches("own-[0-9a-f]{12}"), two);

    TinyClassifier.write(folder, 1, null, UNCASED);
    assertTrue(!two.equals(version()));
  }

  private String version() throws NoOpinion {
    try (LocalModel model = load()) {
      return model.version();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BPE|kind BPE; only WordPiece",
        "Unigram|kind Unigram; only WordPiece",
      })
  void load_tokenizerOfAnotherKind_isRefusedWithAReason(String kind, String why)
      throws IOException {
    TinyClassifier.write(folder, 2, null, UNCASED);
    Files.writeString(
        folder.resolve("tokenizer.json"), TinyClassifier.tokenizer(kind, UNCASED).encode());

    refusedBecause(why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tokenizer.json|{}|has no model",
        "tokenizer.json|nonsense|is not JSON",
        "tokenizer.json|{\"model\":{\"type\":\"WordPiece\",\"vocab\":{\"a\":1}}}|lacks [UNK]",
        "tokenizer.json|{\"model\":{\"type\":\"WordPiece\",\"vocab\":{}},\"pre_tokenizer\":{\"type\":\"Metaspace\"}}|Metaspace",
        "model.onnx|nonsense|cannot be loaded",
        "config.json|{\"id2label\":{\"0\":\"cats\",\"1\":\"dogs\"}}|which class is toxic"
      })
  void load_fileThatCannotBeUsed_isRefusedWithAReason(String file, String content, String why)
      throws IOException {
    TinyClassifier.write(folder, 2, null, UNCASED);
    Files.writeString(folder.resolve(file), content);

    refusedBecause(why);
  }

  @Test
  void load_emptyFolder_isRefused() {
    refusedBecause("tokenizer.json");
  }

  private void refusedBecause(String why) {
    NoOpinion refused = assertThrows(NoOpinion.class, this::load);
    assertTrue(refused.getMessage().contains(why), refused.getMessage());
  }

  @Test
  void score_moreThanMayWait_failsTheRest() throws Exception {
    TinyClassifier.write(folder, 2, null, UNCASED);
    try (LocalModel model = load()) {
      boolean refused = false;
      for (int i = 0; i < 100_000 && !refused; i++) {
        refused =
            model.score("awful ".repeat(500), "ka").cause() instanceof NoOpinion why
                && why.getMessage().contains("too many");
      }
      assertTrue(refused);
    }
  }
}
