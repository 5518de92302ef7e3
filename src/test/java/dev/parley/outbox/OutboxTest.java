package dev.parley.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.parley.TestParley;
import dev.parley.TestParley.TestSite;
import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.database.Migrations;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In a schema of the test's own, which no running service looks at. */
class OutboxTest {
  private final Vertx vertx = Vertx.vertx();
  private Database database;

  @BeforeEach
  void makeTables() throws TimeoutException {
    String url = TestParley.shared().service().databaseUrl();
    Database all = Database.open(vertx, url, 1);
    await(all.pool().query("drop schema if exists told cascade").execute());
    await(all.pool().query("create schema told").execute());
    await(all.close());
    database = Database.open(vertx, url + "?search_path=told", 4);
    await(new Migrations(database).apply());
  }

  @AfterEach
  void close() throws TimeoutException {
    await(database.pool().query("drop schema told cascade").execute());
    await(database.close());
    await(vertx.close());
  }

  /** Acts of some number, as a statement of a transaction that was committed left them. */
  private List<UUID> acts(int count) throws TimeoutException {
    List<UUID> ids = IntStream.range(0, count).mapToObj(number -> Ids.next()).toList();
    await(
        database
            .pool()
            .preparedQuery(
                """
                with logged as (
                  insert into decision (site_id, id, action, created_at)
                  select $1, unnest($2::uuid[]), 'policy', now() returning id
                ), told as ("""
                    + Outbox.PUT
                    + ") select 1")
            .execute(Tuple.of(7, (Object) ids.toArray(UUID[]::new))));
    return ids;
  }

  /** Receives everything. */
  private static Receiver into(Collection<UUID> told) {
    return act -> {
      told.add(act.id());
      return Future.succeededFuture();
    };
  }

  private int waiting() throws TimeoutException {
    return await(
        database
            .pool()
            .query("select coalesce(sum(cardinality(acts)), 0)::int as n from outbox")
            .execute()
            .map(rows -> rows.iterator().next().getInteger("n")));
  }

  @Test
  void tellAll_manyActs_tellsEachOnceInTheOrderOfTheLog() throws TimeoutException {
    List<UUID> ids = new ArrayList<>();
    for (int statement = 0; statement < 120; statement++) {
      ids.addAll(acts(2));
    }
    List<UUID> told = new ArrayList<>();
    Outbox outbox = new Outbox(database, into(told));
    await(outbox.tellAll());
    assertEquals(ids, told);
    assertEquals(0, waiting());
  }

  @Test
  void all_oneReceiverFails_tellsEveryOneAndTellsTheActAgain() throws TimeoutException {
    UUID act = acts(1).get(0);
    List<UUID> told = new ArrayList<>();
    Receiver broken =
        one -> {
          throw new IllegalStateException("away");
        };
    await(new Outbox(database, Receiver.all(broken, into(told))).tellAll());
    assertEquals(List.of(act), told);
    assertEquals(1, waiting());
  }

  @Test
  void tellAll_receiverFails_tellsThatActAgainWhenItsLeaseHasEnded() throws TimeoutException {
    UUID bad = acts(3).get(1);
    List<LoggedAct> told = new ArrayList<>();
    Outbox outbox =
        new Outbox(
            database,
            act -> {
              told.add(act);
              return act.id().equals(bad) && act.attempts() == 0
                  ? Future.failedFuture("away")
                  : Future.succeededFuture();
            });
    await(outbox.tellAll());
    assertEquals(1, waiting());
    await(outbox.tellAll());
    assertEquals(3, told.size(), "before its lease ends it is nobody else's");

    endLeases();
    await(outbox.tellAll());
    assertEquals(bad, told.get(3).id());
    assertEquals(1, told.get(3).attempts());
    assertEquals(0, waiting());
  }

  @Test
  void tellAll_receiverThatHangs_holdsNothingUpAndIsToldAgain() throws TimeoutException {
    UUID hanging = acts(2).get(0);
    Receiver receiver =
        act ->
            act.id().equals(hanging) ? Promise.<Void>promise().future() : Future.succeededFuture();
    await(new Outbox(database, receiver, Duration.ofMillis(20)).tellAll());
    assertEquals(1, waiting());
  }

