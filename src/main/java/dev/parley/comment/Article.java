package dev.parley.comment;

import dev.parley.database.Ids;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A page of a site, identified by the publisher's own key.
 *
 * @param count the number of approved comments
 * @param closedAt when its thread was or will be closed
 * @param slowSeconds the seconds one network must wait between two comments; 0 for no such rule
 * @param version rises with every visible change of its thread; 0 as long as nothing was ever shown
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
   * SQL for the present {@code state}: a thread may close by itself at a time that was set before.
   */
  public static final String STATE_NOW =
      "case when closed_at <= now() then 1::smallint else state end as state";

  /** An article nobody has posted under yet. */
  public static Article unknown(int site, String key) {
    return new Article(Ids.article(site, key), key, "", "", State.OPEN, Optional.empty(), 0, 0);
  }

  /** An article without a rule that slows comments down. */
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

  /** Whether an article takes comments. The order is that of the numbers in the database. */
  public enum State {
    OPEN,
    CLOSED,
    PREMODERATED;

    private static final State[] BY_NUMBER = values();

    public static State ofNumber(int number) {
      return BY_NUMBER[number];
    }

    /** The API's word for it. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
