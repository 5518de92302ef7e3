package dev.parley.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.model.Attribute;
import dev.parley.model.Models;
import dev.parley.slow.LongRunning;
import dev.parley.text.Reading;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@LongRunning
class TrainCommandTest {
  @Test
  void call_folderOfComments_writesModelsThatKnowThem(@TempDir Path folder) throws Exception {
    Path data = Files.createDirectories(folder.resolve("data"));
    SmallData.write(data);
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    assertEquals(0, train(data, first));
    assertEquals(0, train(data, second));

    Models models = Models.in(first);
    double rude = toxicity(models, "the mayor is a stupid idiot about the park");
    double kind = toxicity(models, "the mayor wrote kindly about the park");
    assertTrue(rude > kind, () -> rude + " against " + kind);
    for (String name : Models.NAMES) {
      assertArrayEquals(
          Files.readAllBytes(Models.file(first, name)),
          Files.readAllBytes(Models.file(second, name)),
          name);
    }
    String card = Files.readString(first.resolve("model-card.md"));
    assertTrue(card.contains(models.version()));
    assertTrue(card.contains("| English | never | auto | always | rows |"));
    assertEquals(card, Files.readString(second.resolve("model-card.md")));
  }

  @Test
  void call_folderWithoutData_fails(@TempDir Path folder) {
    CommandLine command = new CommandLine(new TrainCommand());
    command.setExecutionExceptionHandler((e, line, result) -> 3);
    assertEquals(
        3, command.execute("--data", folder.toString(), "--out", folder.resolve("out").toString()));
  }

  private static int train(Path data, Path out) {
    return new CommandLine(new TrainCommand())
        .execute("--data", data.toString(), "--out", out.toString());
  }

  private static double toxicity(Models models, String text) {
    return models.score(Reading.of(text), "en").of(Attribute.TOXICITY).orElseThrow();
  }
}
