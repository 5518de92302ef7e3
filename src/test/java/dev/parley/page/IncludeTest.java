package dev.parley.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The thread as a part of the publisher's page, and the pages that have comments. */
class IncludeTest {
  private static final TestParley parley = TestParley.shared();
  private static final Desk desk = parley.administrator();
  private static final String PAGE = "https://quay.example/vote";

  private final TestSite site =
      parley.site(
          new JsonObject().put("moderation", "none").put("spamQueue", 1), "https://quay.example");

  private static String id(Answer posted) {
    assertTrue(posted.status() < 300, posted.text());
    return posted.json().getJsonObject("comment").getString("id");
  }

  private String post(String key, String url, String body) {
    JsonObject submission = site.submission(key, "Ana", body);
    submission.getJsonObject("author").put("name", "Ana <b>");
    submission.getJsonObject("article").put("url", url).put("title", "The vote");
    return id(site.post(submission));
  }

  private Answer include(String rest) {
    return parley.get("/sites/" + site.slug() + "/include?article=" + rest);
  }

  private static JsonObject data(String html) {
    Matcher script =
        Pattern.compile("<script type=\"application/ld\\+json\">(.*?)</script>").matcher(html);
    assertTrue(script.find(), html);
    return new JsonObject(script.group(1));
  }

  @Test
  void include_isTheElementWithItsCommentsInIt() {
    String root = post("vote", PAGE, "A *root* </script><script>alert(1)</script>.");
    String reply = id(site.reply("vote", root, "Tom", "A reply."));

    Answer include = include("vote");

    String html = include.text();
    assertEquals(200, include.status());
    assertTrue(include.header("Content-Type").startsWith("text/html"));
    assertTrue(html.startsWith("<parley-comments site=\"" + site.slug() + "\""), html);
    assertTrue(html.contains(" article=\"vote\""), html);
    assertTrue(html.endsWith("</parley-comments>"), html);
    assertTrue(html.contains("<em>root</em>"), html);
    assertFalse(html.contains("<script>alert"), html);
    assertFalse(html.contains("Ana <b>"), html);
    assertTrue(html.contains("id=\"comment-" + reply + "\""), html);
    assertFalse(html.contains("href=\"/"), "links lead to the service from any page: " + html);
    assertTrue(html.contains("href=\"" + parley.url() + "/sites/" + site.slug()), html);

    JsonObject article = data(html);
    assertEquals("NewsArticle", article.getString("@type"));
    assertEquals(PAGE + "#article", article.getString("@id"));
    assertEquals(PAGE, article.getString("mainEntityOfPage"));
    assertEquals(2, article.getInteger("commentCount"));
    JsonArray comments = article.getJsonArray("comment");
    assertEquals(1, comments.size());
    JsonObject comment = comments.getJsonObject(0);
    assertEquals("Comment", comment.getString("@type"));
    assertEquals(PAGE + "#comment-" + root, comment.getString("url"));
    assertEquals(
        "A reply.", comment.getJsonArray("comment").getJsonObject(0).getString("text").strip());
  }

  @Test
  void include_thatHasNotChanged_isNotSentAgain() {
    post("same", PAGE, "One comment.");
    Answer first = include("same");

    assertTrue(first.header("Cache-Control").contains("s-maxage="), first.header("Cache-Control"));
    assertEquals("noindex", first.header("X-Robots-Tag"));
    String path = "/sites/" + site.slug() + "/include?article=same";
    assertEquals(304, parley.get(path, "If-None-Match", first.header("ETag")).status());
    id(site.post("same", "Tom", "Another one."));
    Answer second = parley.get(path, "If-None-Match", first.header("ETag"));
    assertEquals(200, second.status());
    assertTrue(second.text().contains("Another one."), second.text());
    Answer head = parley.send("HEAD", path, (byte[]) null);
    assertEquals(second.header("ETag"), head.header("ETag"));
  }

  @Test
  void include_withoutComments_letsOneReply() {
    String html = include("empty").text();

    assertTrue(html.contains("No comments yet"), html);
    assertTrue(html.contains("#leave\">Leave a Reply</a>"), html);
    assertEquals(0, data(html).getInteger("commentCount"));
  }

  @Test
  void include_ofAClosedThread_saysSo() {
    post("shut", PAGE, "One comment.");
    desk.send("PUT", site.path("/articles?article=shut"), new JsonObject().put("state", "closed"));

    String html = include("shut").text();

    assertTrue(html.contains("This discussion closed on"), html);
    assertFalse(html.contains("Leave a Reply"), html);
    assertFalse(html.contains(">Reply</a>"), html);
  }

  @Test
  void include_withoutAnArticleOrASite_isRefused() {
    assertEquals(422, parley.get("/sites/" + site.slug() + "/include").status());
    assertEquals(404, parley.get("/sites/none-such/include?article=a").status());
  }

  @Test
  void sitemap_hasThePagesWithComments() {
    post("vote", PAGE, "One comment.");
    String elsewhere = post("far", "https://elsewhere.example/x", "Not on this site.");
    id(site.post("https://quay.example/key", "Tom", "The key is the address."));
    String gone = post("gone", "https://quay.example/gone", "To be removed.");
    int version = desk.get(site.path("/cases/" + gone)).json().getInteger("version");
    desk.decide(site, gone, version, "reject", null);

    Answer sitemap = parley.get("/sites/" + site.slug() + "/sitemap.xml");

    String xml = sitemap.text();
    assertTrue(sitemap.header("Content-Type").startsWith("application/xml"));
    assertTrue(xml.contains("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">"), xml);
    assertTrue(
        Pattern.compile("<loc>" + PAGE + "</loc><lastmod>20[^<]*Z</lastmod>").matcher(xml).find(),
        xml);
    assertTrue(xml.contains("<loc>https://quay.example/key</loc>"), xml);
    assertFalse(xml.contains("elsewhere.example"), elsewhere + xml);
    assertFalse(xml.contains("quay.example/gone"), xml);
    assertEquals(2, xml.split("<url>", -1).length - 1);
  }
}
