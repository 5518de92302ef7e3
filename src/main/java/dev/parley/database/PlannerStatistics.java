package dev.parley.database;

import dev.parley.loop.Regularly;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;

/**
 * Keeps PostgreSQL's statistics up with tables that grow fast. A statement planned while a table
 * was all but empty reads it whole, and goes on so until {@code analyze} has been there; autovacuum
 * comes by once a minute, in which a busy day or an import may bring a hundred thousand rows. Here
 * a table is analysed as soon as it has doubled, which is seldom once it is large.
 */
public final class PlannerStatistics {
  private static final Duration EVERY = Duration.ofSeconds(2);

  /** In pages of 8 KiB. A smaller table is read whole in no time. */
  private static final int SMALLEST = 8;

  /**
   * Of 100, the default. Prepared statements are planned for any value, so that what matters is how
   * many there are, not which; a quarter of the sample says that at a quarter of the cost.
   */
  private static final int TARGET = 25;

  private final Database database;

  public PlannerStatistics(Database database) {
    this.database = database;
  }

  /** Looks at the tables every few seconds, on every node. */
  public void start(Vertx vertx) {
    Regularly.every(vertx, EVERY, "Tables are analysed later", this::refresh);
  }

  /** Analyses the tables that have doubled since they were analysed; answers their names. */
  Future<List<String>> refresh() {
    return database
        .pool()
        .preparedQuery(
            """
            select quote_ident(relname) as name from pg_class
            where relnamespace = quote_ident(current_schema())::regnamespace and relkind = 'r'
              and pg_has_role(relowner, 'USAGE')
              and pg_relation_size(oid) / current_setting('block_size')::int >= greatest($1::int,
                case when pg_stat_get_last_analyze_time(oid) is null
                  and pg_stat_get_last_autoanalyze_time(oid) is null then 0 else 2 * relpages end)
            order by relname
            """)
        .execute(Tuple.of(SMALLEST))
        .map(rows -> rows.stream().map(row -> row.getString("name")).toList())
        .compose(tables -> analyse(tables, "(skip_locked) ").map(done -> tables));
  }

  /**
   * Analyses tables, so that values they hold no more are not kept as their most common ones. Waits
   * for whoever is analysing them just now, who may have read them before.
   */
  public Future<Void> renew(List<String> tables) {
    return analyse(tables, "");
  }

  /** What another node, or autovacuum, is analysing just now is left to it. */
  private Future<Void> analyse(List<String> tables, String how) {
    Future<Void> done = Future.succeededFuture();
    for (String table : tables) {
      done =
          done.compose(
              before ->
                  database
                      .pool()
                      .withTransaction(
                          connection ->
                              connection
                                  .query("set local default_statistics_target = " + TARGET)
                                  .execute()
                                  .compose(
                                      set ->
                                          connection
                                              .query("analyze " + how + table)
                                              .execute()
                                              .mapEmpty())));
    }
    return done;
  }
}
