package dev.parley.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import dev.parley.slow.LongRunning;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Threads that close by their age. */
@LongRunning
class ClosingDaysTest {
  private static final TestParley parley = TestParley.shared();
  private static final Desk desk = parley.administrator();

  private static JsonObject article(TestSite site, String key) {
    return site.thread(key).json().getJsonObject("article");
  }

  /** The article once it is so. */
  private static JsonObject until(TestSite site, String key, Predicate<JsonObject> settled)
      throws InterruptedException {
    Instant end = Instant.now().plusSeconds(30);
    JsonObject article = article(site, key);
    while (!settled.test(article) && Instant.now().isBefore(end)) {
      Thread.onSpinWait();
      article = article(site, key);
    }
    return article;
  }

  private static void policy(TestSite site, Integer days) {
    JsonObject policy = desk.get(site.path("/policy")).json().put("closeAfterDays", days);
    assertEquals(200, desk.send("PUT", site.path("/policy"), policy).status());
  }

  private static String post(TestSite site, String key) {
    return site.post(key, "Ana", "The first comment here.")
        .json()
        .getJsonObject("comment")
        .getString("id");
  }

  private static void age(String comment, int days) {
    parley.change(
        "update comment set created_at = created_at - make_interval(days => $2) where id = $1",
        UUID.fromString(comment),
        days);
  }

  @Test
  void thread_ofThatAge_isClosedAndOpensAgainWhenThePolicyAllowsMore() throws Exception {
    TestSite site = parley.site();
    age(post(site, "old"), 40);
    post(site, "young");
    Answer before = site.thread("old");

    policy(site, 30);

    JsonObject old = until(site, "old", article -> article.getString("state").equals("closed"));
    assertEquals("closed", old.getString("state"));
    assertEquals(-10, days(old));
    assertNotEquals(before.header("ETag"), site.thread("old").header("ETag"));
    assertEquals("thread-closed", site.post("old", "Tom", "Too late by ten days.").code());
    JsonObject young = until(site, "young", article -> article.containsKey("closedAt"));
    assertEquals("open", young.getString("state"));
    assertEquals(30, days(young));

    policy(site, 60);
    old = until(site, "old", article -> article.getString("state").equals("open"));
    assertEquals(20, days(old));
    assertEquals(201, site.post("old", "Tom", "In time by twenty days.").status());

    policy(site, null);
    assertEquals(
        null,
        until(site, "old", article -> !article.containsKey("closedAt")).getString("closedAt"));
  }

  /** Days from now, to the nearest. */
  private static long days(JsonObject article) {
    Duration left = Duration.between(Instant.now(), Instant.parse(article.getString("closedAt")));
    return Math.round(left.toHours() / 24.0);
  }

  @Test
  void thread_thatSomebodyHasOpenedOrTimed_staysSo() throws Exception {
    TestSite site = parley.site();
    age(post(site, "opened"), 40);
    age(post(site, "timed"), 40);
    age(post(site, "witness"), 40);
    String later = Instant.now().plus(Duration.ofDays(400)).toString();
    desk.send("PUT", site.path("/articles?article=opened"), new JsonObject().put("state", "open"));
    desk.send("PUT", site.path("/articles?article=timed"), new JsonObject().put("closedAt", later));

    policy(site, 30);

    until(site, "witness", article -> article.getString("state").equals("closed"));
    assertEquals("closed", article(site, "witness").getString("state"));
    assertEquals("open", article(site, "opened").getString("state"));
    assertEquals("open", article(site, "timed").getString("state"));
    assertEquals(400, days(article(site, "timed")));
    // What the policy has closed, a person may open for good.
    desk.send("PUT", site.path("/articles?article=witness"), new JsonObject().put("state", "open"));
    assertEquals(201, site.post("witness", "Tom", "It is open again.").status());
  }
}
