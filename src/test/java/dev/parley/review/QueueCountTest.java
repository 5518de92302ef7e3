package dev.parley.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.TestSite;
import dev.parley.database.Database;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueueCountTest {
  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site();
  private Vertx vertx;
  private Database database;
  private int number;

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
    database = Database.open(vertx, parley.service().databaseUrl(), 1);
    number =
        database
            .pool()
            .preparedQuery("select id from site where slug = $1")
            .execute(Tuple.of(site.slug()))
            .await()
            .iterator()
            .next()
            .getInteger(0);
  }

  @AfterEach
  void close() {
    database.close().await();
    vertx.close().await();
  }

  /** Comments as an archive holds them. */
  private void store(int status, int count) {
    database
        .pool()
        .preparedQuery(
            """
            insert into comment (site_id, id, article_id, root_id, ancestors, author_id,
              author_name, status, shown, verdict, created_at, editable_until, token_hash,
              fingerprint, body, html)
            select $1, id, nobody, id, '{}', nobody, 'Archive', $2, 0, 0, now(), now(), '', 0, '', ''
            from (select gen_random_uuid() as id, gen_random_uuid() as nobody
                  from generate_series(1, $3)) made
            """)
        .execute(Tuple.of(number, (short) status, count))
        .await();
  }

  private JsonObject queue(String name) {
    return parley.administrator().get(site.path("/queues")).json().getJsonObject(name);
  }

  @Test
  void queues_ofALargeArchive_countToABoundAndSaySo() {
    store(1, 10_050);
    store(3, 10_000);

    assertEquals(10_000, queue("approved").getInteger("count"));
    assertTrue(queue("approved").getBoolean("capped"));
    assertEquals(10_000, queue("spam").getInteger("count"));
    assertFalse(queue("spam").containsKey("capped"));
  }

  @Test
  void queues_withFewApprovedAmongMuchSpam_doNotReadTheSpam() {
    store(3, 30_000);
    site.post("few", "Marta", "One calm remark about the harbour.");
    database.pool().query("analyze comment").execute().await();

    StringBuilder plan = new StringBuilder();
    database
        .pool()
        .query(
            "explain "
                + QueueCounts.QUEUES
                    .replace("$1", String.valueOf(number))
                    .replace("$2", "'01900000-0000-7000-8000-000000000000'::uuid"))
        .execute()
        .await()
        .forEach(row -> plan.append(row.getString(0)).append('\n'));

    assertTrue(plan.toString().contains("comment_approved"), plan.toString());
    assertEquals(1, queue("approved").getInteger("count"));
    assertEquals(
        site.thread("few").json().getJsonArray("comments").getJsonObject(0).getString("createdAt"),
        queue("approved").getString("oldest"));
  }

  @Test
  void reported_thatIsHiddenByAnEdit_waitsOnceAndAmongThePending() {
    JsonObject receipt = site.post("pier", "Ann", "The pier is open again.").json();
    String comment = site.path("/comments/" + receipt.getJsonObject("comment").getString("id"));
    JsonObject report = new JsonObject().put("reason", "abuse");
    assertEquals(202, parley.send("POST", comment + "/reports", report).status());
    assertEquals(1, queue("reported").getInteger("count"));

    JsonObject text = new JsonObject().put("body", "Only a moron would walk on the pier.");
    String token = "Bearer " + receipt.getString("editToken");
    assertEquals(200, parley.send("PATCH", comment, text, "Authorization", token).status());

    assertEquals(1, queue("pending").getInteger("count"));
    assertEquals(0, queue("reported").getInteger("count"));
  }
}
