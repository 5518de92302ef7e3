package dev.parley.comment;

import dev.parley.database.Database;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads the branch around a comment: its root, the comments in between, the comment itself, and its
 * first replies.
 */
public final class Branches {
  /** The most replies that come with the comment. */
  private static final int REPLIES = 20;

  /** The replies are looked for among so many later comments below the root. */
  private static final int NEAR = 1_000;

  private final Database database;

  public Branches(Database database) {
    this.database = database;
  }

  /**
   * The branch around a comment, as a page with one root. Refused when no reader may see the
   * comment.
   */
  public Future<ThreadPage> around(int site, UUID id) {
    // The article first: the page must be at least as new as the version on its label.
    return article(site, id)
        .compose(
            article ->
                path(site, id)
                    .compose(
                        path ->
                            replies(site, path.get(path.size() - 1))
                                .map(replies -> page(article, path, replies))));
  }

  private Future<Article> article(int site, UUID id) {
    return database
        .retrying(
            () ->
                database
                    .pool()
                    .preparedQuery(
                        "select "
                            + Threads.ARTICLE
                            + """
                             from comment
                            join article on article.site_id = $1 and article.id = comment.article_id
                            where comment.site_id = $1 and comment.id = $2 and shown > 0
                            """)
                    .execute(Tuple.of(site, id)))
        .map(
            rows -> {
              if (rows.size() == 0) {
                throw gone();
              }
              return Threads.article(rows.iterator().next());
            });
  }

  /** From the root down to the comment. */
  private Future<List<Entry>> path(int site, UUID id) {
    return database
        .pool()
        .preparedQuery(
            String.format(
                Locale.ROOT,
                """
            select step.* from comment focus
            cross join lateral unnest(focus.ancestors || focus.id) as above(id)
            cross join lateral (
              select %s from comment
              where site_id = $1 and comment.id = above.id and shown > 0) step
            where focus.site_id = $1 and focus.id = $2
            order by step.depth
            """,
                Threads.COLUMNS))
        .execute(Tuple.of(site, id))
        .map(
            rows -> {
              List<Entry> path = entries(rows);
              if (path.isEmpty() || !path.get(path.size() - 1).id().equals(id)) {
                throw gone();
              }
              return path;
            });
  }

  private Future<List<Entry>> replies(int site, Entry focus) {
    if (focus.replyCount() == 0) {
      return Future.succeededFuture(List.of());
    }
    return database
        .pool()
        .preparedQuery(
            String.format(
                Locale.ROOT,
                """
            select %s from (
              select * from comment
              where site_id = $1 and root_id = $2 and shown > 0 and parent_id is not null
                and id > $3
              order by id limit $4) near
            where $3 = any(ancestors)
            order by id limit $5
            """,
                Threads.COLUMNS))
        .execute(Tuple.of(site, focus.rootId(), focus.id(), NEAR, REPLIES))
        .map(Branches::entries);
  }

  private static List<Entry> entries(RowSet<Row> rows) {
    List<Entry> entries = new ArrayList<>();
    rows.forEach(row -> entries.add(Threads.entry(row)));
    return entries;
  }

  private static ThreadPage page(Article article, List<Entry> path, List<Entry> replies) {
    Map<UUID, List<Entry>> children = new HashMap<>();
    Threads.hang(path.subList(1, path.size()), children);
    Threads.hang(replies, children);
    return new ThreadPage(article, path.subList(0, 1), children, Optional.empty(), Map.of());
  }

  private static Refusal gone() {
    return new Refusal(Problem.NOT_FOUND, "There is no such comment");
  }
}
