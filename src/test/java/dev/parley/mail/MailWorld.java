package dev.parley.mail;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import dev.parley.database.Database;
import dev.parley.mail.TestMailServer.Received;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A service of its own with a mail server and a clock, shared by the tests of a class. */
final class MailWorld implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  final MovableClock clock;
  final TestMailServer mail = new TestMailServer();
  final TestParley parley;
  private final Vertx vertx = Vertx.vertx();
  private final Database database;

  MailWorld() {
    this(Instant.now());
  }

  MailWorld(Instant now) {
    clock = new MovableClock(now);
    parley =
        TestParley.start(
            Map.of(
                "mail.url", mail.url(),
                "mail.from", "comments@parley.example",
                "demo", "false",
                "secondOpinion.when", "never"),
            clock);
    database = Database.open(vertx, parley.service().databaseUrl(), 1);
  }

  /** Waits for something, with real time and nothing else passing. */
  static <T> T until(Supplier<T> look, java.util.function.Predicate<T> wanted) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      T seen = look.get();
      if (wanted.test(seen)) {
        return seen;
      }
      if (System.nanoTime() > end) {
        throw new AssertionError("Still " + seen);
      }
      Thread.onSpinWait();
      java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
    }
  }

  /** The messages to somebody, once there are so many. */
  List<Received> to(String address, int count) {
    return until(() -> mail.to(address), all -> all.size() >= count);
  }

  long count(String sql, Object... values) {
    return database
        .pool()
        .preparedQuery(sql)
        .execute(Tuple.wrap(values))
        .await()
        .iterator()
        .next()
        .getLong(0);
  }

  void run(String sql) {
    database.pool().query(sql).execute().await();
  }

  void erase(int site, String email) {
    database.pool().withTransaction(tx -> MailRecords.erase(tx, site, email)).await();
  }

  /** The plan of a statement for any values. */
  String explain(String sql) {
    StringBuilder plan = new StringBuilder();
    database
        .pool()
        .query("explain (generic_plan) " + sql)
        .execute()
        .await()
        .forEach(row -> plan.append(row.getString(0)).append('\n'));
    return plan.toString();
  }

  /** Waits until all acts are told and nothing is due. */
  void settled() {
    until(() -> count("select count(*) from outbox"), left -> left == 0);
    until(
        () ->
            count(
                "select count(*) from mail where state in ('queued', 'sending') and due_at <= $1",
                MailQueue.time(clock.instant())),
        left -> left == 0);
  }

  JsonObject submission(TestSite site, String article, String name, String body) {
    return site.submission(article, name, body).put("notify", true);
  }

  /** Posts a comment whose author wants to be told of replies; its id. */
  String ask(TestSite site, String article, String name, String body, String... headers) {
    Answer answer = site.post(submission(site, article, name, body), headers);
    return answer.json().getJsonObject("comment").getString("id");
  }

  static String address(String name) {
    return name.toLowerCase(java.util.Locale.ROOT).replace(' ', '.') + "@readers.example";
  }

  /** Posts such a comment, and confirms the address. */
  String confirmed(TestSite site, String article, String name, String body, String... headers) {
    String id = ask(site, article, name, body, headers);
    parley.send("POST", to(address(name), 1).get(0).link("/mail/confirm/"), (byte[]) null);
    return id;
  }

  Desk administrator() {
    return parley.administrator();
  }

  @Override
  public void close() {
    parley.close();
    mail.close();
    database.close().await();
    vertx.close().await();
  }
}
