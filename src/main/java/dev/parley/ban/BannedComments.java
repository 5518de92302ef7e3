package dev.parley.ban;

import dev.parley.comment.Author;
import dev.parley.comment.Sender;
import dev.parley.comment.Text;
import dev.parley.comment.Waiting;
import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.site.Site;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Cursor;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The comments there are that a ban would have kept out. Where the store cannot tell it by what it
 * has of a comment, the comment is read as a new one would be, and the ban itself is asked. Safe
 * for several threads.
 */
public final class BannedComments {
  /** Of the latest so many comments. */
  private static final int LATEST = 20_000;

  /** So many are read at a time. */
  private static final int FETCHED = 500;

  private static final Duration RECENT = Duration.ofDays(90);

  private static final UUID FIRST = new UUID(0, 0);

  private final Database database;
  private final Vertx vertx;
  private final Clock clock;

  /** A comment, as it is now. */
  public record Found(UUID id, int version) {}

  public BannedComments(Database database, Vertx vertx, Clock clock) {
    this.database = database;
    this.vertx = vertx;
    this.clock = clock;
  }

  /** How many comments of the last 90 days a ban would have kept out, among the latest 20,000. */
  public Future<Integer> matches(Site site, BanTarget target) {
    UUID earliest = Ids.earliest(clock.instant().minus(RECENT));
    return database
        .transaction(tx -> find(tx, site, target, "id > $2", earliest, LATEST))
        .map(List::size);
  }

  /** How many of them wait for a moderator, at most {@code most}. */
  public Future<Integer> countWaiting(Site site, BanTarget target, int most) {
    return database.transaction(tx -> waiting(tx, site, target, most)).map(List::size);
  }

  /** Those of them that wait for a moderator, at most {@code most}. */
  public Future<List<Found>> waiting(SqlConnection tx, Site site, BanTarget target, int most) {
    return find(tx, site, target, Waiting.CONDITION + " and id > $2", FIRST, most);
  }

  /**
   * Those of them, at most {@code most}, that came after an id and of which a condition is true.
   *
   * @param which the condition, in SQL, on columns of comments
   */
  public Future<List<Found>> among(
      SqlConnection tx, Site site, BanTarget target, String which, UUID earliest, int most) {
    return find(tx, site, target, which + " and id > $2", earliest, most);
  }

  private Future<List<Found>> find(
      SqlConnection tx, Site site, BanTarget target, String which, UUID earliest, int most) {
    Candidates candidates = Candidates.of(target);
    Tuple parameters = Tuple.of(site.id(), earliest);
    candidates.values().forEach(parameters::addValue);
    return tx.prepare(candidates.statement(which, LATEST))
        .compose(
            statement ->
                more(statement.cursor(parameters), site, target, most, new ArrayList<>())
                    .eventually(statement::close));
  }

  private Future<List<Found>> more(
      Cursor cursor, Site site, BanTarget target, int most, List<Found> found) {
    return cursor
        .read(FETCHED)
        .compose(rows -> vertx.executeBlocking(() -> covered(site, target, rows), false))
        .compose(
            covered -> {
              found.addAll(covered.subList(0, Math.min(covered.size(), most - found.size())));
              return found.size() < most && cursor.hasMore()
                  ? more(cursor, site, target, most, found)
                  : cursor.close().map(found);
            });
  }

  private static List<Found> covered(Site site, BanTarget target, RowSet<Row> rows) {
    return rows.stream()
        .filter(row -> row.getBoolean("certain") || covers(site, target, row))
        .map(row -> new Found(row.getUUID("id"), row.getInteger("version")))
        .toList();
  }

  private static boolean covers(Site site, BanTarget target, Row row) {
    Author author =
        new Author(
            row.getUUID("author_id"),
            row.getString("author_name"),
            Optional.ofNullable(row.getString("email")),
            Optional.ofNullable(row.getString("author_url")));
    Sender sender = Sender.of(author, Optional.empty(), Optional.empty(), false);
    return target.coversTyped(author, "")
        || target.coversText(
            // Its language is nobody's question, and guessing it would be most of the work.
            Text.read(row.getString("body"), site.settings(), Optional.of("en")), sender);
  }
}
