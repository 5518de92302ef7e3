package dev.parley.figures;

import dev.parley.http.Parameters;
import dev.parley.problem.Refusal;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Function;

/** How figures are answered: as JSON, or as a table for spreadsheets. */
enum FiguresFormat {
  JSON,
  CSV;

  /** What a request asks for: by its parameter {@code format}, or else by what it accepts first. */
  static FiguresFormat of(RoutingContext context) {
    Optional<String> format = Parameters.text(context, "format");
    if (format.isPresent()) {
      if (!format.get().equals("csv") && !format.get().equals("json")) {
        throw Refusal.invalid("format", "Use json or csv");
      }
      return format.get().equals("csv") ? CSV : JSON;
    }
    boolean table =
        context.parsedHeaders().accept().stream()
            .findFirst()
            .filter(first -> first.value().equalsIgnoreCase("text/csv"))
            .isPresent();
    return table ? CSV : JSON;
  }

  /**
   * Answers.
   *
   * @param name of the table's file, without its ending
   * @param table makes the table
   */
  Future<Void> answer(
      HttpServerResponse response,
      JsonObject figures,
      String name,
      Function<JsonObject, String> table) {
    response.putHeader("Cache-Control", "private, no-store").putHeader("Vary", "Accept");
    if (this == JSON) {
      return response.putHeader("Content-Type", "application/json").end(figures.toBuffer());
    }
    return response
        .putHeader("Content-Type", "text/csv; charset=utf-8")
        .putHeader("Content-Disposition", "attachment; filename=\"%s.csv\"".formatted(name))
        .end(table.apply(figures));
  }
}
