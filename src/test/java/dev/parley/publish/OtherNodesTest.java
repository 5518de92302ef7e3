package dev.parley.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.Follower;
import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What other nodes are told of cases. */
class OtherNodesTest {
  private static final int CASES = 60;

  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site(new JsonObject().put("moderation", "all"));

  private String waiting(int number) {
    Answer posted =
        site.post("ferry-" + number, "Derek", "What boat " + number + " said to boat " + -number);
    return posted.json().getJsonObject("comment").getString("id");
  }

  /** Letters outside ASCII have more bytes than characters, and PostgreSQL counts bytes. */
  @Test
  void manyDecisions_byAModeratorWithALongNameOutsideAscii_areAllHeardOf() {
    Desk ana = parley.moderator(site, "Ana");
    JsonObject named =
        new JsonObject()
            .put("email", "ana@" + site.slug() + ".example")
            .put("name", "Анастасия Александровна Преображенская-Милославская");
    assertEquals(201, parley.administrator().send("POST", "/api/v1/moderators", named).status());
    List<String> ids = IntStream.range(0, CASES).mapToObj(this::waiting).toList();
    JsonArray cases = new JsonArray();
    ids.forEach(id -> cases.add(new JsonObject().put("id", id).put("version", 1)));
    try (TestParley other = TestParley.beside()) {
      Follower follower =
          Follower.of(other, site.path("/events"), other.administrator()).listening();

      Answer decided =
          ana.send(
              "POST",
              site.path("/decisions"),
              new JsonObject().put("cases", cases).put("action", "approve"));
      assertEquals(200, decided.status(), decided::text);

      ids.forEach(id -> follower.awaited("decided", id));
    }
  }
}
