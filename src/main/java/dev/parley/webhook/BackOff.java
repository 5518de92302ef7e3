package dev.parley.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When a message that did not arrive is sent again: after five seconds first, then after twice as
 * long each time up to six hours, a fifth more or less by chance, until three days have passed.
 */
final class BackOff {
  /** How long an address may fail. */
  static final Duration PATIENCE = Duration.ofDays(3);

  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofHours(6);
  private static final int DOUBLINGS = 12;
  private static final double JITTER = 0.2;

  private final RandomGenerator random;

  BackOff(RandomGenerator random) {
    this.random = random;
  }

  /**
   * The time of the next attempt; empty when there is none any more.
   *
   * @param attempts how many there have been
   * @param first when the first was
   */
  Optional<Instant> next(int attempts, Instant first, Instant now) {
    long doubled = FIRST.toMillis() << Math.min(attempts - 1, DOUBLINGS);
    double wait = Math.min(doubled, LONGEST.toMillis()) * (1 + JITTER * random.nextDouble(-1, 1));
    return Optional.of(now.plusMillis(Math.round(wait)))
        .filter(next -> !next.isAfter(first.plus(PATIENCE)));
  }
}
