package dev.parley.comment;

import dev.parley.database.Ids;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A page of a site, known by the publisher's own key.
 *
 * @param count approved comments
 * @param closedAt when it was closed, or will be
 * @param slowSeconds that must lie between two comments of one network; 0 for no rule
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
    long version,
    int slowSeconds) {

  /**
   * The column {@code state} as it is now: a thread may close by itself at a time that was settled
   * before.
   */
  public static final String STATE_NOW =
      "case when closed_at <= now() then 1::smallint else state end as state";

  /** An article nobody has posted under yet. */
  public static Article unknown(int site, String key) {
    return new Article(Ids.article(site, key), key, "", "", State.OPEN, Optional.empty(), 0, 0);
  }

  /** An article where comments may come as fast as they do. */
  public Article(
      UUID id,
      String key,
      String url,
      String title,
      State state,
      Optional<Instant> closedAt,
      int count,
      long version) {
    this(id, key, url, title, state, closedAt, count, version, 0);
  }

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
