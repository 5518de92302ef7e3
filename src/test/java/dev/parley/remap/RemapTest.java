package dev.parley.remap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.Follower;
import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Articles get other keys, and nothing is lost on the way. */
class RemapTest {
  private static final TestParley parley = TestParley.shared();
  private static final Desk desk = parley.administrator();
  private static final String PLAIN = "http://quay.example/vote/";
  private static final String TRACKED = "https://quay.example/vote?utm_source=x";
  private static final String KEY = "https://quay.example/vote";

  private final TestSite site = parley.site();

  private static String encoded(String key) {
    return URLEncoder.encode(key, StandardCharsets.UTF_8);
  }

  private static String id(Answer posted) {
    assertTrue(posted.status() < 300, posted.text());
    return posted.json().getJsonObject("comment").getString("id");
  }

  private JsonObject thread(String key) {
    return site.thread(encoded(key)).json();
  }

  private JsonObject article(String key) {
    return thread(key).getJsonObject("article");
  }

  private static List<String> texts(JsonArray comments) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < comments.size(); i++) {
      JsonObject comment = comments.getJsonObject(i);
      texts.add(comment.getString("html").replaceAll("<[^>]*>", "").strip());
      texts.addAll(texts(comment.getJsonArray("replies")));
    }
    return texts.stream().sorted().toList();
  }

  private void policy(String rule) {
    JsonObject policy = desk.get(site.path("/policy")).json().put("articleKey", rule);
    assertEquals(200, desk.send("PUT", site.path("/policy"), policy).status());
  }

  private JsonObject remap(JsonObject request) {
    Answer answer = desk.send("POST", site.path("/articles/remap"), request);
    assertEquals(200, answer.status(), answer.text());
    return answer.json();
  }

  private int decisions(String words) {
    return (int)
        desk.get(site.path("/decisions?limit=100")).json().getJsonArray("decisions").stream()
            .filter(row -> ((JsonObject) row).encode().contains(words))
            .count();
  }

  @Test
  void remap_ofAddressesOfOnePage_mergesThem() {
    String root = id(site.post(PLAIN, "Ana", "one"));
    String reply = id(site.reply(PLAIN, root, "Tom", "two"));
    id(site.post(TRACKED, "Ida", "three"));
    id(site.post("https://quay.example/other", "Ida", "apart"));
    policy("canonical");

    JsonObject rehearsed = remap(new JsonObject().put("dryRun", true));

    assertEquals(3, rehearsed.getInteger("articles"));
    assertEquals(1, rehearsed.getInteger("moved"));
    assertEquals(1, rehearsed.getInteger("merged"));
    assertEquals(KEY, rehearsed.getJsonArray("examples").getJsonObject(0).getString("to"));
    assertEquals(2, article(PLAIN).getInteger("count"), "a rehearsal changes nothing");
    assertEquals(PLAIN, article(PLAIN).getString("key"));

    assertEquals(rehearsed, remap(new JsonObject()));

    for (String key : List.of(PLAIN, TRACKED, KEY)) {
      assertEquals(3, article(key).getInteger("count"), key);
      assertEquals(KEY, article(key).getString("key"));
      assertEquals(List.of("one", "three", "two"), texts(thread(key).getJsonArray("comments")));
    }
    assertEquals(1, article("https://quay.example/other").getInteger("count"));
    // Everything goes on: replies, votes, cases.
    assertEquals(201, site.reply(TRACKED, reply, "Una", "four").status());
    assertEquals(4, article(KEY).getInteger("count"));
    assertEquals(
        KEY,
        desk.get(site.path("/cases/" + root))
            .json()
            .getJsonObject("comment")
            .getJsonObject("article")
            .getString("key"));
    assertEquals(0, remap(new JsonObject()).getInteger("moved"), "a second remap finds nothing");
    assertEquals(1, decisions("1 articles moved and 1 merged"));
  }

  @Test
  void remap_ofCommentsThatAreNotShown_takesThemAlong() {
    String shown = id(site.post(PLAIN, "Ana", "shown"));
    String held = id(site.post(PLAIN, "Tom", "to be held"));
    String tomb = id(site.post(PLAIN, "Ida", "gone"));
    id(site.reply(PLAIN, tomb, "Una", "below it"));
    for (String one : List.of(held, tomb)) {
      int version = desk.get(site.path("/cases/" + one)).json().getInteger("version");
      desk.decide(site, one, version, "reject", null);
    }
    parley.send("PUT", site.path("/comments/" + shown + "/vote"), new JsonObject().put("value", 1));
    policy("canonical");

    remap(new JsonObject());

    assertEquals(2, article(KEY).getInteger("count"));
    int version = desk.get(site.path("/cases/" + held)).json().getInteger("version");
    assertEquals("applied", desk.decide(site, held, version, "approve", null).getString("outcome"));
    assertEquals(3, article(KEY).getInteger("count"));
    assertEquals(
        1,
        parley
            .get(site.path("/votes?article=" + encoded(KEY)))
            .json()
            .getJsonObject("votes")
            .getInteger(shown));
  }

  @Test
  void remap_ofMoreCommentsThanOneTransactionMoves_movesAll() {
    String root = id(site.post(PLAIN, "Ana", "first"));
    // A conversation of 1,500, 1,200 more beginnings, and 700 that wait.
    parley.change(
        "with copy as (insert into comment (site_id, id, article_id, parent_id, root_id, ancestors,"
            + " author_id, author_name, status, shown, verdict, created_at, editable_until,"
            + " token_hash, fingerprint, body, html)"
            + " select site_id, one, article_id,"
            + " case when n <= 1500 then id end, case when n <= 1500 then id else one end,"
            + " case when n <= 1500 then array[id] else '{}' end, author_id, author_name,"
            + " case when n <= 2700 then 1 else 0 end, case when n <= 2700 then 1 else 0 end,"
            + " verdict, created_at, editable_until, token_hash, fingerprint, body, html"
            + " from comment, generate_series(1, 3400) n,"
            + " lateral (select gen_random_uuid() as one where n > 0) made where id = $1 returning 1),"
            + " replies as (update comment set reply_n = 1500 where id = $1)"
            + " update article set shown_n = 2701 where (site_id, id) in"
            + " (select site_id, article_id from comment where id = $1)",
        java.util.UUID.fromString(root));
    policy("canonical");

    assertEquals(1, remap(new JsonObject()).getInteger("moved"));

    assertEquals(2701, article(KEY).getInteger("count"));
    assertEquals(2701, article(PLAIN).getInteger("count"));
    JsonObject replies =
        parley
            .get(site.path("/comments?limit=100&article=" + encoded(KEY) + "&parent=" + root))
            .json();
    assertEquals(100, replies.getJsonArray("comments").size());
    assertEquals(
        700, desk.get(site.path("/queues")).json().getJsonObject("pending").getInteger("count"));
    JsonArray waiting =
        desk.get(site.path("/cases?queue=pending&limit=100&article=" + encoded(PLAIN)))
            .json()
            .getJsonArray("cases");
    assertEquals(100, waiting.size());
    parley.change(
        "update article set title = 'all' where not exists (select from comment"
            + " where comment.site_id = article.site_id and article_id <> article.id"
            + " and comment.site_id = (select site_id from comment where id = $1))"
            + " and (site_id, id) = (select site_id, article_id from comment where id = $1)",
        java.util.UUID.fromString(root));
  }

  @Test
  void remap_withRules_canBeTakenBack() {
    id(site.post("https://old.example/vote", "Ana", "one"));
    id(site.post("other", "Tom", "apart"));

    JsonObject done = remap(new JsonObject().put("map", "old.example blog.example"));

    assertEquals(1, done.getInteger("moved"));
    assertEquals(1, article("https://blog.example/vote").getInteger("count"));
    assertEquals("https://blog.example/vote", article("https://old.example/vote").getString("key"));
    assertEquals(1, article("other").getInteger("count"));

    remap(new JsonObject().put("map", "blog.example old.example"));

    assertEquals("https://old.example/vote", article("https://old.example/vote").getString("key"));
    assertEquals("https://old.example/vote", article("https://blog.example/vote").getString("key"));
    assertEquals(1, article("https://blog.example/vote").getInteger("count"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "~(.*) $1-2|map",
        "~([ x|map",
        "?page|map",
        "one two three|map",
      })
  void remap_byRulesThatCannotBe_movesNothing(String map, String field) {
    id(site.post("https://quay.example/vote?page=2", "Ana", "one"));

    Answer refused =
        desk.send("POST", site.path("/articles/remap"), new JsonObject().put("map", map));

    assertEquals(422, refused.status(), refused.text());
    assertEquals(field, refused.json().getJsonArray("errors").getJsonObject(0).getString("field"));
    assertEquals(1, article("https://quay.example/vote?page=2").getInteger("count"));
  }

  @Test
  void remap_byUnknownFieldsOrOthers_isRefused() {
    Answer unknown =
        desk.send("POST", site.path("/articles/remap"), new JsonObject().put("dryrun", true));
    assertEquals(422, unknown.status());
    assertEquals(
        "dryrun", unknown.json().getJsonArray("errors").getJsonObject(0).getString("field"));
    assertEquals(401, parley.send("POST", site.path("/articles/remap"), new JsonObject()).status());
    assertEquals(
        403,
        parley
            .moderator(site, "Mo")
            .send("POST", site.path("/articles/remap"), new JsonObject())
            .status());
  }

  @Test
  void readers_ofAnArticleThatMoves_areSentToItsOtherThread() {
    String old = "https://old.example/vote";
    String stream = site.path("/stream?article=" + encoded(old));
    id(site.post(old, "Ana", "one"));
    Follower before = Follower.of(parley, stream, desk);
    before.has("changed", data -> data.getInteger("count") == 1);

    remap(new JsonObject().put("map", "old.example blog.example"));

    before.ends();
    // Browsers connect again by themselves.
    Follower again = Follower.of(parley, stream, desk);
    again.has("changed", data -> data.getInteger("count") == 1);
    id(site.post("https://blog.example/vote", "Tom", "two"));
    again.has("changed", data -> data.getInteger("count") == 2);
  }

  @Test
  void alias_byHand_leadsToTheOtherArticle() {
    id(site.post("a", "Ana", "one"));
    id(site.post("b", "Tom", "two"));

    Answer done =
        desk.send(
            "PUT", site.path("/articles/aliases?article=a"), new JsonObject().put("key", "b"));
    assertEquals(200, done.status(), done.text());
    // A key under which nobody has written.
    assertEquals(
        200,
        desk.send("PUT", site.path("/articles/aliases?article=c"), new JsonObject().put("key", "a"))
            .status());

    for (String key : List.of("a", "b", "c")) {
      assertEquals(2, article(key).getInteger("count"), key);
      assertEquals("b", article(key).getString("key"));
    }
    assertEquals(
        422,
        desk.send("PUT", site.path("/articles/aliases?article=b"), new JsonObject().put("key", "a"))
            .status());
    assertEquals(1, decisions("a is an alias of b"));
  }

  @Test
  void comment_thatComesUnderTheOldKeyAllTheSame_follows() throws Exception {
    String root = id(site.post("a", "Ana", "one"));
    desk.send("PUT", site.path("/articles/aliases?article=a"), new JsonObject().put("key", "b"));
    String late = id(site.reply("b", root, "Tom", "two"));
    // As if it had been screened while the article moved.
    parley.change(
        "insert into article (site_id, id, key, shown_n, version)"
            + " select site_id, id, key, 1, 1 from article_alias where key = 'a'"
            + " and site_id = (select site_id from comment where id = $1)",
        java.util.UUID.fromString(late));
    parley.change(
        "update comment set article_id = (select id from article_alias where key = 'a'"
            + " and site_id = comment.site_id) where id = $1",
        java.util.UUID.fromString(late));
    parley.change(
        "update article set shown_n = 1 where key = 'b'"
            + " and site_id = (select site_id from comment where id = $1)",
        java.util.UUID.fromString(late));

    Instant end = Instant.now().plusSeconds(30);
    while (article("b").getInteger("count") < 2 && Instant.now().isBefore(end)) {
      Thread.onSpinWait();
    }

    assertEquals(2, article("b").getInteger("count"));
    assertEquals(
        "b",
        desk.get(site.path("/cases/" + late))
            .json()
            .getJsonObject("comment")
            .getJsonObject("article")
            .getString("key"));
  }
}
