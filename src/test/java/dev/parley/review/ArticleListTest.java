package dev.parley.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The articles of a site as moderators find them. */
class ArticleListTest {
  private final TestParley parley = TestParley.shared();
  private final Desk desk = parley.administrator();
  private final TestSite site = parley.site();

  private JsonObject put(String key, JsonObject changes) {
    Answer answer = desk.send("PUT", site.path("/articles?article=" + key), changes);
    assertEquals(200, answer.status(), answer::text);
    return answer.json();
  }

  private static List<String> keys(JsonObject page) {
    return page.getJsonArray("articles").stream()
        .map(article -> ((JsonObject) article).getString("key"))
        .toList();
  }

  private JsonObject list(String query) {
    return desk.get(site.path("/articles" + query)).json();
  }

  @Test
  void articles_areListedPinnedFirstThenNewest_pageByPage() {
    for (String key : List.of("one", "two", "three", "four")) {
      put(key, new JsonObject().put("title", "Title " + key));
    }
    assertTrue(put("two", new JsonObject().put("pinned", true)).getBoolean("pinned"));
    assertTrue(put("two", new JsonObject().put("title", "Ferry")).getBoolean("pinned"));

    assertEquals(List.of("two", "four", "three", "one"), keys(list("")));
    JsonObject first = list("?limit=2");
    assertEquals(List.of("two", "four"), keys(first));
    JsonObject rest = list("?limit=2&cursor=" + first.getString("next"));
    assertEquals(List.of("three", "one"), keys(rest));
    assertNull(rest.getString("next"));

    put("two", new JsonObject().put("pinned", false));
    assertEquals(List.of("four", "three", "two", "one"), keys(list("")));
  }

  @Test
  void articles_areFoundByWordsOfTitleKeyAndAddress() {
    put("pier", new JsonObject().put("title", "The Old Pier"));
    put("gate", new JsonObject().put("url", "https://quay.example/harbour"));

    assertEquals(List.of("pier"), keys(list("?q=old%20pier")));
    assertEquals(List.of("gate"), keys(list("?q=HARBOUR")));
    assertEquals(List.of("gate"), keys(list("?q=gate")));
    assertEquals(List.of(), keys(list("?q=100%25")));
  }

  @Test
  void article_pinned_isInTheLog() {
    put("pier", new JsonObject().put("pinned", true));
    assertEquals(
        "pier: pinned",
        desk.get(site.path("/decisions?action=article"))
            .json()
            .getJsonArray("decisions")
            .getJsonObject(0)
            .getString("note"));
    assertEquals(
        422,
        desk.send("PUT", site.path("/articles?article=pier"), new JsonObject().put("pinned", 1))
            .status());
  }

  @Test
  void articles_areForModeratorsOfTheSite() {
    assertEquals(401, parley.get(site.path("/articles")).status());
    assertEquals(
        403, parley.moderator(parley.site(), "Stray Two").get(site.path("/articles")).status());
    assertEquals(
        422, desk.get(site.path("/articles?cursor=019fdd10-0000-7000-8000-000000000000")).status());
  }
}
