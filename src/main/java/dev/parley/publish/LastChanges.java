package dev.parley.publish;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Since when answers have been as they are: the times for {@code Last-Modified}. The times of
 * comments would not do, because an answer also changes when a comment goes. An answer that changes
 * twice within one second has no such time for the rest of that second, for HTTP counts in seconds.
 * Safe for several threads.
 */
final class LastChanges {
  private final Clock clock;
  private final Cache<Object, Seen> seen = Caffeine.newBuilder().maximumSize(20_000).build();

  /**
   * @param told the latest time that was told of this answer, whatever it said
   */
  private record Seen(String etag, Instant told, boolean known) {}

  LastChanges(Clock clock) {
    this.clock = clock;
  }

  /**
   * Since when an answer has had that tag, in whole seconds.
   *
   * @param what identifies the answer
   */
  Optional<Instant> of(Object what, String etag) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Seen latest = seen.asMap().compute(what, (same, before) -> seen(before, etag, now));
    return Optional.of(latest).filter(Seen::known).map(Seen::told);
  }

  private static Seen seen(@Nullable Seen before, String etag, Instant now) {
    if (before != null && before.known() && before.etag().equals(etag)) {
      return before;
    }
    return before == null || now.isAfter(before.told())
        ? new Seen(etag, now, true)
        : new Seen(etag, before.told(), false);
  }
}
