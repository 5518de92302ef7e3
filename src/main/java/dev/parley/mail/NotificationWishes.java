package dev.parley.mail;

import dev.parley.database.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What moderators want to be told, by site. Safe for several threads. */
final class NotificationWishes {
  /**
   * What one moderator wants to be told about one site.
   *
   * @param digest whether of what waits
   * @param threats whether at once of a comment that may be a threat
   * @param afterMinutes how long a comment waits before it is told of
   * @param everyMinutes how long after a digest the next one comes at the earliest
   */
  record Wish(boolean digest, boolean threats, int afterMinutes, int everyMinutes) {
    /** The usual. */
    static final Wish USUAL = new Wish(true, true, 60, 240);
  }

  private final Database database;

  NotificationWishes(Database database) {
    this.database = database;
  }

  /** Those of a moderator, by site; the usual is not among them. */
  Future<Map<Integer, Wish>> of(UUID moderator, List<Integer> sites) {
    return database
        .pool()
        .preparedQuery(
            """
            select site_id, digest, threats, after_minutes, every_minutes
            from moderator_notification where site_id = any($1) and moderator_id = $2
            """)
        .execute(Tuple.of(sites.toArray(Integer[]::new), moderator))
        .map(
            rows -> {
              Map<Integer, Wish> wishes = new HashMap<>();
              rows.forEach(row -> wishes.put(row.getInteger("site_id"), wish(row)));
              return wishes;
            });
  }

  private static Wish wish(Row row) {
    return new Wish(
        row.getBoolean("digest"),
        row.getBoolean("threats"),
        row.getInteger("after_minutes"),
        row.getInteger("every_minutes"));
  }

  Future<Void> put(int site, UUID moderator, Wish wish) {
    return database.retrying(
        () ->
            database
                .pool()
                .preparedQuery(
                    """
                    insert into moderator_notification
                      (site_id, moderator_id, digest, threats, after_minutes, every_minutes)
                    values ($1, $2, $3, $4, $5, $6)
                    on conflict (site_id, moderator_id) do update
                    set digest = excluded.digest, threats = excluded.threats,
                      after_minutes = excluded.after_minutes, every_minutes = excluded.every_minutes
                    """)
                .execute(
                    Tuple.of(
                        site,
                        moderator,
                        wish.digest(),
                        wish.threats(),
                        wish.afterMinutes(),
                        wish.everyMinutes()))
                .mapEmpty());
  }

  /** Tells a moderator nothing more about a site. */
  Future<Void> quiet(int site, UUID moderator) {
    return put(
        site,
        moderator,
        new Wish(false, false, Wish.USUAL.afterMinutes(), Wish.USUAL.everyMinutes()));
  }
}
