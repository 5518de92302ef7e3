package dev.parley.benchmark;

import dev.parley.benchmark.Cost.Memory;
import dev.parley.benchmark.Load.Times;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A line of the benchmark's table.
 *
 * @param jvmMicros processor time of the JVM for one request, in microseconds
 * @param postgresMicros processor time of PostgreSQL for one request, in microseconds
 */
record Row(
    String name,
    double perSecond,
    double medianMillis,
    double p99Millis,
    double jvmMicros,
    double postgresMicros,
    Memory memory) {

  static final String HEADER =
      """
      | case | requests/s | p50 ms | p99 ms | CPU µs, JVM | CPU µs, PostgreSQL | MiB, JVM | MiB, PostgreSQL |
      |---|---:|---:|---:|---:|---:|---:|---:|
      """;

  static Row of(String name, Times times, Cost cost, Memory memory) {
    double requests = times.sorted().length;
    return new Row(
        name,
        times.perSecond(),
        times.milliseconds(0.5),
        times.milliseconds(0.99),
        cost.jvmMicros() / requests,
        cost.postgresMicros() / requests,
        memory);
  }

  /** Of several measurements of one case the one whose cost is in the middle. */
  static Row middle(List<Row> rows) {
    return rows.stream()
        .sorted(Comparator.comparingDouble(Row::micros))
        .toList()
        .get(rows.size() / 2);
  }

  double micros() {
    return jvmMicros + postgresMicros;
  }

  /** The line in Markdown. */
  String line() {
    return String.format(
        Locale.ROOT,
        "| %s | %,.0f | %.2f | %.2f | %.1f | %.1f | %d | %d |",
        name,
        perSecond,
        medianMillis,
        p99Millis,
        jvmMicros,
        postgresMicros,
        memory.jvm(),
        memory.postgres());
  }
}
