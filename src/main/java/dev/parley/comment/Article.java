package dev.parley.comment;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A page of a site, known by the publisher's own key.
 *
 * @param count approved comments
 * @param version raised by every visible change of its thread; 0 while nothing was ever shown
 */
public record Article(
    UUID id,
    String key,
    String url,
    String title,
    State state,
    Optional<Instant> closedAt,
    int count,
    long version) {

  /** Whether comments are taken. The order is that of the numbers in the database. */
  public enum State {
    OPEN,
    CLOSED,
    PREMODERATED;

    private static final State[] BY_NUMBER = values();

    public static State ofNumber(int number) {
      return BY_NUMBER[number];
    }

    /** The word of the API. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
