package dev.parley.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.model.Attribute;
import dev.parley.model.ModelledLanguage;
import dev.parley.model.Models;
import dev.parley.slow.LongRunning;
import dev.parley.text.Reading;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@LongRunning
class TrainCommandTest {
  private static final Set<String> WITHOUT_DATA =
      Arrays.stream(ModelledLanguage.values())
          .filter(language -> !Set.of("en", "de", "pt", "ko").contains(language.code()))
          .map(ModelledLanguage::model)
          .collect(Collectors.toSet());

  @Test
  void call_folderOfComments_writesModelsThatKnowThem(@TempDir Path folder) throws Exception {
    Path data = Files.createDirectories(folder.resolve("data"));
    SmallData.write(data);
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    assertEquals(0, train(data, first));

    assertEquals(0, train(data, second, "--only", "toxicity-ko,toxicity-en,spam"));
    assertFalse(Files.exists(second.resolve("model-card.md")), "the second opinion is missing");
    assertFalse(Files.exists(Models.file(second, "toxicity-de")));
    String vectors = folder.resolve("vectors").toString();
    String rest = "toxicity-de,toxicity-pt,second-opinion";
    assertEquals(0, train(data, second, "--only", rest, "--vectors", vectors));
    assertArrayEquals(
        Files.readAllBytes(Models.file(first, Models.SECOND_OPINION)),
        Files.readAllBytes(Models.file(second, Models.SECOND_OPINION)));

    Models models = Models.in(first);
    double rude = toxicity(models, "the mayor is a stupid idiot about the park");
    double kind = toxicity(models, "the mayor wrote kindly about the park");
    assertTrue(rude > kind, () -> rude + " against " + kind);
    for (String name : Models.NAMES) {
      if (WITHOUT_DATA.contains(name)) {
        assertFalse(Files.exists(Models.file(first, name)), name);
        continue;
      }
      assertArrayEquals(
          Files.readAllBytes(Models.file(first, name)),
          Files.readAllBytes(Models.file(second, name)),
          name);
    }
    double korean = models.score(Reading.of("baker 바보"), "ko").of(Attribute.TOXICITY).orElseThrow();
    double kinder = models.score(Reading.of("baker 좋은"), "ko").of(Attribute.TOXICITY).orElseThrow();
    assertTrue(korean > kinder, () -> korean + " against " + kinder);
    assertTrue(models.score(Reading.of("baker"), "ro").of(Attribute.TOXICITY).isEmpty());
    String card = Files.readString(first.resolve("model-card.md"));
    assertTrue(card.contains(models.version()));
    assertTrue(card.contains("| Korean | release | toxicity_ko_kmhas |"), card);
    assertTrue(card.contains("| English | never | auto | always | rows |"));
    assertEquals(card, Files.readString(second.resolve("model-card.md")));
  }

  @Test
  void call_onlyAModelThatIsUnknown_namesThoseThereAre(@TempDir Path folder) {
    StringWriter printed = new StringWriter();
    CommandLine command =
        new CommandLine(new TrainCommand()).setErr(new PrintWriter(printed, true));

    assertEquals(2, command.execute("--data", folder.toString(), "--only", "toxicity-xx"));
    assertTrue(printed.toString().contains("toxicity-xx"), printed::toString);
    assertTrue(printed.toString().contains("toxicity-de"), printed::toString);
  }

  @Test
  void call_folderWithoutData_fails(@TempDir Path folder) {
    CommandLine command = new CommandLine(new TrainCommand());
    command.setExecutionExceptionHandler((e, line, result) -> 3);
    assertEquals(
        3, command.execute("--data", folder.toString(), "--out", folder.resolve("out").toString()));
  }

  private static int train(Path data, Path out, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("--data", data.toString(), "--out", out.toString()));
    arguments.addAll(List.of(more));
    return new CommandLine(new TrainCommand()).execute(arguments.toArray(String[]::new));
  }

  private static double toxicity(Models models, String text) {
    return models.score(Reading.of(text), "en").of(Attribute.TOXICITY).orElseThrow();
  }
}
