package dev.parley.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The feeds, as readers of feeds understand them. */
class FeedTest {
  private static final String THREADING = "http://purl.org/syndication/thread/1.0";
  private static final TestParley parley = TestParley.shared();
  private static final Desk desk = parley.administrator();
  private static final String PAGE = "https://quay.example/vote";

  private final TestSite site = parley.site();

  private static String id(Answer posted) {
    assertTrue(posted.status() < 300, posted.text());
    return posted.json().getJsonObject("comment").getString("id");
  }

  private String root(String key) {
    JsonObject submission = site.submission(key, "Ana", "A root for the feed.");
    submission.getJsonObject("article").put("url", PAGE).put("title", "The vote");
    return id(site.post(submission));
  }

  private Answer feed(String file, String key) {
    return parley.get(site.path("/" + file + "?article=" + key));
  }

  private static Element parsed(String xml) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
        .getDocumentElement();
  }

  /** The entries by the id of their comment. */
  private Map<String, Element> entries(String key) throws Exception {
    Map<String, Element> byId = new HashMap<>();
    NodeList entries = parsed(feed("feed.atom", key).text()).getElementsByTagName("entry");
    for (int i = 0; i < entries.getLength(); i++) {
      Element entry = (Element) entries.item(i);
      byId.put(text(entry, "id").substring("urn:uuid:".length()), entry);
    }
    return byId;
  }

  private static String text(Element in, String name) {
    return in.getElementsByTagName(name).item(0).getTextContent();
  }

  private static Element inReplyTo(Element entry) {
    return (Element) entry.getElementsByTagNameNS(THREADING, "in-reply-to").item(0);
  }

  /** What an entry says of the number of its replies. */
  private static Optional<String> count(Element entry) {
    NodeList links = entry.getElementsByTagName("link");
    for (int i = 0; i < links.getLength(); i++) {
      Element link = (Element) links.item(i);
      if (link.getAttribute("rel").equals("replies")) {
        String total = entry.getElementsByTagNameNS(THREADING, "total").item(0).getTextContent();
        assertEquals(total, link.getAttributeNS(THREADING, "count"));
        return Optional.of(total);
      }
    }
    return Optional.empty();
  }

  private void decide(String id, String action) {
    int version = desk.get(site.path("/cases/" + id)).json().getInteger("version");
    assertEquals("applied", desk.decide(site, id, version, action, null).getString("outcome"));
  }

  /** The entries once they are so: other caches hear of a decision a moment later. */
  private Map<String, Element> entriesUntil(String key, Predicate<Map<String, Element>> settled)
      throws Exception {
    Instant end = Instant.now().plusSeconds(10);
    Map<String, Element> entries = entries(key);
    while (!settled.test(entries) && Instant.now().isBefore(end)) {
      entries = entries(key);
    }
    return entries;
  }

  @Test
  void atom_ofNestedReplies_saysWhatTheyAnswerAndHowManyTheyAre() throws Exception {
    String root = root("nested");
    String reply = id(site.reply("nested", root, "Tom", "A reply to the root."));
    String below = id(site.reply("nested", reply, "Ida", "A reply to the reply."));

    Map<String, Element> entries = entries("nested");
    assertEquals(PAGE, inReplyTo(entries.get(root)).getAttribute("ref"));
    assertEquals("urn:uuid:" + root, inReplyTo(entries.get(reply)).getAttribute("ref"));
    assertEquals(PAGE + "#comment-" + root, inReplyTo(entries.get(reply)).getAttribute("href"));
    assertEquals("urn:uuid:" + reply, inReplyTo(entries.get(below)).getAttribute("ref"));
    assertEquals(Optional.of("2"), count(entries.get(root)));
    assertEquals(Optional.of("1"), count(entries.get(reply)));
    assertEquals(Optional.empty(), count(entries.get(below)));
    assertEquals("Tom on The vote", text(entries.get(reply), "title"));

    decide(below, "reject");
    entries = entriesUntil("nested", all -> all.size() == 2);
    assertEquals(2, entries.size());
    assertEquals(Optional.of("1"), count(entries.get(root)));
    assertEquals(Optional.empty(), count(entries.get(reply)));
  }

  @Test
  void feeds_ofATombstone_haveOnlyWhatIsBelowIt() throws Exception {
    String root = root("tomb");
    String reply = id(site.reply("tomb", root, "Tom", "A reply that stays."));
    decide(root, "reject");

    Map<String, Element> entries = entriesUntil("tomb", all -> all.size() == 1);

    assertEquals(java.util.Set.of(reply), entries.keySet());
    JsonArray items = feed("feed.json", "tomb").json().getJsonArray("items");
    assertEquals(1, items.size());
    assertFalse(items.encode().contains("A root for the feed"));
  }

  @Test
  void json_isJsonFeed() {
    String root = root("json");
    String reply = id(site.reply("json", root, "Tom", "A *reply*."));

    Answer answer = feed("feed.json", "json");

    assertEquals("application/feed+json; charset=utf-8", answer.header("Content-Type"));
    JsonObject feed = answer.json();
    assertEquals("https://jsonfeed.org/version/1.1", feed.getString("version"));
    assertEquals("Comments on The vote", feed.getString("title"));
    assertEquals(PAGE, feed.getString("home_page_url"));
    assertEquals(parley.url() + site.path("/feed.json?article=json"), feed.getString("feed_url"));
    JsonObject item = feed.getJsonArray("items").getJsonObject(0);
    assertEquals("urn:uuid:" + reply, item.getString("id"));
    assertEquals(PAGE + "#comment-" + reply, item.getString("url"));
    assertEquals("Tom", item.getJsonArray("authors").getJsonObject(0).getString("name"));
    assertTrue(item.getString("content_html").contains("<em>reply</em>"), item.encode());
    assertTrue(Instant.parse(item.getString("date_published")).isBefore(Instant.now()));
    assertEquals(
        new JsonObject().put("replies", 0).put("inReplyTo", "urn:uuid:" + root),
        item.getJsonObject("_parley"));
    assertFalse(answer.text().contains("readers.example"), "no e-mail address");
  }

  @Test
  void json_ofTheSite_hasAllArticles() {
    String one = root("one");
    String two = id(site.post("two", "Tom", "Under another article."));

    JsonObject feed = parley.get(site.path("/feed.json")).json();

    assertEquals("Comments on Site " + site.slug(), feed.getString("title"));
    assertEquals(
        java.util.List.of("urn:uuid:" + two, "urn:uuid:" + one),
        feed.getJsonArray("items").stream()
            .map(item -> ((JsonObject) item).getString("id"))
            .toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"feed.atom", "feed.json"})
  void feeds_thatHaveNotChanged_areNotSentAgain(String file) {
    root("same");
    Answer first = feed(file, "same");
    String path = site.path("/" + file + "?article=same");

    assertEquals("noindex", first.header("X-Robots-Tag"));
    assertEquals(304, parley.get(path, "If-None-Match", first.header("ETag")).status());
    Answer dated = parley.get(path, "If-Modified-Since", first.header("Last-Modified"));
    assertEquals(304, dated.status());
    assertEquals(first.header("ETag"), dated.header("ETag"));
    assertEquals("noindex", dated.header("X-Robots-Tag"));
    assertEquals(
        200, parley.get(path, "If-Modified-Since", "Sun, 06 Nov 1994 08:49:37 GMT").status());
    assertEquals(200, parley.get(path, "If-Modified-Since", "yesterday").status());
    // The tag counts, whatever the time says.
    assertEquals(
        200,
        parley
            .get(
                path,
                "If-None-Match",
                "W/\"other\"",
                "If-Modified-Since",
                first.header("Last-Modified"))
            .status());
    Answer head = parley.send("HEAD", path, (byte[]) null);
    assertEquals(200, head.status());
    assertEquals(first.header("ETag"), head.header("ETag"));
    assertEquals(first.header("Content-Type"), head.header("Content-Type"));
    assertEquals("", head.text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"feed.atom", "feed.json"})
  void feeds_thatHaveChangedWithinTheSecond_areSent(String file) {
    String root = root("quick");
    String path = site.path("/" + file + "?article=quick");
    Answer first = parley.get(path);
    site.reply("quick", root, "Tom", "Within the same second, or nearly.");

    Answer second = parley.get(path, "If-Modified-Since", first.header("Last-Modified"));

    assertEquals(200, second.status());
    assertTrue(second.text().contains("Within the same second"), second.text());
    assertNotEquals(first.header("ETag"), second.header("ETag"));
  }
}
