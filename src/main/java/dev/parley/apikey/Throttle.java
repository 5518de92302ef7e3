package dev.parley.apikey;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;

/** A token bucket for each key: far more than a busy site needs, but less than everything. */
final class Throttle {
  /** Twenty a second: Perspective gave everyone one. */
  static final int CALLS_PER_MINUTE = 1_200;

  private final boolean enabled;
  private final Cache<UUID, Bucket> buckets =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterAccess(Duration.ofMinutes(10)).build();

  Throttle(boolean enabled) {
    this.enabled = enabled;
  }

  /** Counts calls. When they are too many, refuses with the seconds to wait. */
  void take(UUID key, int calls) {
    if (!enabled || calls < 1) {
      return;
    }
    ConsumptionProbe probe =
        buckets.get(key, unknown -> bucket()).tryConsumeAndReturnRemaining(calls);
    if (!probe.isConsumed()) {
      throw new Refusal(
              Problem.TOO_FAST,
              String.format(
                  Locale.ROOT, "More than %,d calls a minute with this key", CALLS_PER_MINUTE))
          .retryAfter(Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds() + 1);
    }
  }

  private static Bucket bucket() {
    return Bucket.builder()
        .addLimit(
            limit ->
                limit
                    .capacity(CALLS_PER_MINUTE)
                    .refillGreedy(CALLS_PER_MINUTE, Duration.ofMinutes(1)))
        .build();
  }
}
