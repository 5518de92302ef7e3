package dev.parley;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley.TestSite;
import dev.parley.learning.Wordings;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that finds a site's old scores on Parley's scale. */
class CalibrateCommandTest {
  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site();

  @TempDir private Path folder;

  private String calibrated(String table) throws Exception {
    Path file = Files.writeString(folder.resolve("scores.csv"), table);
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      int code =
          Main.commandLine()
              .execute(
                  "calibrate",
                  "--perspective",
                  file.toString(),
                  "--site",
                  site.slug(),
                  "--set",
                  "database.url=" + parley.service().databaseUrl());
      assertEquals(0, code);
    } finally {
      System.setOut(before);
    }
    return said.toString(StandardCharsets.UTF_8);
  }

  /** Scores of another scale: the ruder a text, the higher. */
  private static List<String> scored(String attribute) {
    Wordings wordings = new Wordings(3);
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String text =
          wordings.of(false) + (i % 3 == 0 ? " You are an idiot, a moron and a liar." : "");
      rows.add(
          String.format(
              Locale.ROOT, "\"%s\",%.2f,%s,en", text, i % 3 == 0 ? .9 : .002 * i, attribute));
    }
    return rows;
  }

  @Test
  void table_ofOldScores_isToldInOurScores() throws Exception {
    List<String> rows = new ArrayList<>(List.of("text,score,attribute,lang"));
    rows.addAll(scored("TOXICITY"));
    rows.addAll(scored("INSULT").subList(0, 20));
    rows.add("\"Nothing to say of this\",high,TOXICITY,en");
    rows.add("\"Nobody has learnt this\",0.5,COMPASSION_EXPERIMENTAL,en");

    String told = calibrated(String.join("\n", rows));

    assertTrue(told.contains("TOXICITY, en: your 0.50 is our "), told);
    assertTrue(told.contains("(60 texts; at 0.80 both treat 100.0 % alike)"), told);
    assertTrue(told.contains("INSULT, en: 20 texts are too few; 50 are needed."), told);
    assertTrue(told.contains("2 rows were skipped"), told);
  }

  @Test
  void key_thatAsksForIt_getsScoresOnTheOldScale() throws Exception {
    List<String> rows = new ArrayList<>(List.of("text,score,attribute,lang"));
    rows.addAll(scored("TOXICITY"));
    calibrated(String.join("\n", rows));
    String rude = "The ferry was late. You are an idiot, a moron and a liar.";

    JsonObject old = analysed(rude, "perspective");
    JsonObject own = analysed(rude, "parley");

    assertEquals("perspective", old.getJsonObject("parley").getString("scale"));
    assertEquals(
        new JsonArray().add("TOXICITY"), old.getJsonObject("parley").getJsonArray("onOldScale"));
    assertEquals("parley", own.getJsonObject("parley").getString("scale"));
    assertTrue(score(old, "TOXICITY") >= .85, old::encode);
    assertNotEquals(score(own, "TOXICITY"), score(old, "TOXICITY"));
    assertEquals(score(own, "INSULT"), score(old, "INSULT"));
  }

  private static double score(JsonObject answer, String attribute) {
    return answer
        .getJsonObject("attributeScores")
        .getJsonObject(attribute)
        .getJsonObject("summaryScore")
        .getDouble("value");
  }

  private JsonObject analysed(String text, String scale) {
    String key =
        parley
            .administrator()
            .send(
                "POST",
                "/api/v1/tokens",
                new JsonObject()
                    .put("name", "Drop-in")
                    .put("site", site.slug())
                    .put("scale", scale))
            .json()
            .getString("token");
    JsonObject request =
        new JsonObject()
            .put("comment", new JsonObject().put("text", text))
            .put("languages", new JsonArray().add("en"))
            .put(
                "requestedAttributes",
                new JsonObject().put("TOXICITY", new JsonObject()).put("INSULT", new JsonObject()));
    return parley.send("POST", "/v1alpha1/comments:analyze?key=" + key, request).json();
  }

  @Test
  void table_ofComments_isReadById() throws Exception {
    List<String> rows = new ArrayList<>(List.of("id,value"));
    Wordings wordings = new Wordings(4);
    for (int i = 0; i < 55; i++) {
      String id =
          site.post("quay", "Reader " + i, wordings.of(false))
              .json()
              .getJsonObject("comment")
              .getString("id");
      rows.add(id + "," + i / 100.0);
    }
    rows.add("01890000-0000-7000-8000-000000000000,0.3");

    String told = calibrated(String.join("\n", rows));

    assertTrue(told.contains("(55 texts;"), told);
    assertTrue(told.contains("1 rows were skipped"), told);
  }
}
