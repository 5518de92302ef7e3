package dev.parley.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.parley.TestParley;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import dev.parley.screening.Reason;
import dev.parley.slow.LongRunning;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Every reason of the service has words, and the filter finds what was noticed. */
@LongRunning
class ReasonFilterTest {
  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site();
  private final Desk ana = parley.moderator(site, "Ana");

  @Test
  void reasons_haveALabelOfTheirOwnAndASentenceEach() {
    JsonArray served = ana.get("/api/v1/reasons").json().getJsonArray("reasons");

    Set<String> codes = new HashSet<>();
    Set<String> labels = new HashSet<>();
    for (Object one : served) {
      JsonObject reason = (JsonObject) one;
      codes.add(reason.getString("reason"));
      labels.add(reason.getString("label"));
      assertFalse(reason.getString("label").isBlank());
      assertFalse(reason.getString("sentence").isBlank());
    }
    assertEquals(Reason.values().length, codes.size());
    assertEquals(Reason.values().length, labels.size());
  }

  @Test
  void filter_byEachReason_findsTheCaseItWasNoticedOnAlsoWithoutWeight() throws Exception {
    Vertx vertx = Vertx.vertx();
    Pool pool = PgBuilder.pool().connectingTo(parley.service().databaseUrl()).using(vertx).build();
    try {
      for (Reason reason : Reason.values()) {
        JsonObject receipt =
            site.post("reasons", "Derek", "Only a moron would say " + reason + ".").json();
        String id = receipt.getJsonObject("comment").getString("id");
        if (reason == Reason.REPORTED) {
          // Reports are filed, not noticed by a check.
          pool.preparedQuery("update comment set report_n = 1, reported_at = now() where id = $1")
              .execute(Tuple.of(UUID.fromString(id)))
              .await(10, TimeUnit.SECONDS);
        } else if (reason == Reason.BLIND_CHECK) {
          // Drawn, not noticed either.
          pool.preparedQuery("update comment set blind = true where id = $1")
              .execute(Tuple.of(UUID.fromString(id)))
              .await(10, TimeUnit.SECONDS);
        } else {
          JsonArray signals =
              new JsonArray()
                  .add(
                      new JsonObject()
                          .put("check", "test")
                          .put("reason", reason.name())
                          .put("score", 0.9)
                          .put("weight", 0)
                          .put("message", "")
                          .put("evidence", new JsonArray()));
          pool.preparedQuery("update screening set signals = $2 where comment_id = $1")
              .execute(Tuple.of(UUID.fromString(id), signals))
              .await(10, TimeUnit.SECONDS);
        }

        JsonArray found =
            ana.get(site.path("/cases?reason=" + reason)).json().getJsonArray("cases");

        assertEquals(1, found.size(), reason.name());
        assertEquals(id, found.getJsonObject(0).getString("id"));
        // Out of the way of the next: decided ones are in another queue.
        ana.decide(site, id, 1, "reject", null);
      }
    } finally {
      pool.close().await(10, TimeUnit.SECONDS);
      vertx.close().await(10, TimeUnit.SECONDS);
    }
    assertEquals(422, ana.get(site.path("/cases?reason=TOXIC")).status());
  }
}
