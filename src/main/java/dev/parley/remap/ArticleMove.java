package dev.parley.remap;

import dev.parley.comment.Article.State;
import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.publish.Announcer;
import dev.parley.publish.Announcer.Changes;
import dev.parley.publish.Change;
import dev.parley.text.CanonicalAddress;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Moves everything under one key to another, where it joins what is there, and makes the old key an
 * alias. Each transaction moves at most {@link Load#MOST} comments and leaves counts and versions
 * right; a move that was interrupted goes on when it is begun again.
 */
final class ArticleMove {
  private final Database database;
  private final Announcer announcer;

  /**
   * From where to where.
   *
   * @param from the key that becomes an alias
   */
  record Way(int site, String from, String to) {
    UUID left() {
      return Ids.article(site, from);
    }

    UUID reached() {
      return Ids.article(site, to);
    }
  }

  /** What a transaction did. */
  private record Step(boolean done, Changes changes) {}

  ArticleMove(Database database, Announcer announcer) {
    this.database = database;
    this.announcer = announcer;
  }

  /** Moves until nothing is left. */
  Future<Void> move(Way way) {
    return database
        .transactionOnce(tx -> step(tx, way))
        .compose(
            step -> {
              announcer.announce(step.changes());
              return step.done() ? Future.succeededFuture() : move(way);
            });
  }

  private static Future<Step> step(SqlConnection tx, Way way) {
    Load load = new Load(tx, way);
    return load.take()
        .compose(
            taken ->
                tx.preparedQuery(MoveStatements.MOVE)
                    .execute(Tuple.of(way.site(), way.left(), way.reached(), load.comments()))
                    .map(ArticleMove::first)
                    .compose(
                        moved -> settle(tx, way, moved.getInteger("approved"), load.isLast())));
  }

  private static Future<Step> settle(SqlConnection tx, Way way, int approved, boolean done) {
    return tx.preparedQuery(MoveStatements.LOCK_ARTICLES)
        .execute(Tuple.of(way.site(), way.left(), way.reached()))
        .compose(
            articles -> {
              Optional<Row> left = row(articles, way.left());
              // Once nothing is left under the old key, nothing is counted there either.
              int counted = done ? left.map(row -> row.getInteger("shown_n")).orElse(0) : approved;
              return arrive(tx, way, left, counted)
                  .compose(
                      reached ->
                          alias(tx, way)
                              .compose(aliased -> leave(tx, way, counted, done))
                              .map(settled -> new Step(done, changes(way, reached))));
            });
  }

  private static Future<Row> arrive(SqlConnection tx, Way way, Optional<Row> left, int counted) {
    String url = left.map(row -> row.getString("url")).orElse("");
    return tx.preparedQuery(MoveStatements.ARRIVE)
        .execute(
            Tuple.of(way.site(), way.left(), way.reached(), way.to())
                .addString(url(url, way.to()))
                .addInteger(counted))
        .map(ArticleMove::first);
  }

  /** The page's address: as it was if the key is another form of it, else as the key says. */
  private static String url(String before, String key) {
    Optional<String> address = CanonicalAddress.of(key);
    return address.isEmpty() || address.equals(CanonicalAddress.of(before))
        ? before
        : address.get();
  }

  private static Future<Void> alias(SqlConnection tx, Way way) {
    Tuple ids = Tuple.of(way.site(), way.left(), way.reached());
    return tx.preparedQuery(MoveStatements.OWN_KEY)
        .execute(Tuple.of(way.site(), way.reached()))
        .compose(own -> tx.preparedQuery(MoveStatements.FOLLOW).execute(ids))
        .compose(
            followed ->
                tx.preparedQuery(MoveStatements.ALIAS)
                    .execute(Tuple.of(way.site(), way.left(), way.reached()).addString(way.from())))
        .mapEmpty();
  }

  private static Future<Void> leave(SqlConnection tx, Way way, int counted, boolean done) {
    return (done
            ? tx.preparedQuery(MoveStatements.DELETE).execute(Tuple.of(way.site(), way.left()))
            : tx.preparedQuery(MoveStatements.LEAVE)
                .execute(Tuple.of(way.site(), way.left(), counted)))
        .mapEmpty();
  }

  private static Changes changes(Way way, Row reached) {
    Change arrived =
        new Change(
            way.site(),
            way.reached(),
            reached.getLong("version"),
            reached.getInteger("shown_n"),
            State.ofNumber(reached.getShort("state")));
    // In this order: readers of the old key ask again at once, and find the other thread.
    return new Changes(List.of(arrived, arrived.of(way.left())), List.of());
  }

  private static Row first(RowSet<Row> rows) {
    return rows.iterator().next();
  }

  private static Optional<Row> row(RowSet<Row> rows, UUID id) {
    return rows.stream().filter(row -> row.getUUID("id").equals(id)).findFirst();
  }
}
