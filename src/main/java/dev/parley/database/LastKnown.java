package dev.parley.database;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.parley.loop.Loop;
import dev.parley.problem.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the last value read under each key, so that readers are served while the database is slow
 * or unreachable.
 *
 * <p>A value counts as current while it has the version asked for and is young. Then it is read
 * anew, once for all who wait. Whoever waits too long gets the old value while the reading goes on.
 * While the database is known to be unreachable, nobody waits.
 *
 * <p>Safe for several threads. When one event loop reads, the others wait for it, each on its own.
 */
public final class LastKnown<K, V> {
  private static final Logger log = LoggerFactory.getLogger(LastKnown.class);

  /** How long to wait for a value that is merely old. */
  private static final Duration PATIENCE = Duration.ofMillis(200);

  /**
   * How long to wait for a value that is known to have changed: it may contain the reader's own
   * comment.
   */
  private static final Duration PATIENCE_FOR_CHANGES = Duration.ofMillis(700);

  /** After this time the database counts as unreachable. */
  private static final Duration SILENCE = Duration.ofMillis(900);

  /** How long to wait for a value that was never read. */
  private static final Duration PATIENCE_FOR_THE_FIRST = Duration.ofSeconds(5);

  /**
   * A value that was read.
   *
   * @param readAt in the ticker's nanoseconds
   */
  public record Kept<V>(V value, Object version, long readAt) {}

  private record Load<V>(Object version, Future<V> value) {}

  private final Vertx vertx;
  private final Absence absence;
  private final Cache<K, Kept<V>> values;
  private final Duration fresh;
  private final Ticker ticker;
  private final Map<K, Load<V>> loads = new ConcurrentHashMap<>();

  /**
   * @param values where values are kept, and how many
   * @param fresh how long a value counts as current
   */
  public LastKnown(Database database, Cache<K, Kept<V>> values, Duration fresh, Ticker ticker) {
    this.vertx = database.vertx();
    this.absence = database.absence();
    this.values = values;
    this.fresh = fresh;
    this.ticker = ticker;
  }

  /** The value if it is kept and young, without waiting. */
  public @Nullable V ifFresh(K key, Object version) {
    Kept<V> kept = values.getIfPresent(key);
    return kept != null && isFresh(kept, version) ? kept.value() : null;
  }

  /** Stores a value that came from elsewhere. */
  public void put(K key, Object version, V value) {
    values.put(key, new Kept<>(value, version, ticker.read()));
  }

  /**
   * The value under a key.
   *
   * @param version the version it must have; a value with another one is outdated
   */
  public Future<V> get(K key, Object version, java.util.function.Supplier<Future<V>> read) {
    Kept<V> kept = values.getIfPresent(key);
    if (kept == null) {
      return load(key, version, read);
    }
    if (isFresh(kept, version) || absence.isKnown() && !absence.mayLook()) {
      return Future.succeededFuture(kept.value());
    }
    boolean changed = !kept.version().equals(version);
    return atLast(load(key, version, read), kept, changed ? PATIENCE_FOR_CHANGES : PATIENCE);
  }

  private boolean isFresh(Kept<V> kept, Object version) {
    return ticker.read() - kept.readAt() < fresh.toNanos() && kept.version().equals(version);
  }

  /** The value being read, or the kept one if that takes too long. */
  private Future<V> atLast(Future<V> load, Kept<V> kept, Duration patience) {
    if (load.succeeded()) {
      return load;
    }
    Promise<V> answer = Promise.promise();
    long timer =
        vertx.setTimer(
            absence.isKnown() ? 1 : patience.toMillis(), late -> answer.tryComplete(kept.value()));
    load.onComplete(
        read -> {
          vertx.cancelTimer(timer);
          if (read.succeeded()) {
            answer.tryComplete(read.result());
          } else if (read.cause() instanceof Refusal) {
            answer.tryFail(read.cause());
          } else {
            answer.tryComplete(kept.value());
          }
        });
    return answer.future();
  }

  private Future<V> load(K key, Object version, java.util.function.Supplier<Future<V>> reading) {
    Promise<V> read = Promise.promise();
    Load<V> load = new Load<>(version, read.future());
    Load<V> shared =
        loads.compute(
            key,
            (same, before) -> before != null && before.version().equals(version) ? before : load);
    if (shared.value() == read.future()) {
      begin(key, load, reading).onComplete(read);
    }
    return Loop.here(shared.value());
  }

  private Future<V> begin(K key, Load<V> load, java.util.function.Supplier<Future<V>> read) {
    long readAt = ticker.read();
    long silence = vertx.setTimer(SILENCE.toMillis(), late -> absence.began());
    // Started inside the chain, so that an exception thrown at once becomes a failed future too.
    return Future.succeededFuture()
        .compose(start -> read.get())
        // A reading that is never answered would keep all later callers waiting.
        .timeout(PATIENCE_FOR_THE_FIRST.toMillis(), TimeUnit.MILLISECONDS)
        .onComplete(
            done -> {
              vertx.cancelTimer(silence);
              if (done.succeeded()) {
                absence.ended();
                values.put(key, new Kept<>(done.result(), load.version(), readAt));
              } else {
                told(done.cause());
              }
              // Last: whoever finds no reading in progress finds its result.
              loads.remove(key, load);
            });
  }

  private void told(Throwable failure) {
    if (failure instanceof Refusal) {
      absence.ended();
    } else {
      log.warn("A read failed; serving the last known state: {}", failure.toString());
      if (Database.isUnavailable(failure)) {
        absence.began();
      }
    }
  }
}
