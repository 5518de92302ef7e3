package dev.parley;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.slow.OtherProcess;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page for developers: its commands are run, and answer what it shows. */
@OtherProcess
class DevelopersPageTest {
  private static final Path PAGE = Path.of("src/site/markdown/developers.md");
  private static final Pattern BLOCK = Pattern.compile("(?s)```(sh|json)\n(.*?)```");

  @TempDir private Path folder;
  private final Map<String, String> known = new HashMap<>();

  /** What the commands of a block print; of several, the last. */
  private String run(String commands) throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-euc", commands.replace("curl -sS", "curl -sS -w '\\n'"))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(known);
    Process process = builder.start();
    assertTrue(process.waitFor(1, TimeUnit.MINUTES), commands);
    String printed = Files.readString(output, StandardCharsets.UTF_8).strip();
    assertEquals(0, process.exitValue(), commands + "\n" + printed);
    return printed.substring(printed.lastIndexOf('\n') + 1);
  }

  /** Holds an answer against the one that is shown, and remembers what that gives names to. */
  private void compare(Object shown, Object answered, String where) {
    if (shown instanceof JsonObject object) {
      JsonObject actual = answered instanceof JsonObject json ? json : wrong(where, answered);
      object.forEach(
          field ->
              compare(
                  field.getValue(),
                  actual.containsKey(field.getKey())
                      ? actual.getValue(field.getKey())
                      : wrong(where + "." + field.getKey(), actual),
                  where + "." + field.getKey()));
    } else if (shown instanceof JsonArray array) {
      JsonArray actual = answered instanceof JsonArray json ? json : wrong(where, answered);
      assertTrue(
          array.isEmpty() ? actual.isEmpty() : actual.size() >= array.size(),
          () -> where + ": " + actual);
      for (int i = 0; i < array.size(); i++) {
        compare(array.getValue(i), actual.getValue(i), where + "[" + i + "]");
      }
    } else if (shown instanceof String text && text.startsWith("$")) {
      String name = text.substring(1);
      assertEquals(known.computeIfAbsent(name, first -> answered.toString()), answered, where);
    } else if (shown instanceof Double) {
      // A score, which the next model may give otherwise.
      double expected = (Double) shown;
      double actual = ((Number) answered).doubleValue();
      assertTrue(expected < .5 == actual < .5 || expected == actual, where + ": " + answered);
    } else if (!"…".equals(shown)) {
      assertEquals(shown, answered, where);
    }
  }

  private static <T> T wrong(String where, Object answered) {
    return fail(where + " is not in " + answered);
  }

  @Test
  void commands_answerWhatThePageShows() throws Exception {
    assumeTrue(
        new ProcessBuilder("sh", "-c", "command -v curl").start().waitFor() == 0,
        "There is no curl here");
    try (TestParley parley = TestParley.start(Map.of())) {
      known.put("PARLEY", parley.url());
      known.put("EMAIL", TestParley.ADMIN);
      known.put("PASSWORD", TestParley.PASSWORD);
      String printed = "";
      int compared = 0;
      List<MatchResult> blocks = BLOCK.matcher(Files.readString(PAGE)).results().toList();
      for (MatchResult block : blocks) {
        if (block.group(1).equals("sh")) {
          printed = run(block.group(2));
        } else {
          compare(new JsonObject(block.group(2)), new JsonObject(printed), "answer");
          compared++;
        }
      }
      assertTrue(compared >= 10, "only " + compared);
    }
  }
}
