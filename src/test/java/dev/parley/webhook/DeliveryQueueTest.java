package dev.parley.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.TestClock;
import dev.parley.TestParley;
import dev.parley.database.Database;
import dev.parley.database.Ids;
import dev.parley.database.Migrations;
import dev.parley.outbox.LoggedAct;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In a schema of the test's own, which no running service looks at. */
class DeliveryQueueTest {
  private static final int SITE = 7;

  private final Vertx vertx = Vertx.vertx();
  private final TestClock clock = new TestClock();
  private final UUID comment = Ids.next();
  private Database database;
  private DeliveryQueue queue;
  private DeliveryStore store;
  private Webhook webhook;

  @BeforeEach
  void makeTables() throws TimeoutException {
    String url = TestParley.shared().service().databaseUrl();
    Database all = Database.open(vertx, url, 1);
    await(all.pool().query("drop schema if exists hooked cascade").execute());
    await(all.pool().query("create schema hooked").execute());
    await(all.close());
    database = Database.open(vertx, url + "?search_path=hooked", 4);
    await(new Migrations(database).apply());
    await(database.pool().query("insert into site values (7, 'quay', 'Quay')").execute());
    await(
        database
            .pool()
            .preparedQuery(
                """
                insert into webhook (site_id, id, url, events, secret, created_at)
                values (7, $1, 'https://quay.example/', '{}', $2, $3)
                """)
            .execute(
                Tuple.of(
                    Ids.next(),
                    Secrets.next(),
                    DeliveryQueue.utc(clock.instant().minus(Duration.ofHours(1))))));
    WebhookStore webhooks = new WebhookStore(database, clock);
    queue = new DeliveryQueue(database, webhooks, clock);
    store = new DeliveryStore(database);
    webhook = await(webhooks.working(SITE)).get(0);
  }

  @AfterEach
  void close() throws TimeoutException {
    await(database.pool().query("drop schema hooked cascade").execute());
    await(database.close());
    await(vertx.close());
  }

  /** A row of the log about the comment, as the outbox tells it. */
  private LoggedAct act(String action, Integer from, int to, Duration ago) throws TimeoutException {
    UUID id = Ids.next();
    await(
        database
            .pool()
            .preparedQuery(
                """
                insert into decision (site_id, id, comment_id, action, from_status, to_status,
                  created_at)
                values (7, $1, $2, $3, $4, $5, $6)
                """)
            .execute(
                Tuple.of(
                    id, comment, action, from, to, DeliveryQueue.utc(clock.instant().minus(ago)))));
    return new LoggedAct(SITE, id, action, Optional.of(comment), clock.instant().minus(ago), 0);
  }

  private List<String> taken() throws TimeoutException {
    return await(store.take(webhook, clock.instant())).stream().map(Delivery::type).toList();
  }

  private long queued() throws TimeoutException {
    return await(
        database
            .pool()
            .query("select count(*) as n from webhook_delivery")
            .execute()
            .map(rows -> rows.iterator().next().getLong("n")));
  }

  @Test
  void tell_twice_queuesOnce() throws TimeoutException {
    LoggedAct posted = act("approve", null, 1, Duration.ZERO);
    await(queue.tell(posted));
    await(queue.tell(posted));
    assertEquals(2, queued());
  }

  @Test
  void tell_ofALaterActFirst_queuesTheEarlierBeforeIt() throws TimeoutException {
    LoggedAct posted = act("approve", null, 1, Duration.ofMinutes(1));
    LoggedAct edited = act("edit", 1, 1, Duration.ZERO);
    await(queue.tell(edited));
    assertEquals(3, queued());
    assertEquals(List.of("comment.created"), taken());
    await(queue.tell(posted));
    assertEquals(3, queued());
  }

  @Test
  void tell_ofAnActBeforeTheWebhook_queuesWhatIsToldAlone() throws TimeoutException {
    act("approve", null, 1, Duration.ofHours(2));
    await(queue.tell(act("edit", 1, 1, Duration.ZERO)));
    assertEquals(List.of("comment.edited"), taken());
  }

  @Test
  void take_whileAnEarlierEventIsUnderWay_leavesTheLaterOnes() throws TimeoutException {
    await(queue.tell(act("approve", null, 1, Duration.ZERO)));
    Delivery first = await(store.take(webhook, clock.instant())).get(0);
    assertEquals("comment.created", first.type());
    assertEquals(List.of(), taken());
    Delivery.Outcome arrived = new Delivery.Outcome(Optional.of(204), "", 3);
    await(store.delivered(webhook, first, arrived));
    assertEquals(List.of("comment.approved"), taken());
    assertEquals(List.of(), taken());
  }

  @Test
  void take_afterTheNodeThatSentItDied_takesTheSameOnceMore() throws TimeoutException {
    await(queue.tell(act("approve", null, 1, Duration.ZERO)));
    Delivery sent = await(store.take(webhook, clock.instant())).get(0);
    clock.pass(Duration.ofSeconds(59));
    assertEquals(List.of(), taken());
    clock.pass(Duration.ofSeconds(1));
    Delivery again = await(store.take(webhook, clock.instant())).get(0);
    assertEquals(sent.id(), again.id());
    assertEquals(2, again.attempts());
  }

  @Test
  void take_onTwoNodesAtOnce_takesNothingTwice() throws TimeoutException {
    for (int i = 0; i < 30; i++) {
      await(store.test(webhook, clock.instant()));
    }
    Future<List<Delivery>> one = store.take(webhook, clock.instant());
    Future<List<Delivery>> other = store.take(webhook, clock.instant());
    List<UUID> all =
        java.util.stream.Stream.concat(await(one).stream(), await(other).stream())
            .map(Delivery::id)
            .toList();
    assertEquals(20, all.size());
    assertEquals(20, all.stream().distinct().count());
  }

  @Test
  void forget_afterAMonth_leavesWhatIsNewer() throws TimeoutException {
    await(store.test(webhook, clock.instant().minus(Duration.ofDays(31))));
    await(store.test(webhook, clock.instant()));
    await(store.forget(clock.instant().minus(Duration.ofDays(30))));
    assertEquals(1, queued());
  }

  private static <T> T await(Future<T> future) throws TimeoutException {
    return future.await(30, TimeUnit.SECONDS);
  }
}
