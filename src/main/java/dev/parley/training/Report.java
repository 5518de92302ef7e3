package dev.parley.training;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Formats figures as text, Markdown or JSON. */
enum Report {
  TEXT {
    @Override
    String of(String version, Figures figures) {
      StringBuilder text = new StringBuilder("models " + version + "\n");
      for (Figure figure : figures.all()) {
        text.append(
            String.format(
                Locale.ROOT, "%-100s %-27s %6d%n", figure.name(), number(figure), figure.rows()));
      }
      for (Map.Entry<String, Reliability> table : figures.reliabilities().entrySet()) {
        text.append("\ncalibration, ").append(table.getKey()).append('\n');
        text.append("     score   mean score  positives   rows\n");
        for (Reliability.Bin bin : table.getValue().bins()) {
          text.append(
              String.format(
                  Locale.ROOT,
                  "%.1f to %.1f %12s %10s %6d%n",
                  bin.low(),
                  bin.high(),
                  share(bin.score()),
                  share(bin.positives()),
                  bin.rows()));
        }
      }
      return text.append(LanguageTable.text(figures.languages())).toString();
    }
  },
  MARKDOWN {
    @Override
    String of(String version, Figures figures) {
      return table(figures.all())
          + calibration(figures)
          + "\n"
          + LanguageTable.markdown(figures.languages());
    }
  },
  JSON {
    @Override
    String of(String version, Figures figures) {
      JsonObject tables = new JsonObject();
      figures
          .reliabilities()
          .forEach(
              (name, table) ->
                  tables.put(
                      name, new JsonArray(table.bins().stream().map(Report::json).toList())));
      return new JsonObject()
              .put("version", version)
              .put("figures", new JsonArray(figures.all().stream().map(Report::json).toList()))
              .put("calibration", tables)
              .put("languages", LanguageTable.json(figures.languages()))
              .encode()
          + "\n";
    }
  };

  abstract String of(String version, Figures figures);

  /** A table in Markdown. */
  static String table(List<Figure> figures) {
    StringBuilder text = new StringBuilder("| figure | value | rows |\n|---|---|---|\n");
    for (Figure figure : figures) {
      text.append(
          String.format(
              Locale.ROOT, "| %s | %s | %d |\n", figure.name(), number(figure), figure.rows()));
    }
    return text.toString();
  }

  /** Tables of calibration in Markdown. */
  static String calibration(Figures figures) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, Reliability> table : figures.reliabilities().entrySet()) {
      text.append("\n| calibration, ").append(table.getKey());
      text.append(": score | mean score | positives | rows |\n|---|---|---|---|\n");
      for (Reliability.Bin bin : table.getValue().bins()) {
        text.append(
            String.format(
                Locale.ROOT,
                "| %.1f to %.1f | %s | %s | %d |%n",
                bin.low(),
                bin.high(),
                share(bin.score()),
                share(bin.positives()),
                bin.rows()));
      }
    }
    return text.toString();
  }

  /** A figure with its interval. */
  static String number(Figure figure) {
    return Double.isNaN(figure.low())
        ? share(figure.value())
        : String.format(
            Locale.ROOT, "%.4f (%.4f to %.4f)", figure.value(), figure.low(), figure.high());
  }

  private static String share(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4f", value);
  }

  private static JsonObject json(Figure figure) {
    return new JsonObject()
        .put("name", figure.name())
        .put("value", orNull(figure.value()))
        .put("low", orNull(figure.low()))
        .put("high", orNull(figure.high()))
        .put("rows", figure.rows());
  }

  private static JsonObject json(Reliability.Bin bin) {
    return new JsonObject()
        .put("low", bin.low())
        .put("high", bin.high())
        .put("score", orNull(bin.score()))
        .put("positives", orNull(bin.positives()))
        .put("rows", bin.rows());
  }

  /** Six digits, because no figure is more precise; JSON has no NaN. */
  private static @Nullable Double orNull(double value) {
    return Double.isNaN(value) ? null : Math.rint(value * 1e6) / 1e6;
  }
}
