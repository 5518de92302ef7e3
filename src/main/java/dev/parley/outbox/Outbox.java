package dev.parley.outbox;

import dev.parley.database.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Acts that are still to be told of. Each is written in the transaction of the act and taken by one
 * node at a time: taking it moves its time {@value #LEASE_SECONDS} seconds on, and when it is told
 * it goes. A node that dies in between leaves it to be told by another; it may then be told twice,
 * and is never lost.
 */
public final class Outbox {
  private static final Logger log = LoggerFactory.getLogger(Outbox.class);
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final int BATCH = 50;
  private static final int LEASE_SECONDS = 60;

  /**
   * Takes the log's rows {@code logged(id)} of the site {@code $1} into the outbox; a part of the
   * statement that writes them.
   */
  public static final String PUT = "insert into outbox (site_id, id) select $1, id from logged";

  /** By their places in the table, which the planner cannot mistake for many. */
  private static final String TAKE =
      """
      with taken as (
        update outbox set due_at = now() + make_interval(secs => $2), attempts = attempts + 1
        where ctid = any(array(
          select ctid from outbox where due_at <= now()
          order by due_at limit $1 for update skip locked))
        returning site_id, id, attempts
      )
      select taken.site_id, taken.id, taken.attempts, act.action, act.comment_id, act.created_at
      from taken cross join lateral (
        select action, comment_id, created_at from decision
        where decision.site_id = taken.site_id and decision.id = taken.id limit 1) act
      order by act.created_at, taken.id
      """;

  private static final String DONE =
      """
      delete from outbox where ctid = any(array(
        select told.ctid from unnest($1::int[], $2::uuid[]) as done(site_id, id)
        cross join lateral (
          select ctid from outbox
          where outbox.site_id = done.site_id and outbox.id = done.id limit 1) told))
      """;

  private final Database database;
  private final Receiver receiver;
  private boolean busy;

  /** Tells a receiver. */
  public Outbox(Database database, Receiver receiver) {
    this.database = database;
    this.receiver = receiver;
  }

  /** Looks every second, on every node. */
  public void start(Vertx vertx) {
    vertx.setPeriodic(
        EVERY.toMillis(),
        timer -> {
          if (!busy) {
            busy = true;
            tellAll()
                .onComplete(
                    told -> {
                      busy = false;
                      if (told.failed()) {
                        log.warn("Acts are told of later: {}", told.cause().getMessage());
                      }
                    });
          }
        });
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
        .map(rows -> rows.stream().map(Outbox::act).toList())
        .compose(acts -> tell(acts).map(acts.size()));
  }

  private static LoggedAct act(Row row) {
    return new LoggedAct(
        row.getInteger("site_id"),
        row.getUUID("id"),
        row.getString("action"),
        Optional.ofNullable(row.getUUID("comment_id")),
        row.getOffsetDateTime("created_at").toInstant(),
        row.getShort("attempts") - 1);
  }

  private Future<Void> tell(List<LoggedAct> acts) {
    List<Future<Boolean>> told = acts.stream().map(this::tell).toList();
    return Future.join(told)
        .transform(
            done ->
                remove(
                    IntStream.range(0, acts.size())
                        .filter(number -> told.get(number).result())
                        .mapToObj(acts::get)
                        .toList()));
  }

  /** Whether it was told. */
  private Future<Boolean> tell(LoggedAct act) {
    return Future.succeededFuture(act)
        .compose(receiver::tell)
        .map(true)
        .otherwise(
            failure -> {
              log.warn("The act {} is told again: {}", act.id(), failure.getMessage());
              return false;
            });
  }

  private Future<Void> remove(List<LoggedAct> told) {
    if (told.isEmpty()) {
      return Future.succeededFuture();
    }
    return database
        .pool()
        .preparedQuery(DONE)
        .execute(
            Tuple.of(
                told.stream().map(LoggedAct::site).toArray(Integer[]::new),
                (Object) told.stream().map(LoggedAct::id).toArray(UUID[]::new)))
        .mapEmpty();
  }
}
