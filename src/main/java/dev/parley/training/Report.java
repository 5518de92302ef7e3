package dev.parley.training;

import java.util.List;
import java.util.Locale;

/** Figures as text, Markdown or JSON. */
enum Report {
  TEXT {
    @Override
    String of(String version, List<Evaluation.Figure> figures) {
      StringBuilder text = new StringBuilder("models " + version + "\n");
      for (Evaluation.Figure figure : figures) {
        text.append(String.format(Locale.ROOT, "%-95s %s%n", figure.name(), number(figure)));
      }
      return text.toString();
    }
  },
  MARKDOWN {
    @Override
    String of(String version, List<Evaluation.Figure> figures) {
      StringBuilder text = new StringBuilder("| figure | value | rows |\n|---|---|---|\n");
      for (Evaluation.Figure figure : figures) {
        text.append("| %s | %s | %d |\n".formatted(figure.name(), number(figure), figure.rows()));
      }
      return text.toString();
    }
  },
  JSON {
    @Override
    String of(String version, List<Evaluation.Figure> figures) {
      List<String> parts = figures.stream().map(Report::json).toList();
      return "{\"version\":\"" + version + "\",\"figures\":[" + String.join(",", parts) + "]}\n";
    }
  };

  abstract String of(String version, List<Evaluation.Figure> figures);

  private static String number(Evaluation.Figure figure) {
    return Double.isNaN(figure.low())
        ? String.format(Locale.ROOT, "%.4f", figure.value())
        : String.format(
            Locale.ROOT, "%.4f (%.4f to %.4f)", figure.value(), figure.low(), figure.high());
  }

  /** Names are ours and hold nothing that JSON escapes; NaN is null. */
  private static String json(Evaluation.Figure figure) {
    return "{\"name\":\"%s\",\"value\":%s,\"low\":%s,\"high\":%s,\"rows\":%d}"
        .formatted(
            figure.name(),
            orNull(figure.value()),
            orNull(figure.low()),
            orNull(figure.high()),
            figure.rows());
  }

  private static String orNull(double value) {
    return Double.isNaN(value) ? "null" : String.format(Locale.ROOT, "%.6f", value);
  }
}
