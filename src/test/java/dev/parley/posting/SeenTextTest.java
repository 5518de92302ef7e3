package dev.parley.posting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import dev.parley.model.ModelledLanguage;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is judged of a comment is what readers would see of it. */
class SeenTextTest {
  private static final TestParley parley = TestParley.shared();
  private static final TestSite site =
      parley.site(
          new JsonObject()
              .put(
                  "bannedWords",
                  new JsonArray(
                      List.of(
                          "spamword", "赌博", "カジノ", "คาสิโน", "空包", "v2ray", "abcd.com", "vx"))));
  private static final Desk desk = parley.administrator();

  private static final AtomicInteger READERS = new AtomicInteger();

  /** A comment by somebody nothing is known of. */
  private static Answer post(String body) {
    int number = READERS.incrementAndGet();
    return site.post("article-" + number, "Ana " + number, body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "the spamword here",
        "the spam&#119;ord here",
        "the sp&#x61;m&#x77;ord here",
        "the spam**word** here",
        "the *spam*__word__ here",
        "the spam![](https://x.example/a)word here",
        "the spam[word](https://x.example) here",
        "the spam`word` here",
        "the sp\\amword, no: the spam\\word, but the spam&#8203;word here",
        "> a quote with the spam**word**",
        "[look](https://x.example/spamword)",
        "- one\n- the s**pam**word",
      })
  void post_bannedWordUnderMarks_isRefused(String body) {
    Answer answer = post(body);

    assertEquals(422, answer.status(), answer.text());
    assertEquals("rejected", answer.code());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "the spam **word** here",
        "spam, word",
        "[x]: https://x.example/spamword\n\nhere",
        "```spamword\ncode\n```",
      })
  void post_bannedWordThatNobodySees_isTaken(String body) {
    assertTrue(post(body).status() < 300);
  }

  @Test
  void post_bannedWordUnderMarks_isMarkedWhereItStands() {
    String id = post("Look at the sp**am**wo&#114;d now").json().getString("id");

    JsonObject evidence =
        desk.get(site.path("/cases/" + id)).json().getJsonArray("signals").stream()
            .map(JsonObject.class::cast)
            .filter(signal -> signal.getString("check").equals("banned-words"))
            .findFirst()
            .orElseThrow()
            .getJsonArray("evidence")
            .getJsonObject(0);

    assertEquals("sp**am**wo&#114;d", evidence.getString("text"));
    assertEquals(12, evidence.getInteger("start"));
  }

  @Test
  void post_insultUnderMarks_isScoredLikeThePlainOne() {
    String plain = "you fucking idiot";
    String hidden = "you fu![](https://x.example/a)cking idi&#111;t";

    assertEquals(scores(plain), scores(hidden));
    assertEquals(202, post(hidden).status());
  }

  private static JsonObject scores(String text) {
    return desk.send(
            "POST", "/api/v1/score", new JsonObject().put("site", site.slug()).put("text", text))
        .json()
        .getJsonObject("scores");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "我很喜欢在线赌博网站的优惠",
        "新しいカジノがオープンした",
        "เว็บคาสิโนออนไลน์ที่ดีที่สุด",
        "代发空,包",
        "代发空 包快递",
        "代发空-包快递",
        "代发空・包快递",
        "代发空**包**快递",
        "ｶｼﾞﾉへようこそ",
        "\u30AB\u30B7\u3099\u30CE",
      })
  void post_bannedWordInRunningText_isRefused(String body) {
    assertEquals("rejected", post(body).code(), body);
  }

  @ParameterizedTest
  @ValueSource(strings = {"天空。包子很好吃", "赌了一把。博物馆", "カジ", "空气和包子"})
  void post_otherWordsInRunningText_areTaken(String body) {
    assertTrue(post(body).status() < 300, body);
  }

  @ParameterizedTest
  @CsvSource({"v2ray, 422", "v2rayng, 0", "A v2ray shop, 422", "Ana vxyz, 0", "vx, 422"})
  void post_bannedWordAsName_isRefusedAsAWhole(String name, int status) {
    int answered = site.post("names", name, "A word about the harbour.").status();

    assertEquals(status == 422, answered == 422, "" + answered);
  }

  @ParameterizedTest
  @CsvSource({
    "https://abcd.com, 422",
    "https://www.abcd.com/shop, 422",
    "https://xabcd.com, 0",
    "https://abcd.community, 0"
  })
  void post_bannedWordAsWebsite_isRefused(String website, int status) {
    JsonObject submission = site.submission("sites", "Ben", "A word about the harbour.");
    submission.getJsonObject("author").put("url", website);

    assertEquals(status == 422, site.post(submission).status() == 422);
  }

  @ParameterizedTest
  @ValueSource(strings = {"the vxyz plan", "devxing", "spamwording", "A navx b"})
  void post_shortBannedWordInsideOthers_isTaken(String body) {
    assertTrue(post(body).status() < 300, body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "操你妈傻逼",
        "пошёл на хуй, урод",
        "كس امك",
        "씨발새끼야",
        "你这个蠢货去死吧",
        "ты дурак",
        "ok 操你妈",
        "ދިވެހި",
        "ᏣᎳᎩ",
        "ߒߞߏ",
      })
  void post_inAScriptTheSiteDoesNotUse_isNotTakenForItsLanguage(String body) {
    Answer answer = post(body);

    assertEquals(202, answer.status(), answer.text());
    JsonObject scored =
        desk.send("POST", "/api/v1/score", new JsonObject().put("text", body)).json();
    assertFalse(scored.getString("lang").equals("en"), scored::encode);
    assertEquals(
        ModelledLanguage.of(scored.getString("lang")).isPresent(),
        scored.getJsonObject("scores").containsKey("toxicity"),
        scored::encode);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Thank you 谢谢 for the report",
        "The Greek letter π and the unit µm",
        "sushi 寿司 and ramen",
        "😀😀😀",
        "𝓵𝓸𝓿𝓮𝓵𝔂 evening",
        "12:30 – 14:00",
      })
  void post_withAFewForeignSigns_isInTheSitesLanguage(String body) {
    assertEquals(201, post(body).status());
  }

  @Test
  void post_inAScriptOfASecondLanguageOfTheSite_isExpected() {
    TestSite sofia =
        parley.site(new JsonObject().put("languages", new JsonArray().add("en").add("bg")));

    JsonObject scored =
        desk.send(
                "POST",
                "/api/v1/score",
                new JsonObject().put("site", sofia.slug()).put("text", "Мостът е затворен"))
            .json();

    assertEquals("bg", scored.getString("lang"));
  }

  private static TestSite banning(String domain) {
    TestSite banning = parley.site();
    Answer banned =
        desk.send(
            "POST",
            banning.path("/bans"),
            new JsonObject().put("kind", "domain").put("value", domain).put("reason", "Spam"));
    assertEquals(201, banned.status(), banned.text());
    return banning;
  }

  @Test
  void post_linkToABannedDomain_isRefusedHoweverItIsWritten() {
    TestSite banning = banning("casino.example");

    for (String body :
        List.of(
            "[this page](https://casino.example/)",
            "[this page](https://cas&#105;no.example/)",
            "[this page][x]\n\n[x]: https://www.casino.example",
            "![a cat](https://casino.example/cat.png)",
            "go to cas**ino**.example now",
            "https://CASINO.example:443/x",
            "[x](https://a.example@casino.example/)",
            "https://сasino.example/",
            "<https://shop.casino.example>")) {
      assertEquals(403, banning.post("a", "Ana", body).status(), body);
    }
    for (String body :
        List.of(
            "notcasino.example is another",
            "https://casino.example.org/",
            "casino, example",
            "[x]: https://casino.example\n\nNobody sees that.")) {
      assertFalse(banning.post("b", "Ben", body).status() == 403, body);
    }
  }

  @Test
  void post_linkToABannedDomainInAnotherScript_isRefused() {
    for (String banned : List.of("казино.example", "xn--80aodfsg.example")) {
      TestSite banning = banning(banned);

      for (String body :
          List.of(
              "https://казино.example/",
              "[x](https://xn--80aodfsg.example)",
              "на казино.example")) {
        assertEquals(403, banning.post("a", "Ana", body).status(), body);
      }
      assertEquals(201, banning.post("a", "Ben", "See the harbour.").status());
    }
  }

  @Test
  void post_bannedDomainAsNameOrWebsite_isRefused() {
    TestSite banning = banning("casino.example");
    JsonObject website = banning.submission("a", "Ben", "A word about the harbour.");
    website.getJsonObject("author").put("url", "https://www.casino.example/");

    assertEquals(403, banning.post("a", "casino.example", "A word.").status());
    assertEquals(403, banning.post(website).status());
    assertEquals(201, banning.post("a", "Casino Royale", "A word.").status());
  }

  @Test
  void edit_addsALinkToABannedDomain_isRefused() {
    TestSite banning = banning("casino.example");
    JsonObject posted = banning.post("a", "Ana", "A word.").json();

    Answer edited =
        parley.send(
            "PATCH",
            banning.path("/comments/" + posted.getJsonObject("comment").getString("id")),
            new JsonObject().put("body", "[A word](https://cas&#105;no.example)."),
            "Authorization",
            "Bearer " + posted.getString("editToken"));

    assertEquals(403, edited.status(), edited.text());
  }

  @Test
  void post_byWhoIsBanned_isRefusedBeforeTheTextIsRead() {
    TestSite banning = parley.site();
    desk.send(
        "POST",
        banning.path("/bans"),
        new JsonObject()
            .put("kind", "email")
            .put("value", "ana@readers.example")
            .put("reason", "Spam"));

    assertEquals(403, banning.post("a", "Ana", "![](https://x.example)").status());
    assertEquals(422, banning.post("a", "Ben", "![](https://x.example)").status());
  }
}
