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

/** What a reader may send at all, and how it is shown. */
class IntakeTest {
  private static final TestParley parley = TestParley.shared();
  private static final TestSite site = parley.site();

  private static String error(Answer answer, String field) {
    assertEquals(422, answer.status(), answer.text());
    return answer.json().getJsonArray("errors").stream()
        .map(JsonObject.class::cast)
        .filter(error -> error.getString("field").equals(field))
        .map(error -> error.getString("message"))
        .findFirst()
        .orElse("none of " + field);
  }

  private static Answer named(String name, String body) {
    JsonObject submission = site.submission("intake", "Reader", body);
    submission.getJsonObject("author").put("name", name);
    return site.post(submission);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u200B",
        "\u3164",
        "&#8203;",
        "> ",
        "- ",
        "```\n```",
        "![](https://x.example/cat.png)",
        "[a]: https://x.example",
        "\u0301\u0301"
      })
  void body_thatShowsNothing_isRefusedAtTheField(String body) {
    assertEquals("Enter a comment", error(site.post("intake", "Marta", body), "body"));
    JsonObject preview = new JsonObject().put("body", body);
    assertEquals(
        "Enter a comment", error(parley.send("POST", site.path("/preview"), preview), "body"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u200B", "\u2800", "\u3164 \u3164", "\u0301", "\u202E", "\uFE0F"})
  void name_thatShowsNothing_isRefusedAtTheField(String name) {
    assertEquals("Enter a name", error(named(name, "The ferry is late."), "author.name"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ann@x.example",
        "Ann <ann@x.example>",
        "ann＠x.example",
        "ann\u200B@x.example",
        "ann @ x.example",
        "ann@@x.example",
        "\"ann\"@x.example",
        "ann@x。example",
        "ann [at] x [dot] example",
        "ann(at)x.example",
        "ann AT x DOT example"
      })
  void name_thatIsAnEmailAddress_isRefusedAtTheField(String name) {
    assertEquals(
        "Enter a name, not an email address",
        error(named(name, "The ferry is late."), "author.name"));
  }

  @Test
  void name_withAnAtSign_isNoAddress() {
    assertEquals(201, named("Ann @ Quay Street", "The new crossing helps a lot.").status());
    assertEquals(201, named("Ann @ St. Mary's", "Two trams were late this week.").status());
    assertEquals(201, named("@ann", "The market was full on Saturday.").status());
    assertEquals(201, named("Ann (at work)", "My bus came early for once.").status());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'  Ann \t Lee '|Ann Lee",
        "Ann\u202E eeL|Ann eeL",
        "नमिता शर्मा|नमिता शर्मा",
        "ณัฐวุฒิ|ณัฐวุฒิ",
        "👩‍🚀 Ann|👩‍🚀 Ann",
      })
  void name_isShownAsItCanBeRead(String name, String shown) {
    Answer posted = named(name, "A word about the harbour from " + name + ".");

    JsonObject comment = posted.json().getJsonObject("comment");
    assertEquals(shown, comment.getJsonObject("author").getString("name"));
  }

  @Test
  void name_withPiledMarks_keepsAFew() {
    Answer posted = named("A" + "\u0301".repeat(80), "A word about piled marks.");

    assertEquals(
        "A" + "\u0301".repeat(4),
        posted.json().getJsonObject("comment").getJsonObject("author").getString("name"));
  }

  @Test
  void website_withAnInternationalName_isShownInAscii() {
    JsonObject submission = site.submission("intake", "Jörg", "My tour of the old town is online.");
    submission.getJsonObject("author").put("url", "müller.example/a|b");

    JsonObject author =
        site.post(submission).json().getJsonObject("comment").getJsonObject("author");

    assertEquals("https://xn--mller-kva.example/a%7Cb", author.getString("url"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "n/a", "@ann", "ann@x.example", "mailto:ann@x.example", "-"})
  void website_thatIsNoAddress_isRefusedAtTheField(String website) {
    JsonObject submission = site.submission("intake", "Ann", "A word without a website.");
    submission.getJsonObject("author").put("url", website);

    assertEquals(
        "Enter a web address like https://example.com", error(site.post(submission), "author.url"));
  }

  @Test
  void feed_ofMarkedUpComments_isWellFormed() throws Exception {
    JsonObject submission =
        site.submission("feed", "Ann", "1986. A great year\n\n> quoted\nnot quoted & more");
    submission.getJsonObject("author").put("name", "Ann & <Bob>");
    assertEquals(201, site.post(submission).status());

    String feed = parley.get(site.path("/feed.atom?article=feed")).text();

    javax.xml.parsers.DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new org.xml.sax.InputSource(new java.io.StringReader(feed)));
    assertTrue(feed.contains("&lt;ol start=\"1986\"&gt;"), feed);
  }
}
