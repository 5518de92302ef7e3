package dev.parley.database;

import dev.parley.database.Batches.Asked;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The pool of connections. They always lead to the server that takes writes. */
public final class Database {
  /** Serialisation failure, deadlock, read-only server (a standby), server starting or stopping. */
  private static final Set<String> PASSING =
      Set.of("40001", "40P01", "25006", "57P01", "57P02", "57P03");

  /** Longer than any statement or transaction of a request takes. */
  private static final long PATIENCE_SECONDS = 20;

  /**
   * How long a batch that follows another waits for more questions. Without this wait, with 32
   * connections that post, groups had six comments, and a post took .49 ms of PostgreSQL's
   * processor time instead of .42. Twice the wait saves nothing more.
   */
  private static final long GATHERING_MILLISECONDS = 6;

  private final Pool pool;
  private final List<PgConnectOptions> servers;

  /** The server that last took writes. */
  private final AtomicInteger last;

  /**
   * In characters. By default no statement longer than 2,048 stays prepared, so the statement that
   * writes comments was parsed and planned anew each time.
   */
  private static final int LONGEST_PREPARED = 16 * 1024;

  private final Vertx vertx;
  private final Absence absence = new Absence();

  private Database(Vertx vertx, Pool pool, List<PgConnectOptions> servers, AtomicInteger last) {
    this.vertx = vertx;
    this.pool = pool;
    this.servers = servers;
    this.last = last;
  }

  /**
   * A pool for {@code postgresql://user:password@host[,host2]:port/name}. With several hosts, each
   * new connection goes to the one that is not in recovery.
   */
  public static Database open(Vertx vertx, String url, int poolSize) {
    List<PgConnectOptions> servers = servers(url);
    AtomicInteger last = new AtomicInteger();
    Pool pool =
        PgBuilder.pool()
            .with(
                new PoolOptions()
                    .setMaxSize(poolSize)
                    .setConnectionTimeout(5)
                    .setConnectionTimeoutUnit(TimeUnit.SECONDS))
            // The default minute is longer than anybody waits.
            .with(new NetClientOptions().setConnectTimeout(3_000).setTcpKeepAlive(true))
            .connectingTo(() -> writer(vertx, servers, last.get(), 0, last).map(to -> to))
            .withConnectHandler(Database::prepare)
            .using(vertx)
            .build();
    return new Database(vertx, pool, servers, last);
  }

  /**
   * Asks similar questions together, in batches of a limited size; see {@link Batches} for the
   * duties of {@code ask}.
   */
  public <Q, A> Batches<Q, A> batches(int largest, Function<List<Asked<Q, A>>, Future<?>> ask) {
    return new Batches<>(
        largest, ask, next -> vertx.setTimer(GATHERING_MILLISECONDS, timer -> next.run()));
  }

  /**
   * Plans every statement once per connection, whatever its values. A test shows that no statement
   * needs another plan for other values, and planning costs more than running most of them.
   * Compiling them costs more still: .3 s for the queues' figures, which are read in 6 ms.
   */
  private static void prepare(SqlConnection connection) {
    connection
        .query("set plan_cache_mode = force_generic_plan; set jit = off")
        .execute()
        .onComplete(done -> connection.close());
  }

  static List<PgConnectOptions> servers(String url) {
    int credentialsEnd = url.lastIndexOf('@');
    int pathStart = url.indexOf('/', Math.max(credentialsEnd, url.indexOf("//") + 1) + 1);
    if (credentialsEnd < 0) {
      pathStart = url.indexOf('/', url.indexOf("//") + 2);
    }
    int hostsStart = credentialsEnd >= 0 ? credentialsEnd + 1 : url.indexOf("//") + 2;
    String before = url.substring(0, hostsStart);
    String hosts = pathStart < 0 ? url.substring(hostsStart) : url.substring(hostsStart, pathStart);
    String after = pathStart < 0 ? "" : url.substring(pathStart);
    String commonPort = hosts.contains(":") ? hosts.substring(hosts.lastIndexOf(':')) : ":5432";
    List<PgConnectOptions> servers = new ArrayList<>();
    for (String host : hosts.split(",", -1)) {
      String address = host.contains(":") ? host : host + commonPort;
      PgConnectOptions options = PgConnectOptions.fromUri(before + address + after);
      options
          .setCachePreparedStatements(true)
          .setPreparedStatementCacheMaxSize(512)
          .setPreparedStatementCacheSqlLimit(LONGEST_PREPARED)
          .setPipeliningLimit(64)
          .setReconnectAttempts(2)
          .setReconnectInterval(100);
      servers.add(options);
    }
    return List.copyOf(servers);
  }

  private static Future<PgConnectOptions> writer(
      Vertx vertx, List<PgConnectOptions> servers, int first, int tried, AtomicInteger last) {
    PgConnectOptions candidate = servers.get((first + tried) % servers.size());
    if (servers.size() == 1) {
      return Future.succeededFuture(candidate);
    }
    return takesWrites(vertx, candidate)
        .otherwise(false)
        .compose(
            takesWrites -> {
              if (takesWrites || tried + 1 >= servers.size()) {
                last.set((first + tried) % servers.size());
                return Future.succeededFuture(candidate);
              }
              return writer(vertx, servers, first, tried + 1, last);
            });
  }

