package dev.parley.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which article the key leads to that a page sends. */
class ArticleKeysTest {
  private static final TestParley parley = TestParley.shared();
  private static final Desk desk = parley.administrator();
  private static final JsonObject CANONICAL = new JsonObject().put("articleKey", "canonical");

  private static final String SENT = "http://Quay.example:80/vote/?utm_source=mail#comments";
  private static final String KEY = "https://quay.example/vote";

  private static String encoded(String key) {
    return URLEncoder.encode(key, StandardCharsets.UTF_8);
  }

  private static JsonObject article(TestSite site, String key) {
    return site.thread(encoded(key)).json().getJsonObject("article");
  }

  @Test
  void keys_withoutAPolicy_areTakenAsTheyAre() {
    TestSite site = parley.site();
    site.post(SENT, "Ana", "Under the long address.");

    assertEquals(1, article(site, SENT).getInteger("count"));
    assertEquals(SENT, article(site, SENT).getString("key"));
    assertEquals(0, article(site, KEY).getInteger("count"));
  }

  @Test
  void keys_ofOnePage_leadToOneThreadHoweverItIsAskedFor() {
    TestSite site = parley.site(CANONICAL);
    String id =
        site.post(SENT, "Ana", "Under the long address.")
            .json()
            .getJsonObject("comment")
            .getString("id");
    String other = "HTTPS://quay.example/vote?fbclid=7";

    for (String key : List.of(SENT, KEY, other)) {
      assertEquals(1, article(site, key).getInteger("count"), key);
      assertEquals(KEY, article(site, key).getString("key"));
    }
    assertEquals(201, site.reply(other, id, "Tom", "A reply by another address.").status());
    JsonObject counts =
        parley
            .get(
                site.path(
                    "/counts?article=" + encoded(SENT) + "&article=" + encoded(KEY) + "&article=x"))
            .json()
            .getJsonObject("counts");
    assertEquals(new JsonObject().put(SENT, 2).put(KEY, 2).put("x", 0), counts);
    Answer feed = parley.get(site.path("/feed.atom?article=" + encoded(other)));
    assertTrue(feed.text().contains(id), feed.text());
    Answer page = parley.get("/sites/" + site.slug() + "/thread?article=" + encoded(SENT));
    assertTrue(page.text().contains("comment-" + id), page.text());
    assertTrue(page.text().contains(encoded(KEY)), "links lead to the article's own key");
    parley.send("PUT", site.path("/comments/" + id + "/vote"), new JsonObject().put("value", 1));
    JsonObject votes = parley.get(site.path("/votes?article=" + encoded(SENT))).json();
    assertEquals(1, votes.getJsonObject("votes").getInteger(id), votes.encode());
    Answer closed =
        desk.send(
            "PUT",
            site.path("/articles?article=" + encoded(SENT)),
            new JsonObject().put("state", "closed"));
    assertEquals(KEY, closed.json().getString("key"), closed.text());
    assertEquals("thread-closed", site.post(KEY, "Ida", "Too late.").code());
  }

  @ParameterizedTest
  @ValueSource(strings = {"?id=1 ?id=2", "/a /A", "/x?a=1&b=2 /x?b=2&a=1", "/x /x.html"})
  void keys_ofOtherPages_stayApart(String pair) {
    TestSite site = parley.site(CANONICAL);
    String one = "https://quay.example" + pair.split(" ")[0];
    String other = "https://quay.example" + pair.split(" ")[1];
    site.post(one, "Ana", "Under the first of them.");

    assertEquals(1, article(site, one).getInteger("count"));
    assertEquals(0, article(site, other).getInteger("count"));
  }

  @Test
  void keys_thatAreNoAddresses_areTakenAsTheyAre() {
    TestSite site = parley.site(CANONICAL);
    site.post("Article-7/", "Ana", "Under a number.");

    assertEquals(1, article(site, "Article-7/").getInteger("count"));
    assertEquals(0, article(site, "article-7").getInteger("count"));
  }

  @Test
  void articlesThatExist_keepTheirKeysWhenThePolicyChanges() {
    TestSite site = parley.site();
    site.post(SENT, "Ana", "Before the policy changed.");
    JsonObject policy = desk.get(site.path("/policy")).json().put("articleKey", "canonical");

    assertEquals(200, desk.send("PUT", site.path("/policy"), policy).status());

    assertEquals("canonical", desk.get(site.path("/policy")).json().getString("articleKey"));
    assertEquals(1, article(site, SENT).getInteger("count"));
    assertEquals(SENT, article(site, SENT).getString("key"));
    assertEquals(0, article(site, KEY).getInteger("count"));
  }

  @Test
  void stream_ofAnotherAddress_tellsOfTheSameThread() throws Exception {
    TestSite site = parley.site(CANONICAL);
    site.post(KEY, "Ana", "The first comment.");
    java.net.http.HttpRequest request =
        java.net.http.HttpRequest.newBuilder(
                java.net.URI.create(parley.url() + site.path("/stream?article=" + encoded(SENT))))
            .build();
    try (java.io.BufferedReader events =
        new java.io.BufferedReader(
            new java.io.InputStreamReader(
                java.net.http.HttpClient.newHttpClient()
                    .send(request, java.net.http.HttpResponse.BodyHandlers.ofInputStream())
                    .body(),
                StandardCharsets.UTF_8))) {
      assertEquals(1, count(events));
      site.post(KEY, "Tom", "The second comment.");
      assertEquals(2, count(events));
    }
  }

  private static int count(java.io.BufferedReader events) throws java.io.IOException {
    String line = events.readLine();
    while (!line.startsWith("data:") || !line.contains("count")) {
      line = events.readLine();
    }
    return new JsonObject(line.substring(5)).getInteger("count");
  }
}
