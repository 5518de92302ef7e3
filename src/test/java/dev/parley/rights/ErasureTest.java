package dev.parley.rights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Erasing a person, in the whole of a database. */
class ErasureTest {
  @AutoClose private final TestParley parley = TestParley.behindProxy();
  @AutoClose private final Dump dump = new Dump(TestParley.shared().service().databaseUrl());
  private final TwoPeople people = new TwoPeople(parley, dump);

  private JsonObject erase(JsonObject request) {
    Answer answer = parley.administrator().send("POST", people.site().path("/erasures"), request);
    assertEquals(200, answer.status(), answer::text);
    return answer.json();
  }

  private JsonObject erase() {
    return erase(new JsonObject().put("email", people.email().toUpperCase(java.util.Locale.ROOT)));
  }

  /** What of Bruno's an erasure of somebody else may not change. */
  private List<String> bruno() {
    return dump.values(
        """
        select concat(author, comment, screening) as value from comment
        join author on author.site_id = comment.site_id and author.id = author_id
        join screening on screening.site_id = comment.site_id and comment_id = comment.id
        where comment.site_id = $1 and author.name = 'Bruno Keller' order by comment.id
        """,
        people.number());
  }

  private List<String> log(String action) {
    return dump.values(
        "select note as value from decision where site_id = $1 and action = $2",
        people.number(),
        action);
  }

  @Test
  void everyTrace_isThereBefore_andNowhereAfter() {
    Map<String, Object> before = people.found();
    assertEquals(people.traces().size(), before.size(), () -> String.valueOf(before.keySet()));
    assertTrue(String.valueOf(before).contains("statistics"));
    List<String> bruno = bruno();
    JsonObject report = erase();
    assertEquals(7, report.getInteger("comments"), report::encode);
    assertEquals(Map.of(), people.found());
    assertEquals(2, bruno.size());
    assertEquals(bruno, bruno());
    assertEquals(List.of("7 comments"), log("erasure"));
    assertFalse(people.site().thread("pier").text().contains(people.name()));
  }

  @Test
  void thread_staysReadable() {
    erase();
    JsonArray comments = people.site().thread("pier").json().getJsonArray("comments");
    assertEquals(1, comments.size(), comments::encode);
    JsonArray replies = comments.getJsonObject(0).getJsonArray("replies");
    assertTrue(replies.encode().contains("I saw them too."), comments::encode);
  }

  @Test
  void whatStays_isSaid() {
    String kept = erase().getJsonArray("kept").encode();
    for (String what :
        List.of("Empty places in threads", "What others wrote", "imported archives", "Backups")) {
      assertTrue(kept.contains(what), kept);
    }
    assertFalse(kept.contains("The ban"), kept);
  }

  @Test
  void dryRun_tellsAndChangesNothing() {
    Map<String, Object> before = people.found();
    JsonObject report = erase(new JsonObject().put("email", people.email()).put("dryRun", true));
    assertEquals(7, report.getInteger("comments"));
    assertTrue(report.getJsonArray("kept").size() > 3, report::encode);
    assertEquals(before, people.found());
    assertEquals(List.of(), log("erasure"));
  }

  @Test
  void keptText_standsWithoutItsAuthor() {
    erase(new JsonObject().put("email", people.email()).put("keepText", true));
    Map<String, Object> found = people.found();
    assertEquals(java.util.Set.of(people.word()), found.keySet(), () -> String.valueOf(found));
    String thread = people.site().thread("pier").text();
    assertTrue(thread.contains("More " + people.word() + ", write to <a"), thread);
    assertTrue(thread.contains("Anonymous"), thread);
    // What nobody but moderators has seen has no readers to be kept for.
    assertEquals(
        List.of(),
        dump.values(
            "select body as value from comment where site_id = $1 and status <> 1 and body ~* $2",
            people.number(),
            people.word()));
  }

  @Test
  void oneAuthor_losesTheirAddressEverywhere_andNothingElseOfOthersGoes() {
    erase(new JsonObject().put("author", people.author()));
    assertEquals(Map.of(), people.found());
    assertEquals(
        List.of("I am she."),
        dump.values(
            "select body as value from comment where site_id = $1 and author_name = 'Somebody'",
            people.number()));
  }

