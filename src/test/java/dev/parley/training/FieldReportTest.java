package dev.parley.training;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.screening.Checks;
import dev.parley.screening.SecondOpinions;
import dev.parley.screening.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FieldReportTest {
  @TempDir private static Path folder;

  private static Path file(String lines) throws IOException {
    return Files.writeString(folder.resolve("texts.jsonl"), lines);
  }

  @Test
  void of_texts_tellsSharesByLanguageAndWhatIsWrong() throws IOException {
    Path texts =
        file(
            """
            {"id":"a","lang":"en","kind":"toxic","text":"You are a fucking idiot."}
            {"id":"b","lang":"en","kind":"toxic","text":"The bridge is open again."}
            {"id":"c","lang":"en","kind":"harmless","text":"The ferry was late today."}
            {"id":"d","lang":"de","kind":"spam","text":"Hallo","name":"Casino Bonus","url":"https://casino.example"}
            """);

    try (SecondOpinions opinions = SecondOpinions.never()) {
      String report =
          new FieldReport(Checks.shipped(opinions).ofComments(Work.here()))
              .of(FieldText.read(texts));

      assertTrue(report.contains("en toxic       not published   1 of   2:  50.0 %"), report);
      assertTrue(report.contains("en harmless    not published   0 of   1:   0.0 %"), report);
      assertTrue(report.contains("de spam        not published   1 of   1: 100.0 %"), report);
      assertTrue(report.contains("b en toxic approve"), report);
      assertFalse(report.contains("a en toxic"), report);
    }
  }

  @Test
  void read_lineThatIsNoText_isRefused() throws IOException {
    Path texts = file("{\"id\":\"a\",\"lang\":\"en\",\"kind\":\"nonsense\",\"text\":\"x\"}");
    assertThrows(IOException.class, () -> FieldText.read(texts));
  }
}
