package dev.parley.moderator;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.database.Database;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;

/**
 * Who holds a secret, by its hash. What was found is kept for seconds: a console asks many times.
 *
 * @param <T> what a holder is
 */
final class Holders<T> {
  private final Database database;
  private final Moderators moderators;
  private final String statement;
  private final BiFunction<Row, Moderator, T> reader;
  private final Cache<Buffer, T> kept =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofSeconds(5)).build();

  /**
   * @param statement finds the row with the {@code moderator_id} of the hash {@code $1}
   * @param reader makes a holder of that row and its moderator
   */
  Holders(
      Database database,
      Moderators moderators,
      String statement,
      BiFunction<Row, Moderator, T> reader) {
    this.database = database;
    this.moderators = moderators;
    this.statement = statement;
    this.reader = reader;
  }

  /** The holder of a secret; empty when it is unknown. */
  Future<Optional<T>> of(String secret) {
    Buffer hash = Sessions.hash(secret);
    T holder = kept.getIfPresent(hash);
    if (holder != null) {
      return Future.succeededFuture(Optional.of(holder));
    }
    return database
        .pool()
        .preparedQuery(statement)
        .execute(Tuple.of(hash))
        .compose(
            rows ->
                rows.size() == 0
                    ? Future.succeededFuture(Optional.<T>empty())
                    : holder(rows.iterator().next()))
        .onSuccess(found -> found.ifPresent(one -> kept.put(hash, one)));
  }

  private Future<Optional<T>> holder(Row row) {
    return moderators
        .withId(row.getUUID("moderator_id"))
        .map(moderator -> moderator.map(one -> reader.apply(row, one)));
  }

  /** Drops what is kept of a secret. */
  void forget(Buffer hash) {
    kept.invalidate(hash);
  }

  /** Drops what is kept of some holders. */
  void forget(BiPredicate<Buffer, T> which) {
    kept.asMap().entrySet().removeIf(one -> which.test(one.getKey(), one.getValue()));
  }
}
