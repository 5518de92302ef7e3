package dev.parley.posting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.TestSite;
import io.vertx.core.json.JsonObject;
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
}
