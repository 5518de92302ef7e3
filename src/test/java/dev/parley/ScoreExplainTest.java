package dev.parley;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import picocli.CommandLine;

@ResourceLock(Resources.SYSTEM_OUT)
class ScoreExplainTest {
  private static String explained(int code, String lines) {
    InputStream in = System.in;
    PrintStream out = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try {
      System.setIn(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      CommandLine command =
          new CommandLine(new ScoreCommand()).setCaseInsensitiveEnumValuesAllowed(true);
      assertEquals(code, command.execute("--explain", "--second-opinion", "never"));
    } finally {
      System.setIn(in);
      System.setOut(out);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Test
  void explain_insult_tellsScoresThresholdsEvidenceAndVersions() {
    String told =
        explained(0, "{\"id\":\"7\",\"text\":\"You are a stupid idiot\",\"lang\":\"en\"}\n");
    for (String part :
        new String[] {
          "7: hold\n",
          "  language: English\n",
          "  scored by: a model of release quality\n",
          "  toxicity: Toxicity ",
          "at or above the threshold 0.50",
          "because of ",
          "stupid idiot",
          "  models: ",
          "  policy: "
        }) {
      assertTrue(told.contains(part), () -> part + " in " + told);
    }
  }

  @Test
  void explain_otherLanguages_tellsWhatScoredThem() {
    String told =
        explained(
            0,
            "{\"id\":1,\"text\":\"siktir git aptal orospu\",\"lang\":\"tr\"}\n"
                + "{\"id\":2,\"text\":\"Quelle belle journée\",\"lang\":\"fr\"}\n");
    assertTrue(told.contains("beta quality: it orders and holds, and never rejects"), told);
    assertTrue(told.contains("no model of toxicity, only by rules"), told);
  }

  @Test
  void explain_badLine_tellsTheError() {
    String told = explained(1, "nonsense\n");
    assertEquals("null: This line is not a JSON object\n\n", told);
  }
}
