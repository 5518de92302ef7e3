package dev.parley.webhook;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * An event on its way to a webhook.
 *
 * @param id what the receiver knows it by
 * @param act the row of the log, or the report, it tells of
 * @param type the event's code
 * @param attempts how many there have been, this one included
 * @param first when the first of them was
 */
record Delivery(
    UUID id,
    UUID act,
    String type,
    Optional<UUID> comment,
    Instant happenedAt,
    int attempts,
    Instant first) {

  /** How far it is. */
  enum State {
    WAITING,
    DELIVERED,
    GIVEN_UP;

    private static final State[] BY_NUMBER = values();

    static State ofNumber(int number) {
      return BY_NUMBER[number];
    }

    short number() {
      return (short) ordinal();
    }

    /** The word of the API. */
    String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * What came of an attempt.
   *
   * @param response the status of the answer; empty when there was none
   * @param answer how it began, or why there was none
   */
  record Outcome(Optional<Integer> response, String answer, long tookMillis) {
    private static final int GONE = 410;

    boolean delivered() {
      return response.filter(status -> status >= 200 && status < 300).isPresent();
    }

    /**
     * Whether the receiver wants nothing any more, as Standard Webhooks understands this status.
     */
    boolean gone() {
      return response.filter(status -> status == GONE).isPresent();
    }
  }
}
