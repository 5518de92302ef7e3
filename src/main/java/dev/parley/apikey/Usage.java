package dev.parley.apikey;

import dev.parley.database.Database;
import dev.parley.loop.Loop;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the checks of each key, month by month. Counts that arrive during a write are written
 * together after it. Counts of a revoked key are dropped. Safe for several threads.
 */
public final class Usage {
  private static final Logger log = LoggerFactory.getLogger(Usage.class);

  private final Database database;
  private final Clock clock;
  private final Map<Counter, Integer> waiting = new HashMap<>();
  private Future<Void> written = Future.succeededFuture();

  private record Counter(UUID token, LocalDate month) {}

  public Usage(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  private LocalDate month() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).withDayOfMonth(1);
  }

  /** Counts a check. Never fails: what cannot be written now is written with the next one. */
  public synchronized void count(UUID token) {
    waiting.merge(new Counter(token, month()), 1, Integer::sum);
    writing();
  }

  private void write() {
    Map<Counter, Integer> counts = Map.copyOf(waiting);
    waiting.clear();
    written =
        database
            .pool()
            .preparedQuery(
                """
                insert into key_usage (token_id, month, checks)
                select counted.*
                from unnest($1::uuid[], $2::date[], $3::int[]) as counted (token_id, month, checks)
                join api_token on api_token.id = counted.token_id
                on conflict (token_id, month)
                  do update set checks = key_usage.checks + excluded.checks
                """)
            .execute(parameters(counts))
            .onFailure(failure -> keep(counts, failure))
            .mapEmpty();
    written.onSuccess(done -> writing());
  }

  /** The write in progress, or the last one; begins one if something waits. */
  private synchronized Future<Void> writing() {
    if (!waiting.isEmpty() && written.isComplete()) {
      write();
    }
    return written;
  }

  private static Tuple parameters(Map<Counter, Integer> counts) {
    Counter[] counters = counts.keySet().toArray(Counter[]::new);
    UUID[] tokens = new UUID[counters.length];
    LocalDate[] months = new LocalDate[counters.length];
    Integer[] checks = new Integer[counters.length];
    for (int i = 0; i < counters.length; i++) {
      tokens[i] = counters[i].token();
      months[i] = counters[i].month();
      checks[i] = counts.get(counters[i]);
    }
    return Tuple.of(tokens, months, checks);
  }

  private synchronized void keep(Map<Counter, Integer> counts, Throwable failure) {
    log.warn(
        "The use of API keys could not be counted; it will be counted later: {}",
        failure.toString());
    counts.forEach((counter, count) -> waiting.merge(counter, count, Integer::sum));
  }

  /** The checks of a key in this month, including everything counted until now. */
  public Future<Long> ofThisMonth(UUID token) {
    LocalDate month = month();
    return allWritten()
        .otherwiseEmpty()
        .compose(
            done ->
                database
                    .pool()
                    .preparedQuery(
                        """
                        select coalesce(sum(checks), 0)::bigint as checks
                        from key_usage where token_id = $1 and month = $2
                        """)
                    .execute(Tuple.of(token, month)))
        .map(rows -> rows.iterator().next().getLong("checks"));
  }

  /** Writes what waits, for when no more checks come. */
  public Future<Void> close() {
    return allWritten();
  }

  /** Completes when everything counted until now is written. */
  private synchronized Future<Void> allWritten() {
    Future<Void> present = writing();
    // What waits now goes with the write after the present one.
    return waiting.isEmpty()
        ? Loop.here(present)
        : Loop.here(present).otherwiseEmpty().compose(ended -> Loop.here(writing()));
  }
}
