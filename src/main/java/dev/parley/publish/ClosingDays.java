package dev.parley.publish;

import dev.parley.comment.Article;
import dev.parley.comment.Article.State;
import dev.parley.database.Database;
import dev.parley.loop.Regularly;
import dev.parley.publish.Announcer.Changes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;

/**
 * Settles when threads close on sites whose policy says {@code closeAfterDays}: so many days after
 * the first comment that is shown, or after the article became known when none is. A new number
 * counts for threads that have closed by it, too, and without one they open again. What somebody
 * has said about one thread, its state or its time of closing, stays. {@link Closings} announces
 * those whose time has come.
 */
public final class ClosingDays {
  private static final Duration EVERY = Duration.ofSeconds(2);

  /** In batches: a new number is about all threads of a site. */
  private static final int BATCH = 500;

  /**
   * Two statements, for fewer and for more days, because an index finds either but not both. By row
   * locations, so that the planner cannot expect many rows.
   */
  private static final String SETTLE =
      """
      update article set close_days = policy.days, version = version + 1,
        closed_at = case when policy.days > 0 then
          make_interval(days => policy.days) + coalesce(
            (select created_at from comment
             where comment.site_id = article.site_id and article_id = article.id
               and shown > 0 and parent_id is null
             order by id limit 1),
            article.created_at) end
      from (select id, %1$s as days from site) policy
      where policy.id = article.site_id and article.ctid = any(array(
        select other.place from (select id, %1$s as days from site) policy
        cross join lateral (
          select ctid as place from article
          where article.site_id = policy.id and not close_settled
            and close_days %2$s policy.days
          order by close_days
          limit $1 for update skip locked) other
        limit $1))
      returning article.site_id, article.id, version, shown_n, %3$s
      """;

  private static final String DAYS = "coalesce((settings ->> 'closeAfterDays')::int, 0)";

  private static final String SOONER = statement("<");
  private static final String LATER = statement(">");

  private final Database database;
  private final Announcer announcer;

  public ClosingDays(Database database, Announcer announcer) {
    this.database = database;
    this.announcer = announcer;
  }

  /** Looks every two seconds, on every node. */
  public void start(Vertx vertx) {
    Regularly.every(
        vertx,
        EVERY,
        "Threads learn later when they close",
        () -> settle(SOONER).compose(settled -> settle(LATER)));
  }

  private static String statement(String comparison) {
    return SETTLE.formatted(DAYS, comparison, Article.STATE_NOW);
  }

  private Future<Void> settle(String statement) {
    return database
        .pool()
        .preparedQuery(statement)
        .execute(Tuple.of(BATCH))
        .map(
            rows -> {
              List<Change> changes = rows.stream().map(ClosingDays::change).toList();
              announcer.announce(new Changes(changes, List.of()));
              return null;
            });
  }

  private static Change change(Row row) {
    return new Change(
        row.getInteger("site_id"),
        row.getUUID("id"),
        row.getLong("version"),
        row.getInteger("shown_n"),
        State.ofNumber(row.getShort("state")));
  }
}
