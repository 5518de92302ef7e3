package dev.parley.posting;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.http.Allowance;
import dev.parley.http.NetworkPrefix;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;

/**
 * A token bucket for each network and site: a burst at once, then so many a minute. A network is a
 * /24 of IPv4 or a /64 of IPv6.
 */
public final class RateLimit {
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final String name;
  private final boolean enabled;
  private final int perMinute;
  private final TimeMeter clock;
  private final Cache<Key, Bucket> buckets =
      Caffeine.newBuilder().maximumSize(100_000).expireAfterAccess(Duration.ofMinutes(10)).build();

  private record Key(int site, Object network) {}

  /**
   * @param name what it limits, for the clients it is told to
   */
  public RateLimit(String name, boolean enabled, int perMinute, TimeMeter clock) {
    this.name = name;
    this.enabled = enabled;
    this.perMinute = perMinute;
    this.clock = clock;
  }

  /** Takes a token. When there is none, refuses with the seconds until the next one. */
  public void take(int site, String address) {
    if (!enabled) {
      return;
    }
    ConsumptionProbe probe = bucket(site, address).tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      long seconds = Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds() + 1;
      throw new Refusal(Problem.TOO_FAST, "You can post again in " + seconds + " seconds.")
          .retryAfter(seconds);
    }
  }

  /** What an address may still do on a site; empty when nothing is limited. */
  Optional<Allowance> allowance(int site, String address) {
    return Optional.of(enabled).filter(limited -> limited).map(limited -> left(site, address));
  }

  private Allowance left(int site, String address) {
    Bucket bucket = bucket(site, address);
    long left = bucket.getAvailableTokens();
    long wait =
        left < perMinute ? bucket.estimateAbilityToConsume(left + 1).getNanosToWaitForRefill() : 0;
    return new Allowance(name, perMinute, WINDOW, left, Duration.ofNanos(wait));
  }

  private Bucket bucket(int site, String address) {
    Object network = NetworkPrefix.around(address).<Object>map(known -> known).orElse(address);
    return buckets.get(new Key(site, network), key -> bucket());
  }

  private Bucket bucket() {
    return Bucket.builder()
        .withCustomTimePrecision(clock)
        .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, WINDOW))
        .build();
  }
}
