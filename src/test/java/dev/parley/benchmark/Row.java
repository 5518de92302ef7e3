package dev.parley.benchmark;

import dev.parley.benchmark.Cost.Memory;
import dev.parley.benchmark.Load.Times;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * A line of the benchmark's table.
 *
 * @param jvmMicros processor time of the JVM for one request, in microseconds, without its
 *     compilers
 * @param compilerMicros processor time of the JVM's compilers for one request
 * @param postgresMicros processor time of PostgreSQL for one request, in microseconds
 */
record Row(
    String name,
    double perSecond,
    double medianMillis,
    double p99Millis,
    double jvmMicros,
    double compilerMicros,
    double postgresMicros,
    Memory memory) {

  static final String HEADER =
      """
      | case | requests/s | p50 ms | p99 ms | CPU µs, JVM | CPU µs, its compilers | CPU µs, PostgreSQL | MiB, JVM | MiB, PostgreSQL |
      |---|---:|---:|---:|---:|---:|---:|---:|---:|
      """;

  static Row of(String name, Times times, Cost cost, Memory memory) {
    double requests = times.sorted().length;
    return new Row(
        name,
        times.perSecond(),
        times.milliseconds(0.5),
        times.milliseconds(0.99),
        cost.jvmMicros() / requests,
        cost.compilerMicros() / requests,
        cost.postgresMicros() / requests,
        memory);
  }

  /** Of several measurements of one case the median of each number. */
  static Row median(List<Row> rows) {
    return new Row(
        rows.get(0).name(),
        median(rows, Row::perSecond),
        median(rows, Row::medianMillis),
        median(rows, Row::p99Millis),
        median(rows, Row::jvmMicros),
        median(rows, Row::compilerMicros),
        median(rows, Row::postgresMicros),
        rows.get(rows.size() - 1).memory());
  }

  private static double median(List<Row> rows, ToDoubleFunction<Row> number) {
    return median(rows.stream().mapToDouble(number));
  }

  /** The middle one of some numbers, or what lies between the two in the middle. */
  static double median(DoubleStream numbers) {
    double[] sorted = numbers.sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  double micros() {
    return jvmMicros + postgresMicros;
  }

  /** The line in Markdown. */
  String line() {
    return String.format(
        Locale.ROOT,
        "| %s | %,.0f | %.2f | %.2f | %.1f | %.1f | %.1f | %d | %d |",
        name,
        perSecond,
        medianMillis,
        p99Millis,
        jvmMicros,
        compilerMicros,
        postgresMicros,
        memory.jvm(),
        memory.postgres());
  }
}
