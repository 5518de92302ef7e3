package dev.parley.posting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.TestSite;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArticlePageTest {
  private final TestParley parley = TestParley.shared();

  private JsonObject posted(Object url, Object title) {
    return posted(new JsonObject().put("key", "page").put("url", url).put("title", title).encode());
  }

  /** The article as everyone sees it, once a reader has posted with that. */
  private JsonObject posted(String article) {
    TestSite site = parley.site();
    String body =
        site.submission("page", "Ana", "A remark from a strange page.")
            .put("article", "ARTICLE")
            .encode()
            .replace("\"ARTICLE\"", article);
    Answer answer =
        parley.send(
            "POST", site.path("/comments"), body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertEquals(201, answer.status(), answer.text());
    return site.thread("page").json().getJsonObject("article");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "https://news.example/a|b https://news.example/a%7Cb",
        "https://news.example/{slug}?q={x}|y https://news.example/%7Bslug%7D?q=%7Bx%7D%7Cy",
        "https://news.example/100%?a=%zz https://news.example/100%25?a=%25zz",
        "https://news.example/100%25 https://news.example/100%25",
        "https://my_paper.example/story https://my_paper.example/story",
        "https://news.example/a[1]?b[]=2 https://news.example/a%5B1%5D?b%5B%5D=2",
        "http://[2001:db8::1]:8080/story http://[2001:db8::1]:8080/story",
        "https://news.example/größe https://news.example/gr%C3%B6%C3%9Fe",
        "https://news.example/a#b#c https://news.example/a",
        "HTTPS://news.example/`^\\ HTTPS://news.example/%60%5E%5C"
      })
  void post_fromPageWithAddressThatIsNotWellFormed_keepsItEncoded(String url, String kept) {
    assertEquals(kept, posted(url, "Story").getString("url"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "about:srcdoc",
        "about:blank",
        "blob:https://news.example/1",
        "data:text/html,x",
        "file:///tmp/story.html",
        "javascript:alert(1)",
        "chrome-extension://abc/x",
        "https://",
        "https:///x",
        "not an address",
        "%",
        "\u0000"
      })
  void post_fromPageWithoutWebAddress_leavesItOut(String url) {
    assertEquals("", posted(url, "Story").getString("url"));
  }

  @Test
  void post_fromPageWithVeryLongAddress_leavesItOut() {
    assertEquals(
        "", posted("https://news.example/?" + "q".repeat(2_000), "Story").getString("url"));
    assertEquals(
        "", posted("https://news.example/?" + "|".repeat(1_000), "Story").getString("url"));
    assertEquals(
        "", posted("https://news.example/?" + "q".repeat(60_000), "Story").getString("url"));
    assertEquals("", posted(17, new JsonObject()).getString("url"));
  }

  @Test
  void post_fromPageWithVeryLongTitle_cutsIt() {
    String title = posted(null, "Market 🎪 " + "long ".repeat(300)).getString("title");

    assertTrue(title.startsWith("Market 🎪 long"), title);
    assertTrue(title.endsWith("long…"), title);
    assertTrue(title.codePointCount(0, title.length()) <= 500, title);
  }

  @Test
  void post_fromPageWithTitleThatCannotBeShown_keepsWhatCan() {
    String title = "\" Quay\\u0007\\n Street \\ud83c vote\\u0000 \"";

    assertEquals(
        "Quay Street vote",
        posted("{\"key\":\"page\",\"title\":" + title + "}").getString("title"));
  }

  private static Answer comment(TestSite site, String title, String body) {
    JsonObject submission = site.submission("page", "Reader", body);
    submission.getJsonObject("article").put("title", title);
    return site.post(submission);
  }

  private static String title(TestSite site) {
    return site.thread("page").json().getJsonObject("article").getString("title");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Cheap spamword for everyone",
        "s p a m w o r d",
        "The mayor is a moron",
        "you are a worthless piece of shit"
      })
  void post_withTitleThatWouldNotBePublished_waitsAndNamesNoPage(String title) {
    TestSite site = parley.site(new JsonObject().put("bannedWords", List.of("spamword")));

    Answer first = comment(site, title, "The pier reopened today.");
    assertEquals(202, first.status(), first.text());
    assertTrue(
        parley
            .administrator()
            .get(site.path("/cases/" + first.json().getJsonObject("comment").getString("id")))
            .json()
            .getJsonArray("signals")
            .encode()
            .contains("PAGE_TITLE"));
    assertEquals(201, comment(site, "", "Trams run again.").status());
    Answer later = comment(site, title, "My bus was early for once.");
    assertEquals(201, later.status(), later.text());
    assertEquals("", title(site));

    assertEquals(201, comment(site, "Pier reopened", "A fine morning by the water.").status());
    assertEquals("Pier reopened", title(site));
    assertEquals(201, comment(site, title, "I walked there at noon.").status());
    assertEquals("Pier reopened", title(site));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Three killed in harbour fire",
        "Council votes to kill the tram line",
        "Why the attack on the budget failed",
        "Police arrest man over stabbing in Quay Street"
      })
  void post_withTitleOfHardNews_namesThePage(String title) {
    TestSite site = parley.site();

    assertEquals(201, comment(site, title, "I was there and saw the lights.").status());
    assertEquals(title, title(site));
  }
}
