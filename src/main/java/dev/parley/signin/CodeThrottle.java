package dev.parley.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.UUID;

/**
 * Limits how often the codes of one account can be guessed, from all networks together: a code has
 * six digits only. Whoever guesses them knows the password already, so nobody else can lock an
 * owner out by this.
 */
final class CodeThrottle {
  private static final int FAILURES = 10;
  private static final Duration WITHIN = Duration.ofMinutes(30);

  private final boolean enabled;
  private final Cache<UUID, Bucket> buckets =
      Caffeine.newBuilder().maximumSize(100_000).expireAfterAccess(WITHIN).build();

  CodeThrottle(boolean enabled) {
    this.enabled = enabled;
  }

  /** Takes one attempt; refused after too many failures. Run the answer when the code was right. */
  Runnable begin(UUID moderator) {
    if (!enabled) {
      return () -> {};
    }
    Bucket bucket =
        buckets.get(
            moderator,
            key ->
                Bucket.builder()
                    .addLimit(limit -> limit.capacity(FAILURES).refillGreedy(FAILURES, WITHIN))
                    .build());
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      long seconds = Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds() + 1;
      throw new Refusal(
              Problem.TOO_FAST, "Too many wrong codes. Try again in " + seconds + " seconds.")
          .retryAfter(seconds);
    }
    return () -> bucket.addTokens(1);
  }
}