  private static Future<Boolean> takesWrites(Vertx vertx, PgConnectOptions server) {
    return PgConnection.connect(vertx, server)
        .compose(
            connection ->
                connection
                    .query("select not pg_is_in_recovery()")
                    .execute()
                    .map(rows -> rows.iterator().next().getBoolean(0))
                    .eventually(connection::close));
  }

  /** Whether the database is known to be unreachable. */
  public Absence absence() {
    return absence;
  }

  /** The servers and the database's name, without secrets. */
  String address() {
    return servers.stream()
            .map(server -> server.getHost() + ":" + server.getPort())
            .collect(Collectors.joining(","))
        + "/"
        + servers.get(0).getDatabase();
  }

  Vertx vertx() {
    return vertx;
  }

  public Pool pool() {
    return pool;
  }

  /** A separate connection to the server that takes writes, as LISTEN needs one. */
  public Future<PgConnection> connect() {
    return writer(vertx, servers, last.get(), 0, last)
        .compose(server -> PgConnection.connect(vertx, server));
  }

  /**
   * Runs {@code work} in a transaction, and once more if it fails for a temporary reason. The first
   * time may have been committed and only its answer lost, so the work recognises by its own ids
   * what it has done.
   */
  public <T> Future<T> transaction(Function<SqlConnection, Future<T>> work) {
    return retrying(() -> pool.withTransaction(work));
  }

  /** A transaction whose commit has begun, and what it would answer. */
  private record Tried<T>(String number, Future<T> result) {}

  /**
   * The same for work that cannot recognise what it has done: it is not run again if it was
   * committed. That takes the database one statement more.
   */
  public <T> Future<T> transactionOnce(Function<SqlConnection, Future<T>> work) {
    AtomicReference<@Nullable Tried<T>> before = new AtomicReference<>();
    return retrying(
        () -> {
          Tried<T> tried = before.get();
          Future<Boolean> done =
              tried == null ? Future.succeededFuture(false) : isCommitted(tried.number());
          return done.compose(
              committed ->
                  tried != null && committed
                      ? tried.result()
                      : pool.withTransaction(tx -> noted(tx, work.apply(tx), before)));
        });
  }

  private static <T> Future<T> noted(
      SqlConnection tx, Future<T> work, AtomicReference<@Nullable Tried<T>> tried) {
    return work.compose(
        done ->
            tx.query("select pg_current_xact_id()::text as number")
                .execute()
                .map(rows -> rows.iterator().next().getString("number"))
                .compose(
                    number -> {
                      tried.set(new Tried<>(number, work));
                      return work;
                    }));
  }

  /** Whether a transaction was committed; waits for one that is just being so. */
  private Future<Boolean> isCommitted(String number) {
    return pool.preparedQuery("select pg_xact_status($1::text::xid8) as status")
        .execute(Tuple.of(number))
        .map(rows -> String.valueOf(rows.iterator().next().getString("status")))
        .compose(
            status ->
                status.equals("in progress")
                    ? vertx.timer(50, TimeUnit.MILLISECONDS).compose(later -> isCommitted(number))
                    : Future.succeededFuture(status.equals("committed")));
  }

  /** Runs {@code statement}, and once more if it fails for a temporary reason. */
  public <T> Future<T> retrying(Supplier<Future<T>> statement) {
    return answered(statement)
        .recover(
            failure ->
                isPassing(failure)
                    ? vertx.timer(50, TimeUnit.MILLISECONDS).compose(later -> answered(statement))
                    : Future.failedFuture(failure));
  }

  /** Fails statements that may never be answered because their connection has broken. */
  private static <T> Future<T> answered(Supplier<Future<T>> statement) {
    return statement.get().timeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private static boolean isPassing(Throwable failure) {
    return failure instanceof PgException sql
        ? PASSING.contains(sql.getSqlState())
        : failure instanceof java.io.IOException
            || failure instanceof io.vertx.sqlclient.ClosedConnectionException
            || says(failure, "Connection is not active now")
            || says(failure, "Pending requests failed to be sent");
  }

  /**
   * Whether the driver failed for a reason that has no type of its own: “not active now” and
   * “failed to be sent” for a statement given to a connection that has just closed, “Timeout” for
   * no connection in time.
   */
  private static boolean says(Throwable failure, String words) {
    return failure instanceof VertxException
        && String.valueOf(failure.getMessage()).startsWith(words);
  }

  /** Whether a write failed because a row with that key exists (SQLSTATE 23505). */
  public static boolean isDuplicateKey(Throwable failure) {
    return failure instanceof PgException sql && "23505".equals(sql.getSqlState());
  }

  /** Whether the database was unreachable or could not take the statement. */
  public static boolean isUnavailable(Throwable failure) {
    return isPassing(failure)
        || failure instanceof PgException sql && String.valueOf(sql.getSqlState()).startsWith("53")
        || failure instanceof java.net.ConnectException
        || failure instanceof java.util.concurrent.TimeoutException
        || says(failure, "Timeout");
  }

  public Future<Void> close() {
    return pool.close();
  }
}
