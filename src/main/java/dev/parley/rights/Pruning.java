package dev.parley.rights;

import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.loop.Regularly;
import dev.parley.site.Site;
import dev.parley.site.Sites;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Erases what is older than its site keeps it, see {@link Perishable}, in many small transactions.
 * One node at a time looks after one kind of a site's.
 */
public final class Pruning {
  private static final Duration EVERY = Duration.ofMinutes(10);
  private static final int BATCH = 1_000;
  private static final UUID FIRST = new UUID(0, 0);

  private static final String BEGIN =
      "insert into retention_progress (site_id, what, passed) values ($1, $2, $3)"
          + " on conflict do nothing";

  /** Another node's is left to it. */
  private static final String TAKE =
      """
      select passed from retention_progress where site_id = $1 and what = $2
      for update skip locked
      """;

  private final Database database;
  private final Sites sites;
  private final Clock clock;
  private final MeterRegistry registry;
  private final AtomicLong last = new AtomicLong();

  public Pruning(Database database, Sites sites, Clock clock, MeterRegistry registry) {
    this.database = database;
    this.sites = sites;
    this.clock = clock;
    this.registry = registry;
    registry.gauge("parley.pruned.last", last);
    for (Perishable what : Perishable.values()) {
      registry.counter("parley.pruned", "what", what.code());
    }
  }

  /** Begins every few minutes, on every node. */
  public void start(Vertx vertx) {
    Regularly.every(vertx, EVERY, "What is too old is erased later", this::run);
  }

  /** Goes through all sites. */
  public Future<Void> run() {
    Instant now = clock.instant();
    return sites
        .all()
        .compose(
            all -> {
              Future<Void> done = Future.succeededFuture();
              for (Site site : all) {
                for (Perishable what : Perishable.values()) {
                  done = done.compose(before -> prune(site, what, now));
                }
              }
              return done;
            })
        .map(
            done -> {
              last.set(now.getEpochSecond());
              return null;
            });
  }

  private Future<Void> prune(Site site, Perishable what, Instant now) {
    Optional<Integer> days = what.days(site.settings().retention());
    if (days.isEmpty()) {
      return Future.succeededFuture();
    }
    Instant before = now.minus(Duration.ofDays(days.get()));
    return database
        .retrying(
            () ->
                database
                    .pool()
                    .preparedQuery(BEGIN)
                    .execute(Tuple.of(site.id(), what.code(), FIRST)))
        .compose(begun -> batches(site.id(), what, before));
  }

  private Future<Void> batches(int site, Perishable what, Instant before) {
    return database
        .transaction(tx -> batch(tx, site, what, before))
        .compose(passed -> passed < BATCH ? Future.succeededFuture() : batches(site, what, before));
  }

  private Future<Integer> batch(SqlConnection tx, int site, Perishable what, Instant before) {
    return tx.preparedQuery(TAKE)
        .execute(Tuple.of(site, what.code()))
        .compose(
            rows ->
                rows.size() == 0
                    ? Future.succeededFuture(0)
                    : tx.preparedQuery(what.statement())
                        .execute(
                            Tuple.of(
                                site,
                                rows.iterator().next().getUUID("passed"),
                                Ids.earliest(before),
                                BATCH,
                                before.atOffset(ZoneOffset.UTC)))
                        .map(passed -> counted(what, passed.iterator().next())));
  }

  private int counted(Perishable what, Row row) {
    registry.counter("parley.pruned", "what", what.code()).increment(row.getInteger("erased"));
    return row.getInteger("passed");
  }
}
