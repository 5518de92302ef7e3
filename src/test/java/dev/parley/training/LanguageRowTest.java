package dev.parley.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.model.ModelledLanguage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LanguageRowTest {
  private static LanguageRow row(double auc, double high, double floor) {
    return new LanguageRow(
        ModelledLanguage.KOREAN,
        "file",
        new Figure("AUC", auc, auc - 0.01, high, 10),
        .5,
        0,
        floor);
  }

  @ParameterizedTest
  @CsvSource({
    "0.95, 0.96, 0.90, false",
    "0.90, 0.91, 0.90, false",
    "0.89, 0.91, 0.90, false",
    "0.85, 0.89, 0.90, true",
    "0.85, NaN, 0.90, true",
    "0.85, 0.86, NaN, false",
  })
  void missed_belowTheFloorByMoreThanChance_isTrue(
      double auc, double high, double floor, boolean missed) {
    assertEquals(missed, row(auc, high, floor).missed());
  }

  @Test
  void table_saysWhatIsBelowItsFloor() {
    List<LanguageRow> rows = List.of(row(.85, .86, .9), row(.89, .91, .9), row(.95, .96, .9));
    for (String table : List.of(LanguageTable.text(rows), LanguageTable.markdown(rows))) {
      assertTrue(table.contains("MISSED"), table);
      assertTrue(table.contains("below the floor within its interval"), table);
      assertTrue(table.contains("Korean"), table);
    }
    assertEquals(true, LanguageTable.json(rows).getJsonObject(0).getBoolean("missed"));
    assertEquals(false, LanguageTable.json(rows).getJsonObject(2).getBoolean("missed"));
  }

  @ParameterizedTest
  @EnumSource(Floor.class)
  void of_floor_isMeasuredOnFilesOfItsLanguage(Floor floor) {
    List<String> languages = floor.sources().stream().map(Source::language).distinct().toList();
    assertEquals(1, languages.size());
    assertEquals(
        floor, Floor.of(ModelledLanguage.of(languages.get(0)).orElseThrow()).orElseThrow());
  }
}
