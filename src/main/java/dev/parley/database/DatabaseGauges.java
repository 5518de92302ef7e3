package dev.parley.database;

import dev.parley.loop.Regularly;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Figures of the metrics that are read from the database now and then. Every node reads the same,
 * so of several nodes the greatest counts, not the sum. What is not selected any more is told no
 * more.
 */
public final class DatabaseGauges {
  private static final Duration EVERY = Duration.ofSeconds(10);

  private final Vertx vertx;
  private final Database database;
  private final MeterRegistry registry;

  public DatabaseGauges(Vertx vertx, Database database, MeterRegistry registry) {
    this.vertx = vertx;
    this.database = database;
    this.registry = registry;
  }

  /**
   * Tells what a statement selects.
   *
   * @param name the beginning of the gauges' names
   * @param select limits its rows, and with them the labels; every column is a {@code float8} and a
   *     gauge of its own, but for those that are labels
   * @param labels columns that are a {@code text}
   */
  public void watch(String name, String select, String... labels) {
    Map<String, MultiGauge> gauges = new LinkedHashMap<>();
    Regularly.every(
        vertx,
        EVERY,
        "Figures of the metrics are older than usual",
        () ->
            database
                .pool()
                .preparedQuery(select)
                .execute()
                .onSuccess(rows -> tell(name, rows, List.of(labels), gauges)));
  }

  private void tell(
      String name, RowSet<Row> rows, List<String> labels, Map<String, MultiGauge> gauges) {
    for (String column : rows.columnsNames()) {
      if (!labels.contains(column)) {
        List<MultiGauge.Row<?>> values = new ArrayList<>();
        rows.forEach(
            row -> values.add(MultiGauge.Row.of(tags(row, labels), row.getDouble(column))));
        gauges
            .computeIfAbsent(
                column,
                one -> MultiGauge.builder(name + "." + one.replace('_', '.')).register(registry))
            .register(values, true);
      }
    }
  }

  private static Tags tags(Row row, List<String> labels) {
    return Tags.of(labels.stream().map(label -> Tag.of(label, row.getString(label))).toList());
  }
}
