package dev.parley.publish;

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
 * Announces threads that close by themselves at a time set before. Closing is a visible change: it
 * raises the version, and readers are told. Exactly one node announces it, even if none was running
 * at that moment.
 */
public final class Closings {
  private static final Duration EVERY = Duration.ofSeconds(2);

  /** In batches: a site may close all its threads at midnight. */
  private static final int BATCH = 200;

  /** By their row locations, so that the planner cannot expect many rows. */
  private static final String TELL =
      """
      update article set closing_told = closed_at, version = version + 1
      where ctid = any(array(
        select ctid from article
        where closed_at <= now() and closed_at is distinct from closing_told and state <> 1
        order by closed_at limit $1 for update skip locked))
      returning site_id, id, version, shown_n
      """;

  private final Database database;
  private final Announcer announcer;

  public Closings(Database database, Announcer announcer) {
    this.database = database;
    this.announcer = announcer;
  }

  /** Looks every two seconds, on every node. */
  public void start(Vertx vertx) {
    Regularly.every(vertx, EVERY, "Closed threads are told of later", this::tell);
  }

  private Future<Void> tell() {
    return database
        .pool()
        .preparedQuery(TELL)
        .execute(Tuple.of(BATCH))
        .map(
            rows -> {
              List<Change> closed = rows.stream().map(Closings::change).toList();
              announcer.announce(new Changes(closed, List.of()));
              return null;
            });
  }

  private static Change change(Row row) {
    return new Change(
        row.getInteger("site_id"),
        row.getUUID("id"),
        row.getLong("version"),
        row.getInteger("shown_n"),
        State.CLOSED);
  }
}
