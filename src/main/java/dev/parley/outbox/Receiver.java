package dev.parley.outbox;

import io.vertx.core.Future;
import java.util.Arrays;
import java.util.List;

/** Whom the outbox tells. */
public interface Receiver {
  /**
   * Tells of an act. What fails, or is not told within the time of a lease, is told again: a
   * receiver knows by the act's id that it had it.
   */
  Future<Void> tell(LoggedAct act);

  /**
   * All of them as one, which fails when one fails. Each is told, whatever becomes of the others.
   */
  static Receiver all(Receiver... receivers) {
    List<Receiver> all = List.copyOf(Arrays.asList(receivers));
    return act ->
        Future.join(
                all.stream().map(one -> Future.succeededFuture(act).compose(one::tell)).toList())
            .mapEmpty();
  }
}
