package dev.parley.remap;

import dev.parley.database.Database;
import dev.parley.loop.Regularly;
import dev.parley.publish.Announcer;
import dev.parley.remap.ArticleMove.Way;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Moves what came under a key while it became an alias: a comment that was being screened, or one
 * of an archive. It also ends moves whose service was stopped.
 */
public final class Stragglers {
  private static final Duration EVERY = Duration.ofSeconds(5);

  /** Articles whose key has lately become an alias. */
  private static final String LEFT_BEHIND =
      """
      select alias.site_id, alias.key as old, reached.key as new
      from article_alias alias
      cross join lateral (
        select from article where site_id = alias.site_id and id = alias.id) behind
      cross join lateral (
        select key from article where site_id = alias.site_id and id = alias.article_id) reached
      where used_at > now() - interval '15 minutes'
      limit 50
      """;

  private final Database database;
  private final ArticleMove articles;

  public Stragglers(Database database, Announcer announcer) {
    this.database = database;
    this.articles = new ArticleMove(database, announcer);
  }

  /** Looks every few seconds, on every node. */
  public void start(Vertx vertx) {
    Regularly.every(vertx, EVERY, "Comments under old keys follow later", this::move);
  }

  private Future<Void> move() {
    return database
        .pool()
        .query(LEFT_BEHIND)
        .execute()
        .compose(
            rows -> {
              List<Row> behind = StreamSupport.stream(rows.spliterator(), false).toList();
              Future<Void> moved = Future.succeededFuture();
              for (Row row : behind) {
                moved = moved.compose(before -> articles.move(way(row)));
              }
              return moved;
            });
  }

  private static Way way(Row row) {
    return new Way(row.getInteger("site_id"), row.getString("old"), row.getString("new"));
  }
}
