package dev.parley.benchmark;

import java.util.Locale;

/**
 * What may be measured at most.
 *
 * @param what in words, for whoever reads the table
 * @param unit such as "ms"
 */
record Limit(String what, double measured, double most, String unit) {
  boolean passed() {
    return !(measured <= most);
  }

  /** The line in Markdown. */
  String line() {
    return String.format(
        Locale.ROOT,
        "| %s | %.2f %s | %.2f %s | %s |",
        what,
        measured,
        unit,
        most,
        unit,
        passed() ? "**passed**" : "kept");
  }
}
