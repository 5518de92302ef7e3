package dev.parley.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.slow.LongRunning;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@LongRunning
class EvaluateCommandTest {
  @TempDir private static Path data;

  @BeforeAll
  static void write() throws Exception {
    SmallData.write(data);
  }

  private static String evaluate(String... more) {
    List<String> arguments = new ArrayList<>(List.of("--data", data.toString()));
    arguments.addAll(List.of(more));
    StringWriter printed = new StringWriter();
    CommandLine command =
        new CommandLine(new EvaluateCommand())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(new PrintWriter(printed));
    assertEquals(0, command.execute(arguments.toArray(String[]::new)));
    return printed.toString();
  }

  @Test
  void call_json_isAnObjectWithFiguresAndTheirIntervals() {
    JsonObject report = new JsonObject(evaluate("--format", "JSON", "--second-opinion", "never"));
    JsonArray figures = report.getJsonArray("figures");
    JsonObject auc = figures.getJsonObject(0);
    assertEquals("toxicity, Jigsaw: AUC", auc.getString("name"));
    assertTrue(auc.getDouble("value") > 0.9, auc::encode);
    List<String> names =
        figures.stream().map(figure -> ((JsonObject) figure).getString("name")).toList();
    for (String part :
        List.of(
            "left to people",
            "highest score shown",
            "lowest score flagged",
            "fewer than 50 characters",
            "share of recall kept: leet digits",
            "false flags on clean comments: leet digits",
            "friendly sentences, Muslims, flagged at 0.5",
            "by default held: jigsaw2018_toxic.csv.gz",
            "spam, all English sources: recall at 1 % false flags")) {
      assertTrue(names.stream().anyMatch(name -> name.contains(part)), part);
    }
    assertEquals(names.size(), names.stream().distinct().count());
    assertTrue(report.getJsonObject("calibration").containsKey("toxicity, Jigsaw"));
  }

  @Test
  void call_leaveOutAndHouse_addsFiguresOfWhatWasNotTrainedOn() {
    String report =
        evaluate("--format", "json", "--second-opinion", "never", "--leave-out", "--house");

    List<String> names =
        new JsonObject(report)
            .getJsonArray("figures").stream()
                .map(figure -> ((JsonObject) figure).getString("name"))
                .toList();
    for (String part :
        List.of(
            "spam, blog comments of no template trained on, fast model: recall there",
            "spam, without wp_blog_comments.csv.gz, fast model: AUC there",
            "house, ")) {
      assertTrue(names.stream().anyMatch(name -> name.startsWith(part)), names::toString);
    }
  }

  @Test
  void call_sameSeed_printsTheSame() {
    assertEquals(
        evaluate("--format", "json", "--second-opinion", "never"),
        evaluate("--format", "json", "--second-opinion", "never"));
  }

  @Test
  void call_markdownWithSecondOpinions_isTables() {
    String report = evaluate("--format", "Markdown", "--second-opinion", "always");
    assertTrue(report.startsWith("| figure | value | rows |\n"), report);
  }
}
