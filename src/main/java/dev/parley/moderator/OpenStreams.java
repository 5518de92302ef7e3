package dev.parley.moderator;

import io.vertx.core.buffer.Buffer;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * What is held open on behalf of a sign-in or an API token, and ends with it. Safe for several
 * threads: what ends is told so by whoever ended it.
 */
final class OpenStreams {
  private final Set<Held> held = ConcurrentHashMap.newKeySet();

  /** One of them: whose it is, and how it is ended. */
  record Held(Buffer credential, UUID moderator, Runnable end) {}

  /** Holds one; the answer lets it go without ending it. */
  Runnable hold(Held one) {
    held.add(one);
    return () -> held.remove(one);
  }

  /** Ends all that were opened with a cookie or token. */
  void endOf(Buffer credential) {
    end(one -> one.credential().equals(credential));
  }

  /** Ends all of a moderator. */
  void endOf(UUID moderator) {
    end(one -> one.moderator().equals(moderator));
  }

  /** Ends all of a moderator but those opened with this. */
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