  @Test
  void tellAll_actsThatAreGoneFromTheLog_goFromTheOutboxToo() throws TimeoutException {
    List<UUID> some = acts(3);
    UUID gone = some.get(1);
    List<UUID> all = acts(2);
    await(
        database
            .pool()
            .preparedQuery("delete from decision where id = $1 or id = any($2)")
            .execute(Tuple.of(gone, (Object) all.toArray(UUID[]::new))));
    await(
        database.pool().query("insert into outbox values (7, gen_random_uuid(), '{}')").execute());
    List<UUID> told = new ArrayList<>();
    Outbox outbox = new Outbox(database, into(told));

    await(outbox.tellAll());

    assertEquals(List.of(some.get(0), some.get(2)), told);
    assertEquals(0, entries());
  }

  private int entries() throws TimeoutException {
    return await(
        database
            .pool()
            .query("select count(*)::int as n from outbox")
            .execute()
            .map(rows -> rows.iterator().next().getInteger("n")));
  }

  @Test
  void tellAll_nodeThatDiedWithActs_leavesThemToAnother() throws TimeoutException {
    List<UUID> ids = acts(2);
    new Outbox(database, act -> Promise.<Void>promise().future()).tellAll();
    Set<UUID> told = new ConcurrentSkipListSet<>();
    Outbox other = new Outbox(database, into(told));
    awaitLeased(2);
    endLeases();
    await(other.tellAll());
    assertEquals(Set.copyOf(ids), told);
  }

  @Test
  void tellAll_onTwoNodesAtOnce_tellsNothingTwice() throws TimeoutException {
    for (int statement = 0; statement < 200; statement++) {
      acts(2);
    }
    List<UUID> told = Collections.synchronizedList(new ArrayList<>());
    Receiver receiver = into(told);
    await(
        Future.all(
            new Outbox(database, receiver).tellAll(), new Outbox(database, receiver).tellAll()));
    assertEquals(400, told.size());
    assertEquals(400, Set.copyOf(told).size());
    assertEquals(0, waiting());
  }

  @Test
  void act_done_isCountedOnceItsTransactionIsCommitted() throws Exception {
    // Of several nodes any may tell of it, and each counts what it told: this one is alone.
    String alone = TestParley.shared().service().databaseUrl() + "?search_path=told";
    try (TestParley parley = TestParley.start(Map.of("database.url", alone, "demo", "false"))) {
      closeThread(parley);
    }
  }

  private void closeThread(TestParley parley) {
    TestSite site = parley.site();
    double before = counted(parley);
    JsonObject closed = new JsonObject().put("key", "ferry").put("state", "closed");
    assertEquals(200, parley.administrator().send("PUT", site.path("/articles"), closed).status());
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          while (counted(parley) < before + 1) {
            Thread.onSpinWait();
          }
        });
    assertEquals(before + 1, counted(parley));
  }

  /** The acts on articles that were told of. */
  private static double counted(TestParley parley) {
    return parley
        .get("/metrics")
        .text()
        .lines()
        .filter(line -> line.startsWith("parley_acts_total{action=\"article\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private void endLeases() throws TimeoutException {
    await(database.pool().query("update outbox set due_at = now()").execute());
  }

  private void awaitLeased(int count) throws TimeoutException {
    int leased = 0;
    while (leased < count) {
      leased =
          await(
              database
                  .pool()
                  .query(
                      "select coalesce(sum(cardinality(acts)), 0)::int as n from outbox where due_at > now()")
                  .execute()
                  .map(rows -> rows.iterator().next().getInteger("n")));
    }
  }

  private static <T> T await(Future<T> future) throws TimeoutException {
    return future.await(30, TimeUnit.SECONDS);
  }

  @Test
  void tellAll_receiverAwayForWeeks_isStillTriedAndHoldsNobodyUp() throws TimeoutException {
    UUID bad = acts(1).get(0);
    await(database.pool().query("update outbox set attempts = 32767").execute());
    UUID good = acts(1).get(0);
    List<UUID> told = new ArrayList<>();
    Receiver receiver =
        act -> {
          told.add(act.id());
          return act.id().equals(bad) ? Future.failedFuture("away") : Future.succeededFuture();
        };

    await(new Outbox(database, receiver).tellAll());

    assertEquals(List.of(bad, good), told);
    assertEquals(1, waiting());
  }
}
