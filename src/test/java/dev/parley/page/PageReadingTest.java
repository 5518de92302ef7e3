package dev.parley.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.TestSite;
import dev.parley.database.Database;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PageReadingTest {
  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site();

  private Answer page(String query) {
    return parley.get("/sites/" + site.slug() + "/thread?article=" + query);
  }

  private String post(String article, String name, String body) {
    return id(site.post(article, name, body));
  }

  private String reply(String article, String parent, String name, String body) {
    return id(site.reply(article, parent, name, body));
  }

  private static String id(Answer posted) {
    assertEquals(201, posted.status(), posted.text());
    return posted.json().getJsonObject("comment").getString("id");
  }

  private static JsonObject data(String html) {
    Matcher matcher =
        Pattern.compile("<script type=\"application/ld\\+json\">(.*?)</script>", Pattern.DOTALL)
            .matcher(html);
    assertTrue(matcher.find(), html);
    return new JsonObject(matcher.group(1));
  }

  @Test
  void page_threadWithReply_hasTheWidgetsMarkup() {
    String root = post("market", "Marta Lindqvist", "I run the *bakery* on the corner.");
    String below = reply("market", root, "Oisín Brady", "The delivery plan is appendix D.");

    Answer page = page("market");

    assertEquals(200, page.status());
    assertEquals("text/html; charset=utf-8", page.header("Content-Type"));
    assertTrue(page.header("Cache-Control").startsWith("public"), page.header("Cache-Control"));
    String html = page.text();
    assertTrue(html.startsWith("<!DOCTYPE html><html lang=\"en\" dir=\"ltr\">"), html);
    assertTrue(html.contains("<h2 id=\"h\">2 Comments</h2>"), html);
    assertTrue(
        html.contains(
            "<article class=\"c\" id=\"comment-" + root + "\" aria-labelledby=\"n" + root + "\">"),
        html);
    assertTrue(html.contains("<p>I run the <em>bakery</em> on the corner.</p>"), html);
    assertTrue(html.contains("aria-label=\"Reply to Oisín Brady\""), html);
    assertTrue(html.indexOf("<ol class=\"r\">") < html.indexOf("comment-" + below), html);
    assertTrue(html.contains("<title>2 Comments · Site " + site.slug() + "</title>"), html);
  }

  @Test
  void page_noComments_saysSoAndOffersTheForm() {
    String html = page("nothing-yet").text();

    assertTrue(html.contains("<b>No comments yet</b>Be the first to say something."), html);
    assertTrue(html.contains("<h2 id=\"h\">Comments</h2>"), html);
    assertTrue(html.contains("<h3 id=\"leave-title\">Leave a Reply</h3>"), html);
    assertFalse(html.contains("Sort comments"), html);
  }

  @Test
  void page_sortGiven_marksItAndPutsCommentsInThatOrder() {
    post("order", "Ines", "The first of two.");
    post("order", "Tomas", "The second of two.");

    String newest = page("order&sort=newest").text();
    String oldest = page("order&sort=oldest").text();

    assertTrue(newest.contains("sort=newest\" aria-current=\"true\">Newest</a>"), newest);
    assertTrue(newest.indexOf("The second of two") < newest.indexOf("The first of two"));
    assertTrue(oldest.indexOf("The first of two") < oldest.indexOf("The second of two"));
  }

  @Test
  void page_moreThanTwentyComments_linksToTheNextPage() {
    for (int i = 1; i <= 21; i++) {
      post("long", "Reader " + i, "Remark number " + i + " about the ferry timetable.");
    }

    String first = page("long&sort=oldest").text();
    Matcher next =
        Pattern.compile("href=\"([^\"]*)\">Load more comments \\(1\\)</a>").matcher(first);
    assertTrue(next.find(), first);
    String second = parley.get(next.group(1).replace("&amp;", "&")).text();

    assertFalse(first.contains("Remark number 21 "), first);
    assertTrue(second.contains("Remark number 21 "), second);
    assertFalse(second.contains("Remark number 20 "), second);
    assertFalse(second.contains("Load more comments"), second);
  }

  @Test
  void page_fifthLevel_isBehindALinkThatLeadsToIt() {
    String at = post("deep", "Ana", "Level nought of the talk.");
    String fourth = "";
    for (int level = 1; level <= 5; level++) {
      at = reply("deep", at, "Ben", "This is level " + level + " of the talk.");
      fourth = level == 3 ? at : fourth;
    }

    String html = page("deep").text();

    assertTrue(html.contains("This is level 3 of"), html);
    assertFalse(data(html).isEmpty());
    assertFalse(html.contains("This is level 4 of"), html);
    assertTrue(html.contains("Continue thread (2 more replies)"), html);
    String below = page("deep&parent=" + fourth).text();
    assertTrue(below.contains("This is level 3 of"), below);
    assertTrue(below.contains("This is level 5 of"), below);
  }

  @Test
  void page_commentOnNoShownLevel_isShownWhenTheAddressNamesIt() {
    String at = post("named", "Ana", "Where it begins, at the quay.");
    for (int level = 1; level <= 5; level++) {
      at = reply("named", at, "Ben", "This is level " + level + " of it.");
    }

    assertFalse(page("named").text().contains("comment-" + at));
    assertTrue(page("named&comment=" + at).text().contains("id=\"comment-" + at + "\""));
    assertFalse(page("elsewhere&comment=" + at).text().contains("comment-" + at));
  }

  @Test
  void page_replyGiven_opensTheFormUnderThatComment() {
    String root = post("answer", "Marta", "A remark that asks for an answer.");

    String html = page("answer&reply=" + root).text();

    assertTrue(html.contains("<h3 id=\"reply-title\">Reply to Marta</h3>"), html);
    assertTrue(html.contains("name=\"parentId\" value=\"" + root + "\""), html);
    assertTrue(html.contains("Cancel reply"), html);
    assertTrue(html.contains("noindex"), html);
  }

  @Test
  void page_deletedCommentWithReply_showsATombstone() {
    JsonObject receipt = site.post("stone", "Marta", "First, about the bakery.").json();
    String id = receipt.getJsonObject("comment").getString("id");
    reply("stone", id, "Tomas", "A reply that stays.");
    parley.send(
        "DELETE",
        site.path("/comments/" + id),
        (byte[]) null,
        "Authorization",
        "Bearer " + receipt.getString("editToken"));

    String html = page("stone").text();

    assertTrue(html.contains("Comment removed"), html);
    assertTrue(html.contains("The author removed this comment."), html);
    assertTrue(html.contains("A reply that stays."), html);
    assertFalse(html.contains("bakery"), html);
    assertEquals(
        "A reply that stays.",
        data(html).getJsonArray("comment").getJsonObject(0).getString("text"));
  }

  @Test
  void page_knownArticle_leadsBackToItAndToItsFeed() {
    site.post(
        site.submission("quay", "Marta", "About the quay & its market.")
            .put(
                "article",
                new JsonObject()
                    .put("key", "quay")
                    .put("url", "https://ledger.example/quay?a=1&b=2")
                    .put("title", "The quay & the market")));

    String html = page("quay").text();

    assertTrue(
        html.contains("<link rel=\"canonical\" href=\"https://ledger.example/quay?a=1&amp;b=2\">"),
        html);
    assertTrue(html.contains(">← Back to the article</a>"), html);
    assertTrue(html.contains("<h1 dir=\"auto\">The quay &amp; the market</h1>"), html);
    assertTrue(html.contains("type=\"application/atom+xml\""), html);
    JsonObject data = data(html);
    assertEquals("DiscussionForumPosting", data.getString("@type"));
    assertEquals("https://ledger.example/quay?a=1&b=2", data.getString("url"));
    JsonObject comment = data.getJsonArray("comment").getJsonObject(0);
    assertEquals("About the quay & its market.", comment.getString("text"));
    assertEquals("Marta", comment.getJsonObject("author").getString("name"));
  }

  private Answer putArticle(String key, String url) {
    return parley
        .administrator()
        .send(
            "PUT",
            site.path("/articles"),
            new JsonObject().put("key", key).put("state", "open").put("url", url));
  }

  @Test
  void article_urlThatIsNoWebAddress_isRefused() {
    for (String url : List.of("javascript:alert(1)", "data:text/html,x", "ftp://a.example/x")) {
      Answer refused = putArticle("scheme", url);

      assertEquals(422, refused.status(), url);
      assertEquals(
          "url", refused.json().getJsonArray("errors").getJsonObject(0).getString("field"));
    }
    assertEquals(200, putArticle("scheme", "https://ledger.example/scheme").status());
  }

  @Test
  void page_storedUrlThatIsNoWebAddress_isNotToldToSearchEngines() {
    site.post("stored", "Marta", "A remark under an article with a strange address.");
    Vertx vertx = Vertx.vertx();
    Database database = Database.open(vertx, parley.service().databaseUrl(), 1);
    try {
      database
          .pool()
          .query("update article set url = 'javascript:alert(1)' where key = 'stored'")
          .execute()
          .await();
    } finally {
      database.close().await();
      vertx.close().await();
    }

    String html = page("stored").text();

    assertTrue(html.contains("A remark under an article"), html);
    assertFalse(html.contains("javascript:"), html);
  }

  @Test
  void page_articleUrlOfAnotherOrigin_isNotLinked() {
    TestSite strict = parley.site(new JsonObject(), "https://ledger.example");
    strict.post(
        strict
            .submission("away", "Mallory", "A remark that misnames its page.")
            .put(
                "article",
                new JsonObject().put("key", "away").put("url", "https://elsewhere.example/")));

    String html = parley.get("/sites/" + strict.slug() + "/thread?article=away").text();

    assertTrue(html.contains("A remark that misnames its page."), html);
    assertFalse(html.contains("href=\"https://elsewhere.example"), html);
  }

  @Test
  void page_markupInNameBodyTitleAndKey_staysText() {
    String attack = "</title></script><script>alert(1)</script><img src=x onerror=alert(2)>\"'";
    JsonObject submission = site.submission("\"><script>alert(3)</script>", attack, attack);
    submission.getJsonObject("author").put("email", "mallory@readers.example");
    submission.getJsonObject("article").put("title", attack);
    assertEquals(201, site.post(submission).status());

    String html = page("%22%3E%3Cscript%3Ealert(3)%3C%2Fscript%3E").text();

    assertTrue(html.contains("1 Comment"), html);
    assertEquals(1, html.split("<script", -1).length - 1, html);
    assertEquals(1, html.split("</script", -1).length - 1, html);
    assertFalse(html.contains("<img"), html);
    assertFalse(html.contains("\"><script>alert(3)"), html);
    assertEquals(attack, data(html).getString("headline"));
    assertEquals(
        attack,
        data(html)
            .getJsonArray("comment")
            .getJsonObject(0)
            .getJsonObject("author")
            .getString("name"));
  }

  @Test
  void page_closedThread_canBeReadOnly() {
    String root = post("closed", "Marta", "The last word on it.");
    parley
        .administrator()
        .send(
            "PUT",
            site.path("/articles"),
            new JsonObject().put("key", "closed").put("state", "closed"));

    String html = page("closed&reply=" + root).text();

    assertTrue(html.contains("<b>Comments are closed</b>This discussion closed on "), html);
    assertTrue(html.contains("The last word on it."), html);
    assertFalse(html.contains("<form"), html);
    assertFalse(html.contains("Reply to Marta"), html);
    assertFalse(html.contains("Leave a Reply"), html);
  }

  @Test
  void page_longConversation_leadsToTheRestOfIt() {
    String root = post("many", "Marta", "A remark that many answer.");
    for (int i = 1; i <= 12; i++) {
      reply("many", root, "Reader " + i, "Answer number " + i + " to the remark.");
    }

    String html = page("many").text();
    Matcher rest = Pattern.compile("href=\"([^\"]*)\">Show 2 more replies</a>").matcher(html);
    assertTrue(rest.find(), html);
    String further = parley.get(rest.group(1).replace("&amp;", "&")).text();

    assertTrue(html.contains("Answer number 10 "), html);
    assertFalse(html.contains("Answer number 11 "), html);
    assertTrue(further.contains("Answer number 12 "), further);
    assertFalse(further.contains("Answer number 10 "), further);
    assertTrue(further.contains(">Show all comments</a>"), further);
  }

  @Test
  void page_unknownSite_isAPageThatSaysSo() {
    Answer page = parley.get("/sites/nobody/thread?article=a");

    assertEquals(404, page.status());
    assertEquals("text/html; charset=utf-8", page.header("Content-Type"));
    assertTrue(page.text().contains("<p>There is no such site</p>"), page.text());
  }

  @Test
  void page_brokenParameters_areRefusedAsAPage() {
    assertEquals(422, page("a&cursor=zzz").status());
    assertEquals(422, page("a&sort=best").status());
    assertEquals(422, page("a&reply=1").status());
    assertEquals(422, parley.get("/sites/" + site.slug() + "/thread").status());
    assertTrue(page("a&cursor=zzz").text().contains("<h1>"));
  }
}
