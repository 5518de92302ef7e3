package dev.parley.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.TestSite;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class ThreadTest {
  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site();

  private String post(String article, String name, String body) {
    return site.post(article, name, body).json().getJsonObject("comment").getString("id");
  }

  private static List<String> ids(JsonObject thread) {
    return thread.getJsonArray("comments").stream()
        .map(comment -> ((JsonObject) comment).getString("id"))
        .toList();
  }

  @Test
  void thread_ofUnknownArticle_isEmptyAndOpen() {
    Answer answer = site.thread("nobody-was-here");

    assertEquals(200, answer.status());
    assertEquals("open", answer.json().getJsonObject("article").getString("state"));
    assertTrue(answer.json().getJsonArray("comments").isEmpty());
  }

  @Test
  void thread_askedAgainWithItsTag_is304UntilSomethingChanges() {
    post("tag", "Ana", "The first word on this.");
    Answer first = site.thread("tag");
    String path = site.path("/comments?article=tag");

    assertEquals(304, parley.get(path, "If-None-Match", first.header("ETag")).status());

    post("tag", "Tom", "A second word on this.");
    Answer changed = parley.get(path, "If-None-Match", first.header("ETag"));
    assertEquals(200, changed.status());
    assertNotEquals(first.header("ETag"), changed.header("ETag"));
    assertEquals(
        "public, max-age=0, s-maxage=5, stale-if-error=86400", changed.header("Cache-Control"));
  }

  @Test
  void thread_acceptedInGzip_isTheSameJson() throws Exception {
    post("gzip", "Ana", "A word to be compressed.");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(parley.url() + site.path("/comments?article=gzip")))
            .header("Accept-Encoding", "gzip")
            .build();

    var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());

    assertEquals("gzip", response.headers().firstValue("Content-Encoding").orElse(""));
    String json =
        new String(new GZIPInputStream(response.body()).readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(site.thread("gzip").text(), json);
  }

  @Test
  void thread_inPages_givesEveryRootOnceInEachOrder() {
    List<String> posted = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      posted.add(post("pages", "Reader" + i, "Statement number " + i + " about the ferry."));
    }
    parley.send(
        "PUT", site.path("/comments/" + posted.get(2) + "/vote"), new JsonObject().put("value", 1));

    List<String> newest = new ArrayList<>(posted);
    java.util.Collections.reverse(newest);
    List<String> top = new ArrayList<>(newest);
    top.remove(posted.get(2));
    top.add(0, posted.get(2));
    assertEquals(posted, allPages("oldest"));
    assertEquals(newest, allPages("newest"));
    assertEquals(top, allPages("top"));
  }

  private List<String> allPages(String sort) {
    List<String> all = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      String path = "/comments?article=pages&limit=3&sort=" + sort;
      JsonObject page =
          parley.get(site.path(cursor.isEmpty() ? path : path + "&cursor=" + cursor)).json();
      all.addAll(ids(page));
      cursor = page.getString("next");
    }
    return all;
  }

  @Test
  void replies_beyondTheFirstTen_comeByTheRootsCursor() {
    String root = post("long", "Ana", "Where should the market go?");
    List<String> posted = new ArrayList<>();
    for (int i = 0; i < 13; i++) {
      posted.add(
          site.reply("long", root, "Reader" + i, "Reply number " + i + " says something new.")
              .json()
              .getJsonObject("comment")
              .getString("id"));
    }

    JsonObject first = site.thread("long").json().getJsonArray("comments").getJsonObject(0);
    JsonObject rest =
        parley
            .get(
                site.path(
                    "/comments?article=long&parent="
                        + root
                        + "&cursor="
                        + first.getString("repliesNext")))
            .json();

    assertEquals(13, first.getInteger("replyCount"));
    List<String> all = new ArrayList<>();
    first.getJsonArray("replies").forEach(reply -> all.add(((JsonObject) reply).getString("id")));
    assertEquals(10, all.size());
    all.addAll(ids(rest));
    assertEquals(posted, all);
    assertNull(rest.getString("next"));
  }

  @Test
  void replies_nestUnderTheirParents() {
    String root = post("nest", "Ana", "A root about the harbour.");
    String child =
        site.reply("nest", root, "Tom", "A reply to the root.")
            .json()
            .getJsonObject("comment")
            .getString("id");
    site.reply("nest", child, "Ines", "A reply to the reply.");

    JsonArray replies =
        site.thread("nest")
            .json()
            .getJsonArray("comments")
            .getJsonObject(0)
            .getJsonArray("replies");

    assertEquals(1, replies.size());
    JsonObject grandchild = replies.getJsonObject(0).getJsonArray("replies").getJsonObject(0);
    assertEquals(2, grandchild.getInteger("depth"));
    assertEquals(child, grandchild.getString("parentId"));
    assertEquals(1, replies.getJsonObject(0).getInteger("replyCount"));
  }

  @Test
  void stream_tellsTheVersionFirstAndThenEachChange() throws Exception {
    post("live", "Ana", "Here before anyone listened.");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(parley.url() + site.path("/stream?article=live")))
            .build();
    var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
    try (BufferedReader events =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      assertEquals("event: changed", line(events));
      assertEquals(1, new JsonObject(line(events).substring(6)).getInteger("count"));

      post("live", "Tom", "And one more while listening.");

      assertEquals("event: changed", line(events));
      assertEquals(2, new JsonObject(line(events).substring(6)).getInteger("count"));
    }
  }

  @Test
  void thread_thatClosesByItself_tellsItsReadersAndHasAnotherTag() throws Exception {
    post("dusk", "Ana", "Here before it closes.");
    Answer open = site.thread("dusk");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(parley.url() + site.path("/stream?article=dusk")))
            .build();
    var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
    try (BufferedReader events =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      assertEquals("event: changed", line(events));
      line(events);
      String soon = Instant.now().plusMillis(700).toString();
      Answer settled =
          parley
              .administrator()
              .send(
                  "PUT",
                  site.path("/articles?article=dusk"),
                  new JsonObject().put("closedAt", soon));
      assertEquals("open", settled.json().getString("state"));
      long version = 0;
      for (String state : List.of("open", "closed")) {
        assertEquals("event: changed", line(events));
        long told = new JsonObject(line(events).substring(6)).getLong("version");
        assertTrue(told > version, told + " after " + version);
        version = told;
        assertEquals("event: state", line(events));
        assertEquals(state, new JsonObject(line(events).substring(6)).getString("state"));
      }
      Answer closed = site.thread("dusk");
      assertEquals(
          "closed", closed.json().getJsonObject("article").getString("state"), closed.text());
      assertNotEquals(open.header("ETag"), closed.header("ETag"));
      assertEquals(version, closed.json().getJsonObject("article").getLong("version"));

      String path = "/comments/" + ids(closed.json()).get(0) + "/vote";
      parley.send("PUT", site.path(path), new JsonObject().put("value", 1));
      // Told once: the next thing its readers hear is the change after it, and it stays closed.
      assertEquals("event: changed", line(events));
      assertEquals(version + 1, new JsonObject(line(events).substring(6)).getLong("version"));
      assertEquals("event: state", line(events));
      assertEquals("closed", new JsonObject(line(events).substring(6)).getString("state"));
    }
  }

  /** The next line that says something: a beat may come at any time. */
  private static String line(BufferedReader events) throws IOException {
    String line = events.readLine();
    while (line.isEmpty() || line.startsWith(":")) {
      line = events.readLine();
    }
    return line;
  }

  @Test
  void closedThread_refusesCommentsAndSaysSo() {
    parley
        .administrator()
        .send(
            "PUT",
            site.path("/articles"),
            new JsonObject().put("key", "over").put("state", "closed"));

    Answer posted = site.post("over", "Ana", "Too late, I fear.");

    assertEquals(409, posted.status());
    assertEquals("thread-closed", posted.code());
    assertEquals("closed", site.thread("over").json().getJsonObject("article").getString("state"));
  }

  @Test
  void vote_twiceByTheSameReader_countsOnce() {
    String id = post("vote", "Ana", "A popular thing to say.");
    String path = site.path("/comments/" + id + "/vote");

    parley.send("PUT", path, new JsonObject().put("value", 1));
    Answer again = parley.send("PUT", path, new JsonObject().put("value", 1));
    Answer otherBrowser =
        parley.send("PUT", path, new JsonObject().put("value", 1), "User-Agent", "Another");
    Answer back = parley.send("PUT", path, new JsonObject().put("value", 0));

    assertEquals(1, again.json().getInteger("votes"));
    assertEquals(1, otherBrowser.json().getInteger("votes"));
    assertEquals(0, back.json().getInteger("votes"));
  }

  @Test
  void crossOrigin_isAllowedForTheSitesOwnPagesOnly() {
    TestSite own = parley.site(new JsonObject(), "https://news.example");

    Answer news =
        own.post(own.submission("a", "Ana", "From our page."), "Origin", "https://news.example");
    Answer evil =
        own.post(own.submission("a", "Ana", "From theirs."), "Origin", "https://evil.example");
    Answer preflight =
        parley.send(
            "OPTIONS", own.path("/comments"), (byte[]) null, "Origin", "https://news.example");

    assertEquals(201, news.status());
    assertEquals("https://news.example", news.header("Access-Control-Allow-Origin"));
    assertEquals(403, evil.status());
    assertEquals("origin-not-allowed", evil.code());
    assertEquals(204, preflight.status());
    assertTrue(preflight.header("Access-Control-Allow-Headers").contains("Idempotency-Key"));
  }

  @Test
  void feed_isAtomWithThreading() {
    String root = post("feed", "Ana", "A root for the feed.");
    site.reply("feed", root, "Tom", "A reply for the feed.");

    Answer feed = parley.get(site.path("/feed.atom?article=feed"));

    assertTrue(feed.header("Content-Type").startsWith("application/atom+xml"));
    assertTrue(feed.text().contains("ref=\"urn:uuid:" + root + "\""));
    assertEquals(2, feed.text().split("<entry>", -1).length - 1);
  }

  @Test
  void feed_ofAnArticle_hasRootsAndRepliesTheLatestFirstUnderOneAddress() {
    String first = id(site.post("two", "Marta", "The first of them."));
    String other = id(site.post("two", "Tomas", "The second of them."));
    String late = id(site.reply("two", first, "Ines", "A late reply to the first."));
    site.post("three", "Ines", "Under another article.");

    String feed = parley.get(site.path("/feed.atom?article=two&tracking=1")).text();

    List<String> ids =
        Pattern.compile("<id>urn:uuid:([^<]*)</id>")
            .matcher(feed)
            .results()
            .map(found -> found.group(1))
            .toList();
    assertEquals(List.of(late, other, first), ids);
    assertTrue(feed.contains("feed.atom?article=two</id>"), feed);
  }

  private static String id(Answer posted) {
    return posted.json().getJsonObject("comment").getString("id");
  }
}
