package dev.parley.posting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.TestSite;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A request that is repeated on a node that knows nothing of its first answer. */
class RepeatedElsewhereTest {
  private static TestParley other;

  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site();

  @BeforeAll
  static void start() {
    other =
        TestParley.start(
            Map.of("database.url", TestParley.shared().service().databaseUrl(), "demo", "false"));
  }

  @AfterAll
  static void stop() {
    other.close();
  }

  private Answer postElsewhere(JsonObject submission, String key) {
    return other.send("POST", site.path("/comments"), submission, "Idempotency-Key", key);
  }

  @Test
  void post_keyAgainOnAnotherNode_givesTheFirstAnswerAndOneComment() {
    JsonObject submission = site.submission("twice", "Ines", "Is the market open on Monday?");
    Answer first = site.post(submission, "Idempotency-Key", "elsewhere");

    Answer again = postElsewhere(submission, "elsewhere");

    assertEquals(first.status(), again.status());
    assertEquals(first.text(), again.text());
    assertEquals(1, site.thread("twice").json().getJsonArray("comments").size());
  }

  @Test
  void post_keyAgainOnAnotherNodeAfterTheThreadClosed_givesTheFirstAnswer() {
    JsonObject submission = site.submission("shut", "Ines", "Sent before the door was shut.");
    Answer first = site.post(submission, "Idempotency-Key", "shut-elsewhere");
    parley
        .administrator()
        .send(
            "PUT",
            site.path("/articles"),
            new JsonObject().put("key", "shut").put("state", "closed"));

    assertEquals(first.text(), postElsewhere(submission, "shut-elsewhere").text());
    assertEquals("thread-closed", postElsewhere(submission, "a-new-key").code());
  }

  @Test
  void post_keyOfAnotherTextOnAnotherNode_isAConflict() {
    site.post(site.submission("key", "Ines", "One text."), "Idempotency-Key", "of-one-text");

    Answer conflict = postElsewhere(site.submission("key", "Ines", "Another one."), "of-one-text");

    assertEquals(409, conflict.status());
  }
}
