package dev.parley.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class ReportTest {
  private final Figures figures = new Figures(new Bootstrap(7));

  private Figures some() {
    figures.add(new Figure("a \"share\"", 0.123456789, 0.1, 0.2, 40));
    figures.add(Figure.bare("nothing", Double.NaN, 0));
    figures.calibrated("it", new Metrics(new double[] {0.35, 0.95}, new boolean[] {true, true}));
    return figures;
  }

  @Test
  void of_json_isReadBackWithNullForWhatIsUnknown() {
    JsonObject report = new JsonObject(Report.JSON.of("abc", some()));
    assertEquals("abc", report.getString("version"));
    JsonObject first = report.getJsonArray("figures").getJsonObject(0);
    assertEquals("a \"share\"", first.getString("name"));
    assertEquals(0.123457, first.getDouble("value"));
    assertEquals(0.1, first.getDouble("low"));
    assertEquals(40, first.getInteger("rows"));
    JsonObject second = report.getJsonArray("figures").getJsonObject(1);
    assertTrue(second.containsKey("value"));
    assertNull(second.getValue("value"));
    assertNull(second.getValue("low"));
  }

  @Test
  void of_json_holdsTenBinsOfACalibration() {
    var bins =
        new JsonObject(Report.JSON.of("abc", some()))
            .getJsonObject("calibration")
            .getJsonArray("it");
    assertEquals(10, bins.size());
    assertEquals(1, bins.getJsonObject(3).getInteger("rows"));
    assertEquals(0.35, bins.getJsonObject(3).getDouble("score"));
    assertEquals(1, bins.getJsonObject(3).getDouble("positives"));
    assertNull(bins.getJsonObject(4).getValue("score"));
  }

  @Test
  void of_markdown_isTables() {
    String report = Report.MARKDOWN.of("abc", some());
    assertTrue(report.startsWith("| figure | value | rows |\n|---|---|---|\n"), report);
    assertTrue(report.contains("| a \"share\" | 0.1235 (0.1000 to 0.2000) | 40 |\n"), report);
    assertTrue(report.contains("| nothing | - | 0 |\n"), report);
    assertTrue(report.contains("| 0.3 to 0.4 | 0.3500 | 1.0000 | 1 |\n"), report);
    assertTrue(
        report.lines().filter(line -> !line.isEmpty()).allMatch(line -> line.startsWith("|")));
  }

  @Test
  void of_text_namesTheModelsAndAllFigures() {
    String report = Report.TEXT.of("abc", some());
    assertTrue(report.startsWith("models abc\n"), report);
    assertTrue(report.contains("0.1235 (0.1000 to 0.2000)"), report);
    assertTrue(report.contains("calibration, it\n"), report);
  }
}
