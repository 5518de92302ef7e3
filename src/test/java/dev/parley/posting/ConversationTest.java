package dev.parley.posting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** What an author may say again, answer to, and take back. */
class ConversationTest {
  private static final TestParley parley = TestParley.shared();
  private static final TestSite site = parley.site();
  private static final Desk desk = parley.administrator();

  private static String id(Answer posted) {
    assertTrue(posted.status() == 201 || posted.status() == 202, posted.text());
    return posted.json().getJsonObject("comment").getString("id");
  }

  private static JsonObject caseOf(Answer posted) {
    return desk.get(site.path("/cases/" + id(posted))).json();
  }

  private static void delete(Answer posted) {
    assertEquals(
        204,
        parley
            .send(
                "DELETE",
                site.path("/comments/" + id(posted)),
                (byte[]) null,
                "Authorization",
                "Bearer " + posted.json().getString("editToken"))
            .status());
  }

  @Test
  void reply_beyondTheDeepestLevel_standsBesideWhatItAnswers() {
    TestSite calm = parley.site(new JsonObject().put("moderation", "none"));
    JsonObject last = null;
    for (int level = 0; level < 55; level++) {
      JsonObject submission =
          calm.submission("deep", "Reader " + level, "Word number " + level + " of a long chain.");
      if (last != null) {
        submission.put("parentId", last.getString("id"));
      }
      Answer posted = calm.post(submission);
      assertEquals(201, posted.status(), posted.text());
      JsonObject comment = posted.json().getJsonObject("comment");
      assertEquals(last == null ? null : last.getString("id"), comment.getString("parentId"));
      assertEquals(Math.min(level, 50), comment.getInteger("depth"));
      last = comment;
    }
    JsonObject root = calm.thread("deep").json().getJsonArray("comments").getJsonObject(0);
    assertEquals(54, root.getInteger("replyCount"));
    JsonObject all =
        parley
            .get(calm.path("/comments?article=deep&limit=100&parent=" + root.getString("id")))
            .json();
    int depth = 0;
    JsonArray level = all.getJsonArray("comments");
    while (level.size() == 1) {
      depth++;
      level = level.getJsonObject(0).getJsonArray("replies");
    }
    assertEquals(49, depth);
    assertEquals(5, level.size());
    assertEquals(
        level.getJsonObject(3).getString("id"), level.getJsonObject(4).getString("parentId"));
  }

  @Test
  void shortAnswer_toSeveralComments_isNoCopy() {
    String first = id(site.post("short", "Ida", "Shall we keep the market on the quay?"));
    String second = id(site.post("short", "Ole", "And should it open on Sundays as well?"));

    assertEquals(201, site.reply("short", first, "Marta", "Yes").status());
    assertEquals(201, site.reply("short", second, "Marta", "Yes").status());
    assertEquals(201, site.post("elsewhere", "Marta", "Yes").status());
    Answer again = site.reply("short", second, "Marta", "Yes");
    assertEquals(202, again.status());
    assertTrue(caseOf(again).encode().contains("DUPLICATE"));
  }

  @Test
  void shortText_overAndOver_isHeld() {
    Answer last = null;
    for (int i = 0; i < 6; i++) {
      last = site.post("flood-" + i, "Nils", "Read my profile");
    }
    assertEquals(202, last.status());
    assertTrue(caseOf(last).encode().contains("DUPLICATE"));
  }

  @Test
  void longText_bySameAuthorElsewhere_isHeld() {
    String text = "The council has not answered any of the questions about the new quay.";
    assertEquals(201, site.post("long-a", "Pia", text).status());
    assertEquals(202, site.post("long-b", "Pia", text).status());
  }

  @Test
  void idempotencyKey_fromAnotherNetwork_givesNoToken() {
    try (TestParley behind = TestParley.behindProxy()) {
      JsonObject submission = site.submission("guessed", "Ines", "Sent with a key one can guess.");
      Answer first = post(behind, submission, "192.0.2.1");
      Answer again = post(behind, submission, "192.0.2.99");
      Answer stranger = post(behind, submission, "198.51.100.1");

      assertEquals(first.json().getString("editToken"), again.json().getString("editToken"));
      assertNotEquals(first.json().getString("editToken"), stranger.json().getString("editToken"));
      assertNotEquals(id(first), id(stranger));
    }
  }

  private static Answer post(TestParley behind, JsonObject submission, String from) {
    return behind.send(
        "POST",
        site.path("/comments"),
        submission,
        "Idempotency-Key",
        "1",
        "X-Forwarded-For",
        from);
  }

  @Test
  void delete_lastOfAnAuthor_leavesNothingThatNamesThem() {
    JsonObject submission = site.submission("leaving", "Vera Lund", "My street has a new bakery.");
    submission.getJsonObject("author").put("url", "https://vera.example");
    Answer first = site.post(submission);
    Answer second = site.post("leaving", "Vera Lund", "And a new bookshop right beside it.");
    String author = caseOf(first).getJsonObject("author").getString("id");
    String page = site.path("/authors/" + author);

    delete(first);
    assertTrue(desk.get(page).text().contains("v…@readers.example"), desk.get(page).text());
    delete(second);

    String left =
        desk.get(page).text()
            + caseOf(first).encode()
            + desk.get(site.path("/decisions")).text()
            + site.thread("leaving").text();
    assertFalse(left.contains("Vera"), left);
    assertFalse(left.contains("vera"), left);
    assertFalse(left.contains("@readers.example"), left);
    assertFalse(left.contains("bakery"), left);
    assertNull(caseOf(first).getJsonObject("author").getString("ip"));
    assertTrue(desk.get(site.path("/decisions")).text().contains(id(first)));
    Answer back = site.post("leaving", "Vera Lund", "I am back with news of the harbour.");
    assertEquals("v…@readers.example", caseOf(back).getJsonObject("author").getString("email"));
  }

  @Test
  void title_ofAnArticle_comesFromWhatIsPublishedOnly() {
    JsonObject held = site.submission("fresh", "Rude", "You are all morons, every one of you.");
    held.getJsonObject("article").put("title", "The council are thieves");
    assertEquals(202, site.post(held).status());
    assertEquals("", title());

    JsonObject shown = site.submission("fresh", "Marta", "The new ferry has more seats.");
    shown.getJsonObject("article").put("title", "A new ferry");
    assertEquals(201, site.post(shown).status());
    assertEquals("A new ferry", title());

    desk.send(
        "PUT",
        site.path("/articles?article=fresh"),
        new JsonObject().put("title", "The new ferry, tried out"));
    assertEquals("The new ferry, tried out", title());
  }

  private static String title() {
    return site.thread("fresh").json().getJsonObject("article").getString("title");
  }
}
