package dev.parley.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;

/**
 * Counts acts by what was done, as {@code parley_acts_total}. An act is counted on the node that
 * took it out of the outbox, so that the sum over all nodes is right.
 */
public final class ActCounter implements Receiver {
  private final MeterRegistry registry;

  public ActCounter(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public Future<Void> tell(LoggedAct act) {
    registry.counter("parley.acts", "action", act.action()).increment();
    return Future.succeededFuture();
  }
}
