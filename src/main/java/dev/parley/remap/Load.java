package dev.parley.remap;

import dev.parley.comment.Status;
import dev.parley.remap.ArticleMove.Way;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The comments that one transaction moves, whose rows it locks. */
final class Load {
  /** How many comments are locked at once. */
  static final int MOST = 1_000;

  private final SqlConnection tx;
  private final Way way;
  private final List<UUID> taken = new ArrayList<>();
  private int approved;
  private boolean answered;

  Load(SqlConnection tx, Way way) {
    this.tx = tx;
    this.way = way;
  }

  /** Locks comments, replies before their roots, until there are enough. */
  Future<Void> take() {
    return lock(MoveStatements.LOCK_REPLIES, room())
        .compose(more -> lock(MoveStatements.LOCK_HIDDEN, room()))
        .compose(more -> lock(MoveStatements.LOCK_ROOTS, room()))
        .compose(more -> leaveAnswered())
        .compose(more -> takeLate());
  }

  UUID[] comments() {
    return taken.toArray(UUID[]::new);
  }

  /** Whether nothing is left once these have moved. */
  boolean isLast() {
    return taken.size() < MOST && !answered;
  }

  private Tuple room() {
    return Tuple.of(way.site(), way.left(), MOST - taken.size());
  }

  private Future<Void> lock(String statement, Tuple room) {
    if (taken.size() >= MOST) {
      return Future.succeededFuture();
    }
    return tx.preparedQuery(statement)
        .execute(room)
        .map(
            rows -> {
              rows.forEach(this::add);
              return null;
            });
  }

  private void add(Row row) {
    taken.add(row.getUUID("id"));
    if (Status.ofNumber(row.getShort("status")) == Status.APPROVED) {
      approved++;
    }
  }

  /** Roots with a reply that is not here stay for the next time. */
  private Future<Void> leaveAnswered() {
    return tx.preparedQuery(MoveStatements.STILL_ANSWERED)
        .execute(Tuple.of(way.site(), way.left(), comments()))
        .map(
            rows -> {
              answered = rows.size() > 0;
              rows.forEach(row -> taken.remove(row.getUUID("id")));
              return null;
            });
  }

  /** Replies to what has left already are looked for only where more is counted than was found. */
  private Future<Void> takeLate() {
    return tx.preparedQuery(MoveStatements.COUNTED)
        .execute(Tuple.of(way.site(), way.left()))
        .compose(
            rows ->
                rows.size() > 0 && rows.iterator().next().getInteger("shown_n") > approved
                    ? lock(MoveStatements.LOCK_LATE, room().addUUID(way.reached()))
                    : Future.succeededFuture());
  }
}
