package dev.parley;

import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Shows on standard error how far a run is, while it runs. */
final class ProgressBar {
  private static final long SECOND = 1_000;

  private final Supplier<JsonObject> run;
  private final String done;
  private final Timer timer = new Timer("progress", true);

  /** What the bar is about. */
  interface Work {
    void run() throws Exception;
  }

  /**
   * Shows a bar while {@code work} runs.
   *
   * @param run tells how far it is: {@code part} of all, {@code read} records, {@code perSecond} of
   *     them, and the seconds {@code left}
   * @param done what is done with a record
   */
  static void during(Supplier<JsonObject> run, String done, Work work) throws Exception {
    Callable<Boolean> answering =
        () -> {
          work.run();
          return true;
        };
    during(run, done, answering);
  }

  /** The same for work that answers something. */
  static <T> T during(Supplier<JsonObject> run, String done, Callable<T> work) throws Exception {
    ProgressBar bar = new ProgressBar(run, done);
    bar.begin();
    try {
      return work.call();
    } finally {
      bar.end();
    }
  }

  private ProgressBar(Supplier<JsonObject> run, String done) {
    this.run = run;
    this.done = done;
  }

  private void begin() {
    timer.schedule(
        new TimerTask() {
          @Override
          public void run() {
            System.err.print("\r" + line());
          }
        },
        SECOND,
        SECOND);
  }

  /** The bar is no longer than a narrow terminal is wide. */
  private String line() {
    JsonObject report = run.get();
    double part = report.getDouble("part");
    int full = (int) Math.round(part * 20);
    Long left = report.getLong("left");
    return String.format(
        Locale.ROOT,
        "[%s%s] %3.0f %%  %,d %s  %,d/s  %s ",
        "#".repeat(full),
        " ".repeat(20 - full),
        part * 100,
        report.getLong("read"),
        done,
        report.getLong("perSecond"),
        left == null ? "" : String.format(Locale.ROOT, "%d:%02d left", left / 60, left % 60));
  }

  private void end() {
    timer.cancel();
    System.err.print("\r" + " ".repeat(line().length()) + "\r");
  }
}
