package dev.parley.outbox;

import dev.parley.database.Database;
import dev.parley.loop.Regularly;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Acts that are still to be told of. Those that one statement logs are one entry, written by that
 * statement and taken by one node at a time: taking it moves its time {@value #LEASE_SECONDS}
 * seconds on, and when it is told it goes. A node that dies in between leaves it to be told by
 * another; its acts may then be told twice, and are never lost.
 */
public final class Outbox {
  private static final Logger log = LoggerFactory.getLogger(Outbox.class);
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final int BATCH = 50;
  private static final int LEASE_SECONDS = 60;

  /** Less than a lease: a receiver that hangs holds nothing up, and is not told twice at once. */
  private static final Duration PATIENCE = Duration.ofSeconds(50);

  /** The action of a reader's report, which has no row of the log but goes the same way. */
  public static final String REPORT = "report";

  /**
   * Takes the log's rows {@code logged(id)} of the site {@code $1} into the outbox; a part of the
   * statement that writes them.
   */
  public static final String PUT =
      """
      insert into outbox (site_id, id, acts)
      select $1, (array_agg(id order by id))[1], array_agg(id order by id) from logged
      having count(*) > 0""";

  /**
   * By their places in the table, which the planner cannot mistake for many. Of acts whose rows are
   * gone from the log nobody is told; their entries come back all the same, to go as well.
   */
  private static final String TAKE =
      """
      with taken as (
        update outbox set due_at = now() + make_interval(secs => $2), attempts = least(attempts + 1, 32767)
        where ctid = any(array(
          select ctid from outbox where due_at <= now()
          order by due_at limit $1 for update skip locked))
        returning site_id, id, acts, attempts
      )
      select taken.site_id, taken.id as entry, taken.attempts, one.id,
        coalesce(act.action, report.action) as action,
        coalesce(act.comment_id, report.comment_id) as comment_id,
        coalesce(act.created_at, report.created_at) as created_at
      from taken left join lateral unnest(taken.acts) as one(id) on true
      left join lateral (
        select action, comment_id, created_at from decision
        where decision.site_id = taken.site_id and decision.id = one.id limit 1) act on true
      left join lateral (
        select 'report' as action, comment_id, created_at from report
        where act.action is null and report.site_id = taken.site_id and report.id = one.id
        limit 1) report on true
      order by one.id
      """;

  /** Of an entry only some of whose acts were told the others stay, until its lease ends. */
  private static final String DONE =
      """
      with done as materialized (
        select entry.ctid, rest.acts
        from unnest($1::int[], $2::uuid[]) as told(site_id, id)
        cross join lateral (
          select ctid, acts from outbox
          where outbox.site_id = told.site_id and outbox.id = told.id limit 1) entry
        cross join lateral (
          select array(select act from unnest(entry.acts) as act where act <> all($3)) as acts) rest
      ), kept as (
        update outbox set acts = done.acts from done
        where outbox.ctid = done.ctid and cardinality(done.acts) > 0
      )
      delete from outbox
      where ctid = any(array(select ctid from done where cardinality(acts) = 0))
      """;

  /** For the metrics: its entries, 10,001 at most, and for how long the oldest is due. */
  public static final String FIGURES =
      """
      select (select count(*) from (select from outbox limit 10001) counted)::float8 as entries,
        coalesce(greatest(extract(epoch from now() - (
          select due_at from outbox order by due_at limit 1)), 0), 0)::float8 as due_seconds
      """;

  private final Database database;
  private final Receiver receiver;
  private final Duration patience;

  /** Tells a receiver. */
  public Outbox(Database database, Receiver receiver) {
    this(database, receiver, PATIENCE);
  }

  Outbox(Database database, Receiver receiver, Duration patience) {
    this.database = database;
    this.receiver = receiver;
    this.patience = patience;
  }

  /** Looks every second, on every node, on one event loop. */
  public void start(Vertx vertx) {
    Regularly.every(vertx, EVERY, "Acts are told of later", this::tellAll);
  }

  /** Tells of all that is due; of what comes meanwhile as well. */
  Future<Void> tellAll() {
    return tellSome().compose(taken -> taken < BATCH ? Future.<Void>succeededFuture() : tellAll());
  }

  private Future<Integer> tellSome() {
    return database
        .pool()
        .preparedQuery(TAKE)
        .execute(Tuple.of(BATCH, (double) LEASE_SECONDS))
        .map(rows -> rows.stream().map(Taken::of).toList())
        .compose(
            taken ->
                tell(taken).map(done -> (int) taken.stream().map(Taken::entry).distinct().count()));
  }

  /**
   * An act, and the entry it stands in.
   *
   * @param id of the act; empty of an entry without any
   * @param act empty when the log has it no more
   */
  private record Taken(int site, UUID entry, Optional<UUID> id, Optional<LoggedAct> act) {
    static Taken of(Row row) {
      return new Taken(
          row.getInteger("site_id"),
          row.getUUID("entry"),
          Optional.ofNullable(row.getUUID("id")),
          Optional.ofNullable(row.getString("action")).map(action -> act(row, action)));
    }

    private static LoggedAct act(Row row, String action) {
      return new LoggedAct(
          row.getInteger("site_id"),
          row.getUUID("id"),
          action,
          Optional.ofNullable(row.getUUID("comment_id")),
          row.getOffsetDateTime("created_at").toInstant(),
          row.getShort("attempts") - 1);
    }
  }

  private Future<Void> tell(List<Taken> taken) {
    List<Future<Boolean>> told =
        taken.stream()
            .map(one -> one.act().map(this::tell).orElse(Future.succeededFuture(true)))
            .toList();
    return Future.join(told)
        .transform(
            done ->
                remove(
                    IntStream.range(0, taken.size())
                        .filter(number -> told.get(number).result())
                        .mapToObj(taken::get)
                        .toList()));
  }

  /** Whether it was told. */
  private Future<Boolean> tell(LoggedAct act) {
    return Future.succeededFuture(act)
        .compose(receiver::tell)
        .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .map(true)
        .otherwise(
            failure -> {
              log.warn("The act {} is told again: {}", act.id(), failure.getMessage());
              return false;
            });
  }

  private Future<Void> remove(List<Taken> told) {
    if (told.isEmpty()) {
      return Future.succeededFuture();
    }
    Map<UUID, Integer> entries = new LinkedHashMap<>();
    told.forEach(one -> entries.put(one.entry(), one.site()));
    return database
        .pool()
        .preparedQuery(DONE)
        .execute(
            Tuple.of(
                entries.values().toArray(Integer[]::new),
                entries.keySet().toArray(UUID[]::new),
                told.stream().flatMap(one -> one.id().stream()).toArray(UUID[]::new)))
        .mapEmpty();
  }
}
