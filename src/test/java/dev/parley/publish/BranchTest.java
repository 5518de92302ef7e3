package dev.parley.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.TestSite;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BranchTest {
  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site();

  private String reply(String article, String parent, String body) {
    return site.reply(article, parent, "Tom", body).json().getJsonObject("comment").getString("id");
  }

  private String root(String article, String body) {
    return site.post(article, "Ana", body).json().getJsonObject("comment").getString("id");
  }

  private Answer branch(String id, String... headers) {
    return parley.get(site.path("/comments/" + id + "/branch"), headers);
  }

  private static JsonObject only(JsonArray comments) {
    assertEquals(1, comments.size(), comments::encode);
    return comments.getJsonObject(0);
  }

  @Test
  void branch_ofDeepComment_leadsFromItsRootToItAndItsReplies() {
    List<String> ids = new ArrayList<>(List.of(root("deep", "The root of a long talk.")));
    for (int level = 1; level <= 8; level++) {
      reply("deep", ids.get(level - 1), "Beside the way on level " + level + ".");
      ids.add(reply("deep", ids.get(level - 1), "An answer on level " + level + "."));
    }
    String focus = ids.get(6);

    JsonObject branch = branch(focus).json();

    assertEquals(focus, branch.getString("focus"));
    assertEquals("deep", branch.getJsonObject("article").getString("key"));
    assertEquals(17, branch.getJsonObject("article").getInteger("count"));
    JsonArray comments = branch.getJsonArray("comments");
    for (String id : ids.subList(0, 7)) {
      JsonObject step = only(comments);
      assertEquals(id, step.getString("id"));
      comments = step.getJsonArray("replies");
    }
    assertEquals(2, comments.size(), "the replies of the comment");
    assertEquals(
        ids.get(8),
        comments.getJsonObject(1).getJsonArray("replies").getJsonObject(1).getString("id"));
  }

  @Test
  void branch_ofRootAlone_isThatRoot() {
    String id = root("alone", "A remark nobody has answered.");

    JsonObject branch = branch(id).json();

    assertEquals(id, only(branch.getJsonArray("comments")).getString("id"));
    assertTrue(only(branch.getJsonArray("comments")).getJsonArray("replies").isEmpty());
  }

  @Test
  void branch_belowRemovedComment_keepsItsTombstone() {
    JsonObject root = site.post("grave", "Ana", "A remark to be taken back.").json();
    String id = root.getJsonObject("comment").getString("id");
    String reply = reply("grave", id, "An answer that stays.");
    parley.send(
        "DELETE",
        site.path("/comments/" + id),
        (byte[]) null,
        "Authorization",
        "Bearer " + root.getString("editToken"));

    JsonObject tombstone = only(branch(reply).json().getJsonArray("comments"));

    assertEquals("deleted", tombstone.getString("status"));
    assertEquals("", tombstone.getString("html"));
    assertEquals(reply, only(tombstone.getJsonArray("replies")).getString("id"));
  }

  @Test
  void branch_ofCommentThatWaits_isNotFound() {
    String id =
        site.post("waits", "Derek", "Only a moron would believe that.")
            .json()
            .getJsonObject("comment")
            .getString("id");

    assertEquals(404, branch(id).status());
    assertEquals(404, branch("019fffff-0000-7000-8000-000000000000").status());
    assertEquals(404, branch("none").status());
    assertEquals(404, parley.get(parley.site().path("/comments/" + id + "/branch")).status());
  }

  @Test
  void branch_askedAgainWithItsTag_is304UntilSomethingChanges() {
    String id = root("tag", "The first word on this.");
    Answer first = branch(id);
    assertEquals(304, branch(id, "If-None-Match", first.header("ETag")).status());

    reply("tag", id, "A second word on this.");

    Answer changed = branch(id, "If-None-Match", first.header("ETag"));
    assertEquals(200, changed.status());
    assertNotEquals(first.header("ETag"), changed.header("ETag"));
    assertTrue(changed.header("Cache-Control").contains("s-maxage=5"));
  }
}
