package dev.parley.training;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;

/** The table of languages as text, Markdown or JSON. */
final class LanguageTable {
  private LanguageTable() {}

  static String text(List<LanguageRow> rows) {
    StringBuilder text = new StringBuilder();
    if (!rows.isEmpty()) {
      text.append(
          "\nlanguage    quality file                      AUC (95 % interval)        floor"
              + "  recall at 1 %  flags at .5   rows\n");
    }
    for (LanguageRow row : rows) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-11s %-7s %-25s %-26s %-6s %-14s %-13s %5d%s%n",
              row.language().inEnglish(),
              row.language().quality().code(),
              row.of(),
              Report.number(row.auc()),
              share(row.floor(), 2),
              share(row.recall(), 3),
              share(row.falseFlags(), 3),
              row.auc().rows(),
              remark(row)));
    }
    return text.toString();
  }

  static String markdown(List<LanguageRow> rows) {
    StringBuilder text =
        new StringBuilder(
            "| language | quality | file | AUC | floor | recall at .01 false flags | false flags at"
                + " .5 | rows |\n|---|---|---|---|---|---|---|---|\n");
    for (LanguageRow row : rows) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s | %s%s | %s | %s | %s | %d |\n",
              row.language().inEnglish(),
              row.language().quality().code(),
              row.of(),
              Report.number(row.auc()),
              remark(row),
              share(row.floor(), 2),
              share(row.recall(), 3),
              share(row.falseFlags(), 3),
              row.auc().rows()));
    }
    return text.toString();
  }

  static JsonArray json(List<LanguageRow> rows) {
    JsonArray json = new JsonArray();
    for (LanguageRow row : rows) {
      JsonObject one =
          new JsonObject()
              .put("language", row.language().code())
              .put("quality", row.language().quality().code())
              .put("file", row.of())
              .put("auc", row.auc().value())
              .put("rows", row.auc().rows());
      if (!Double.isNaN(row.floor())) {
        one.put("floor", row.floor()).put("missed", row.missed());
      }
      json.add(one);
    }
    return json;
  }

  private static String remark(LanguageRow row) {
    return row.missed()
        ? " MISSED"
        : row.auc().value() < row.floor() ? " below the floor within its interval" : "";
  }

  private static String share(double value, int digits) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}