  @Test
  void cutOffAnywhere_isCompleteAfterAnotherTime() {
    for (int i = 0; i < 120; i++) {
      dump.run(
          """
          insert into comment (site_id, id, article_id, root_id, ancestors, author_id, author_name,
            status, shown, verdict, created_at, editable_until, token_hash, fingerprint, body, html)
          select site_id, gen_random_uuid(), article_id, id, '{}', author_id, author_name, 2, 0, 0,
            created_at, editable_until, token_hash, 1, 'text', '' from comment
          where site_id = $1 and id = $2::text::uuid
          """,
          people.number(),
          TwoPeople.id(people.hers().get(1)));
    }
    // The second batch fails.
    String guard = "guard_" + people.number();
    dump.run(
        """
        create function %s() returns trigger language plpgsql as $$
        begin
          if new.site_id = %d and old.author_name <> '' and new.author_name = '' and (
            select count(*) from comment where site_id = %d and author_name = '') > 50
          then raise exception 'cut off'; end if;
          return new;
        end $$
        """
            .formatted(guard, people.number(), people.number()));
    dump.run(
        "create trigger %s before update on comment for each row execute function %s()"
            .formatted(guard, guard));
    Answer cut =
        parley
            .administrator()
            .send(
                "POST",
                people.site().path("/erasures"),
                new JsonObject().put("email", people.email()));
    dump.run("drop trigger " + guard + " on comment");
    dump.run("drop function " + guard);
    assertEquals(500, cut.status(), cut::text);
    assertTrue(people.found().containsKey(people.email()));
    erase();
    assertEquals(Map.of(), people.found());
  }

  @Test
  void readerWithTheTokenOfALaterComment_isRefused() {
    JsonObject later = people.hers().get(1);
    Answer refused =
        parley.send(
            "POST",
            people.site().path("/comments/" + TwoPeople.id(later) + "/erasure"),
            new JsonObject(),
            "Authorization",
            "Bearer " + later.getString("editToken"));
    assertEquals(403, refused.status(), refused::text);
    assertTrue(people.found().containsKey(people.email()));
  }

  @Test
  void readerWithAToken_erasesThemselves_butNoBan() {
    JsonObject own = people.hers().get(0);
    String path = people.site().path("/comments/" + TwoPeople.id(own) + "/erasure");
    assertEquals(404, parley.send("POST", path, new JsonObject()).status());
    assertEquals(
        404,
        parley
            .send(
                "POST",
                path,
                new JsonObject(),
                "Authorization",
                "Bearer " + people.his().get(0).getString("editToken"))
            .status());
    Answer answer =
        parley.send(
            "POST",
            path,
            new JsonObject(),
            "Authorization",
            "Bearer " + own.getString("editToken"));
    assertEquals(200, answer.status(), answer::text);
    assertEquals(6, answer.json().getInteger("comments"), answer::text);
    assertTrue(answer.text().contains("The ban"), answer::text);
    Map<String, Object> found = people.found();
    assertEquals(
        java.util.Set.of(people.author(), people.address()),
        found.keySet(),
        () -> String.valueOf(found));
    JsonObject again = people.site().submission("pier", "Other Name", "Back again.");
    again.getJsonObject("author").put("email", people.email());
    Answer refused = people.site().post(again, "X-Forwarded-For", "203.0.113.200");
    assertEquals(403, refused.status(), refused::text);
    assertEquals(List.of("6 comments, by their author"), log("erasure"));
  }

  @Test
  void onlyAdministratorsErase_andMustNameOnePerson() {
    assertEquals(
        403,
        people
            .moderator()
            .send("POST", people.site().path("/erasures"), new JsonObject().put("email", "a@b.c"))
            .status());
    for (JsonObject wrong :
        List.of(
            new JsonObject(),
            new JsonObject().put("email", "nobody"),
            new JsonObject().put("author", "x"),
            new JsonObject().put("email", "a@b.c").put("author", people.author()))) {
      Answer answer = parley.administrator().send("POST", people.site().path("/erasures"), wrong);
      assertEquals(422, answer.status(), answer::text);
    }
    Answer unknown =
        parley
            .administrator()
            .send(
                "POST",
                people.site().path("/erasures"),
                new JsonObject().put("author", "01900000-0000-7000-8000-000000000000"));
    assertEquals(404, unknown.status(), unknown::text);
  }

  @Test
  void models_forgetAtTheNextRound() {
    erase();
    assertEquals(
        List.of("0"),
        dump.values(
            "select decisions as value from house_round where site_id = $1", people.number()));
  }
}
