package dev.parley.outbox;

import io.vertx.core.Future;

/** Whom the outbox tells. */
public interface Receiver {
  /**
   * Tells of an act. What fails, or is not told within the time of a lease, is told again: a
   * receiver knows by the act's id that it had it.
   */
  Future<Void> tell(LoggedAct act);
}
