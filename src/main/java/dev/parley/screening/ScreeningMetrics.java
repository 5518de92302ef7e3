package dev.parley.screening;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How long checks take, and what verdicts come of them. Safe for several threads. */
public final class ScreeningMetrics {
  private final MeterRegistry registry;
  private final Map<String, Timer> checks = new ConcurrentHashMap<>();

  public ScreeningMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Measures nothing. */
  static ScreeningMetrics none() {
    return new ScreeningMetrics(new CompositeMeterRegistry());
  }

  /** A check has looked. */
  void looked(Check check, long nanoseconds) {
    checks
        .computeIfAbsent(check.name(), name -> registry.timer("parley.check", "check", name))
        .record(Duration.ofNanos(nanoseconds));
  }

  /** A draft was screened, waiting for models and the second opinion included. */
  void screened(Screened screened, long nanoseconds) {
    registry.timer("parley.screening").record(Duration.ofNanos(nanoseconds));
    registry.counter("parley.verdicts", "verdict", screened.verdict().code()).increment();
  }
}
