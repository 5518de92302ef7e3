package dev.parley.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Collects figures in reading order, with the tables that some of them sum up. */
final class Figures {
  private final Bootstrap bootstrap;
  private final List<Figure> all = new ArrayList<>();
  private final Map<String, Reliability> reliabilities = new LinkedHashMap<>();
  private final List<LanguageRow> languages = new ArrayList<>();

  Figures(Bootstrap bootstrap) {
    this.bootstrap = bootstrap;
  }

  List<Figure> all() {
    return Collections.unmodifiableList(all);
  }

  /** Tables of calibration, by the name of what is calibrated. */
  Map<String, Reliability> reliabilities() {
    return Collections.unmodifiableMap(reliabilities);
  }

  /** The table of languages. */
  List<LanguageRow> languages() {
    return Collections.unmodifiableList(languages);
  }

  void add(LanguageRow row) {
    languages.add(row);
  }

  void add(Figure figure) {
    all.add(figure);
  }

  /** Adds a figure of scores against labels. */
  void add(String name, Metrics metrics, ToDoubleFunction<Metrics> figure) {
    add(name, metrics.families(), times -> figure.applyAsDouble(metrics.counted(times)));
  }

  /**
   * Adds a figure of rows with given counts, unless there are no rows.
   *
   * @param families for each row, what is drawn with it; see {@link Bootstrap#interval}
   */
  void add(String name, int[] families, ToDoubleFunction<int[]> figure) {
    if (families.length > 0) {
      int[] once = new int[families.length];
      Arrays.fill(once, 1);
      double value = figure.applyAsDouble(once);
      Bootstrap.Interval interval = bootstrap.interval(value, families, figure);
      all.add(new Figure(name, value, interval.low(), interval.high(), families.length));
    }
  }

  /** Adds the share of rows that fulfil a condition. */
  void share(String name, Scored rows, Predicate<Scored.Row> condition) {
    boolean[] is = new boolean[rows.rows().size()];
    for (int i = 0; i < is.length; i++) {
      is[i] = condition.test(rows.rows().get(i));
    }
    add(name, rows.families(), times -> (double) sum(is, times) / Arrays.stream(times).sum());
  }

  /** Families of rows that have nothing to do with each other: one for each row. */
  static int[] apart(int rows) {
    return IntStream.range(0, rows).toArray();
  }

  /** Adds AUC and recall at precision 95 %, where there are rows of both labels. */
  void ranked(String name, Metrics metrics) {
    if (metrics.ranks()) {
      add(name + ": AUC", metrics, Metrics::auc);
      add(name + ": recall at precision 95 %", metrics, m -> m.recallAt(0.95));
    }
  }

  /** Adds the expected calibration error, with its table. */
  void calibrated(String name, Metrics metrics) {
    if (metrics.rows() > 0) {
      add(name + ": expected calibration error", metrics, Metrics::calibrationError);
      reliabilities.put(name, metrics.reliability());
    }
  }

  /** The total count of the rows that fulfil a condition. */
  static int sum(boolean[] is, int[] times) {
    int sum = 0;
    for (int i = 0; i < is.length; i++) {
      sum += is[i] ? times[i] : 0;
    }
    return sum;
  }
}
