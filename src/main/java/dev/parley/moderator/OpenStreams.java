package dev.parley.moderator;

import io.vertx.core.buffer.Buffer;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * The streams opened by a session or an API token, which end with it. Safe for several threads:
 * whoever ends the session tells its streams.
 */
final class OpenStreams {
  private final Set<Held> held = ConcurrentHashMap.newKeySet();

  /** A stream: whose it is, and how to end it. */
  record Held(Buffer credential, UUID moderator, Runnable end) {}

  /** Adds a stream. Run the answer to remove it without ending it. */
  Runnable hold(Held one) {
    held.add(one);
    return () -> held.remove(one);
  }

  /** Ends all streams that were opened with a cookie or token. */
  void endOf(Buffer credential) {
    end(one -> one.credential().equals(credential));
  }

  /** Ends all streams of a moderator. */
  void endOf(UUID moderator) {
    end(one -> one.moderator().equals(moderator));
  }

  /** Ends all streams of a moderator except those opened with this cookie or token. */
  void endOfOthers(UUID moderator, Buffer present) {
    end(one -> one.moderator().equals(moderator) && !one.credential().equals(present));
  }

  private void end(Predicate<Held> which) {
    held.stream()
        .filter(which)
        .toList()
        .forEach(
            one -> {
              held.remove(one);
              one.end().run();
            });
  }
}
