package dev.parley.akismet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.TestSite;
import dev.parley.Wire;
import dev.parley.apikey.Programs;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Akismet's calls, as its documents and its clients have them. */
class AkismetTest {
  private static final String CHECK = "/1.1/comment-check";
  private static final String THANKS = "Thanks for making the web a better place.";
  private static final String SPAM =
      "Buy cheap viagra and cialis online, no prescription, best price: http://pills.example/buy"
          + " and casino bonus at http://casino.example";
  private static final String SUREST_SPAM =
      "Subscribe to my channel! http://youtube.com/xyz check out my new video please subscribe";
  private static final String TALK =
      "The ferry was late again, and nobody at the harbour knew why.";

  private static final TestParley parley = TestParley.shared();
  private static final TestSite site =
      parley.site(new JsonObject().put("bannedWords", new JsonArray().add("zzyzx")));
  private static final Programs programs = new Programs(parley);
  private static final String key = programs.key(site);

  private static Answer check(String... fields) {
    return checkWith(key, fields);
  }

  private static Answer checkWith(String key, String... fields) {
    String[] all = new String[fields.length + 6];
    System.arraycopy(
        new String[] {"api_key", key, "blog", "https://news.example", "user_ip", "203.0.113.9"},
        0,
        all,
        0,
        6);
    System.arraycopy(fields, 0, all, 6, fields.length);
    return programs.akismet(CHECK, all);
  }

  private static void assertIs(String body, Answer answer) {
    assertEquals(200, answer.status(), answer.text());
    assertEquals(body, answer.text());
    assertEquals("text/plain; charset=utf-8", answer.header("Content-Type"));
    assertEquals("" + body.length(), answer.header("Content-Length"));
    assertTrue(
        answer.headers().map().keySet().stream()
            .noneMatch(name -> name.startsWith("x-akismet-debug") || name.contains("alert")),
        () -> "" + answer.headers());
  }

  private static void assertInvalid(String help, Answer answer) {
    assertEquals(200, answer.status());
    assertEquals("invalid", answer.text());
    assertEquals(help, answer.header("X-akismet-debug-help"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"key", "api_key", "API_KEY"})
  void verify_keyInAnyField_isValid(String field) {
    assertIs("valid", programs.akismet("/1.1/verify-key", field, key, "blog", "https://n.example"));
  }

  @Test
  void verify_asCedxSendsIt_isValid() {
    String body =
        "blog=https%3A%2F%2Fnews.example%2F&blog_charset=UTF-8&blog_lang=en&api_key=abc123&is_test=1";
    String type = "application/x-www-form-urlencoded;charset=UTF-8";

    Answer valid =
        parley.send(
            "POST",
            "/1.1/verify-key",
            body.replace("abc123", key).getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            type);

    assertIs("valid", valid);
    assertInvalid(
        "The API key is not known",
        parley.send(
            "POST",
            "/1.1/verify-key",
            body.getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            type));
  }

  @Test
  void subscription_ofAKey_isActiveAsWordPressWantsIt() {
    String[] fields = {"key", key, "blog", "https://news.example"};

    Answer answer = programs.akismet("/1.1/get-subscription", fields);

    assertEquals(200, answer.status());
    assertEquals("application/json", answer.header("Content-Type"));
    assertEquals(
        new JsonObject()
            .put("status", "active")
            .put("account_type", "parley")
            .put("account_name", "Parley"),
        answer.json());
    assertInvalid(
        "The API key is not known", programs.akismet("/1.1/get-subscription", "key", "abc123"));
  }

  @Test
  void deactivate_asWordPressSendsIt_leavesTheKeyGood() {
    String[] fields = {"key", key, "blog", "https://news.example"};

    assertIs("deactivated", programs.akismet("/1.1/deactivate", fields));
    assertIs("valid", programs.akismet("/1.1/verify-key", fields));
  }

  @Test
  void verify_withoutAKey_saysSo() {
    assertInvalid(
        "Missing required field: api_key",
        programs.akismet("/1.1/verify-key", "blog", "https://news.example"));
  }

  @Test
  void check_asAkismetApiSendsIt_findsTheKeyInTheHostName() {
    String body =
        "user_ip=203.0.113.9&user_agent=UA&referrer=https%3A%2F%2Fr%2F&comment_author=Ann"
            + "&comment_author_email=a%40b.c&comment_content=hi%20%3Cb%3Ex%3C%2Fb%3E%20%26%20%C3%A9"
            + "&is_test=true&comment_type=comment&comment_date_gmt=2026-11-23T18%3A00%3A00Z"
            + "&permalink=https%3A%2F%2Fnews.example%2Fa1"
            + "&comment_author_url=http%3A%2F%2Fspam.example"
            + "&honeypot_field_name=akismet_api_honeypot_field&akismet_api_honeypot_field=gotcha"
            + "&blog=https%3A%2F%2Fnews.example&blog_lang=en&blog_charset=UTF-8";
    String head =
        """
        POST /1.1/comment-check HTTP/1.1
        Host: %s.localhost:8099
        Content-Type: application/x-www-form-urlencoded
        User-Agent: Node.js/v20.20.2 | Akismet-api/6.0.0
        """;
    Wire wire = new Wire(parley);

    Wire.Answer trapped = wire.send(head.formatted(key), body);
    Wire.Answer clean = wire.send(head.formatted(key), body.replace("gotcha", ""));
    Wire.Answer spam =
        wire.send(
            head.formatted(key.toUpperCase(java.util.Locale.ROOT)),
            body.replace("comment_author=Ann", "comment_author=viagra-test-123"));

    assertEquals("true", trapped.body(), trapped::toString);
    assertEquals("false", clean.body(), clean::toString);
    assertEquals("true", spam.body(), spam::toString);
    assertInvalidOnTheWire(wire.send(head.formatted("abc123"), body));
    assertInvalidOnTheWire(wire.send(head.formatted("0".repeat(40)), body));
  }

  private static void assertInvalidOnTheWire(Wire.Answer answer) {
    assertEquals("invalid", answer.body(), answer::toString);
    assertTrue(answer.headers().containsKey("X-akismet-debug-help"));
  }

  @Test
  void check_overHttp10_isAnsweredWithALengthAndNoChunks() {
    Wire.Answer answer =
        new Wire(parley)
            .send(
                """
                POST /1.1/comment-check HTTP/1.0
                Host: rest.akismet.com
                User-Agent: WordPress/6.9 | Akismet/5.6
                Content-Type: application/x-www-form-urlencoded; charset=UTF-8
                """,
                Programs.form(
                    "api_key",
                    key,
                    "blog",
                    "https://news.example",
                    "user_ip",
                    "203.0.113.9",
                    "comment_content",
                    TALK));

    assertTrue(answer.statusLine().endsWith(" 200 OK"), answer::toString);
    assertEquals("false", answer.body());
    assertFalse(answer.headers().containsKey("Transfer-Encoding"), answer::toString);
  }

  @Test
  void check_ofTalkAndOfSpam_isFalseAndTrueWithAnIdOfItsOwn() {
    Answer talk = check("comment_author", "Marta", "comment_content", TALK);
    Answer spam = check("comment_author", "Marta", "comment_content", SPAM);

    assertIs("false", talk);
    assertIs("true", spam);
    assertFalse(talk.header("X-akismet-guid").isEmpty());
    assertFalse(spam.header("X-akismet-guid").equals(talk.header("X-akismet-guid")));
    assertEquals("", spam.header("X-akismet-pro-tip"));
    assertEquals("", talk.header("X-akismet-recheck-after"));
  }

  @Test
  void check_ofWhatParleyWouldHold_isFalse() {
    String rude = "Only a moron would believe that.";
    assertEquals(202, site.post("held", "Derek", rude).status());

    assertIs("false", check("comment_author", "Derek", "comment_content", rude));
  }

  @Test
  void check_ofABannedWord_isTrueWhereItIsBanned() {
    TestSite other = parley.site();

    assertIs("true", check("comment_content", "They say zzyzx in the desert."));
    assertIs(
        "false",
        programs.akismet(CHECK, programs.key(other), "Ann", "They say zzyzx in the desert."));
  }

  @Test
  void check_ofSpamWithTheTrapFilledIn_mayBeDiscarded() {
    Answer wordPress = check("comment_content", SUREST_SPAM, "POST_ak_hp_textarea", "gotcha");
    Answer named =
        check(
            "comment_content", SUREST_SPAM, "honeypot_field_name", "surname", "surname", "gotcha");
    Answer empty =
        check("comment_content", SUREST_SPAM, "honeypot_field_name", "surname", "surname", "");

    assertEquals("discard", wordPress.header("X-akismet-pro-tip"));
    assertEquals("discard", named.header("X-akismet-pro-tip"));
    assertEquals("", empty.header("X-akismet-pro-tip"));
    Answer unsure =
        check(
            "comment_content",
            "Nice blog, thanks for sharing this information with us",
            "POST_ak_hp_textarea",
            "gotcha");
    assertIs("true", unsure);
    assertEquals("", unsure.header("X-akismet-pro-tip"));
  }

  @Test
  void check_ofAnythingWithTheTrapFilledIn_isTrue() {
    assertIs("true", check("comment_content", TALK, "POST_ak_hp_textarea", "gotcha"));
    assertIs(
        "true",
        check("comment_content", TALK, "honeypot_field_name", "surname", "surname", "gotcha"));
    assertIs("false", check("comment_content", TALK, "POST_ak_hp_textarea", " "));
    assertIs("false", check("comment_content", TALK, "honeypot_field_name", "surname"));
    assertIs("false", check("comment_content", TALK, "surname", "Lee"));
  }

  @Test
  void check_byAnAdministrator_isAlwaysFalse() {
    assertIs("false", check("comment_content", SPAM, "user_role", "editor, Administrator"));
    assertIs("true", check("comment_content", SPAM, "user_role", "editor"));
    assertIs(
        "false",
        check("comment_content", SPAM, "user_role[0]", "editor", "user_role[1]", "administrator"));
  }

  @Test
  void check_ofTheGuaranteedSpammers_isAlwaysTrue() {
    assertIs("true", check("comment_content", TALK, "comment_author", "viagra-test-123"));
    Answer answer =
        check(
            "comment_content", TALK, "comment_author_email", "akismet-guaranteed-spam@example.com");
    assertIs("true", answer);
    assertEquals("", answer.header("X-akismet-pro-tip"));
  }

  @Test
  void check_askedToDiscardInATest_says() {
    Answer answer = check("comment_author", "viagra-test-123", "is_test", "1", "test_discard", "1");

    assertIs("true", answer);
    assertEquals("discard", answer.header("X-akismet-pro-tip"));
    Answer earnest = check("comment_author", "viagra-test-123", "test_discard", "1");
    assertEquals("", earnest.header("X-akismet-pro-tip"));
  }

  @ParameterizedTest
  @CsvSource({"user_ip", "blog"})
  void check_withoutARequiredField_namesIt(String missing) {
    String other = missing.equals("blog") ? "user_ip" : "blog";

    assertInvalid(
        "Missing required field: " + missing,
        programs.akismet(CHECK, "api_key", key, other, "203.0.113.9", "comment_content", TALK));
  }

  @Test
  void check_withFieldsNobodyKnows_ignoresThem() {
    StringBuilder extra = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      extra.append("&POST_field_").append(i).append("=x&HTTP_X_").append(i).append("=y");
    }
    String form =
        Programs.form(
                "api_key",
                key,
                "blog",
                "https://news.example",
                "user_ip",
                "203.0.113.9",
                "comment_context[0]",
                "news",
                "comment_context[1]",
                "ferries",
                "comment_date_gmt",
                "the day before yesterday",
                "POST_ak_js",
                "soon",
                "comment_author_url",
                "http://[broken",
                "comment_author_email",
                "nobody",
                "comment_content",
                TALK)
            + extra
            + "&comment_context%5B%5D=b;c&=&&novalue";

    Answer answer =
        parley.send(
            "POST",
            CHECK,
            form.getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            "application/x-www-form-urlencoded");

    assertIs("false", answer);
  }

  @Test
  void check_whereNotEveryCheckCanRun_isAnOutageForAllButSpam() {
    try (TestParley hurried =
        TestParley.start(
            Map.of(
                "database.url",
                parley.service().databaseUrl(),
                "demo",
                "false",
                "secondOpinion.when",
                "always",
                "secondOpinion.budgetMillis",
                "1"))) {
      Programs there = new Programs(hurried);

      Answer talk = there.akismet(CHECK, key, "Marta", TALK.repeat(50));

      assertEquals(503, talk.status(), talk.text());
      assertEquals("unavailable", talk.text());
      assertEquals("Not every check could run", talk.header("X-akismet-debug-help"));
      assertEquals("60", talk.header("Retry-After"));
      assertIs("true", there.akismet(CHECK, key, "Marta", SPAM + " They say zzyzx."));
    }
  }

  @Test
  void check_ofMoreThanIsRead_isJudgedByBeginningAndEnd() {
    String padding = "ferries and harbours ".repeat(1_000);

    assertIs("false", check("comment_content", padding));
    assertIs("true", check("comment_content", "They say zzyzx. " + padding));
    assertIs("true", check("comment_content", padding + "They say zzyzx."));
    assertIs("true", check("comment_content", (SPAM + " ").repeat(1_000)));
  }

  @Test
  void check_ofAMebibyte_isAnswered_andOfTooMuchIsRefused() {
    assertIs(
        "true",
        check("comment_content", "They say zzyzx. " + "ferries and harbours ".repeat(52_000)));
    assertInvalid(
        "The body has more than 2,097,152 bytes",
        check("comment_content", "ferries and harbours ".repeat(100_000)));
  }

  @Test
  void check_ofAFormThatCannotBeDecoded_isInvalid() {
    Answer answer =
        parley.send(
            "POST",
            CHECK,
            "api_key=%G1&blog=%".getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            "application/x-www-form-urlencoded");

    assertInvalid("Send the form URL-encoded, in UTF-8", answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\u0000\u0001", "\uFFFF", "  ", "🙂", "\t\n"})
  void check_ofAnOddText_isFalse(String text) {
    assertIs("false", check("comment_content", text, "comment_author", text));
  }

  @Test
  void form_inLatin1_isReadAsSuch() {
    String text = "Das macht einen zu großen Lärm für Käufer, " + site.slug();
    String form =
        Programs.form("api_key", key, "blog", "https://news.example", "user_ip", "203.0.113.9")
            + "&comment_content="
            + java.net.URLEncoder.encode(text, StandardCharsets.ISO_8859_1);

    Answer answer =
        parley.send(
            "POST",
            "/1.1/submit-spam",
            form.getBytes(StandardCharsets.ISO_8859_1),
            "Content-Type",
            "application/x-www-form-urlencoded; charset=ISO-8859-1");

    assertIs(THANKS, answer);
    assertEquals(
        1,
        programs.counted(
            "select count(*) from label where site_id = $1 and text like '%großen Lärm%'", site));
  }

  @Test
  void form_withPlusAndWithPercent20_isTheSame() {
    TestSite own = parley.site();
    String form =
        Programs.form("api_key", programs.key(own), "blog", "https://news.example")
            + "&comment_content=";

    for (String text : new String[] {"one+and+two", "one%20and%20two"}) {
      parley.send(
          "POST",
          "/1.1/submit-spam",
          (form + text).getBytes(StandardCharsets.UTF_8),
          "Content-Type",
          "application/x-www-form-urlencoded");
    }

    assertEquals(
        1,
        programs.counted(
            "select count(*) from label where site_id = $1 and text = 'one and two'", own));
    assertEquals(1, programs.counted("select count(*) from label where site_id = $1", own));
  }

  @Test
  void check_storesNothingOfTheComment() {
    TestSite own = parley.site();
    checkWith(
        programs.key(own),
        "comment_author",
        "Marta",
        "comment_author_email",
        "m@x.example",
        "comment_content",
        TALK);

    assertEquals(
        0,
        programs.counted(
            """
            select (select count(*) from comment where site_id = $1)
              + (select count(*) from label where site_id = $1)
              + (select count(*) from author where site_id = $1)
              + (select count(*) from article where site_id = $1)
            """,
            own));
  }

  @Test
  void usage_countsChecksButNoTests() {
    String own = programs.key(site);
    checkWith(own, "comment_content", TALK);
    checkWith(own, "comment_content", SPAM);
    checkWith(own, "comment_content", TALK, "is_test", "1");

    Answer usage = parley.get("/1.2/usage-limit?api_key=" + own);

    assertEquals(200, usage.status());
    assertEquals("application/json", usage.header("Content-Type"));
    assertEquals(
        new JsonObject()
            .put("limit", "none")
            .put("usage", 2)
            .put("percentage", "0.00")
            .put("throttled", false),
        usage.json());
    JsonObject extended =
        programs.akismet("/1.2/usage-limit", "api_key", own, "extended", "true").json();
    assertEquals("NOTICE_NONE", extended.getString("notice_level"));
    assertEquals(false, extended.getBoolean("upgrade"));
    assertEquals("invalid", parley.get("/1.2/usage-limit?api_key=abc").text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/1.1/get-stats", "/1.1/", "/1.2/key-sites"})
  void call_thatIsNotThere_isInvalid(String path) {
    assertInvalid("There is no such call here", programs.akismet(path, "api_key", key));
  }

  @Test
  void check_html_isReadAsItsReadersSeeIt() {
    assertIs("true", check("comment_content", "They say zzyzx out there."));
    assertIs("true", check("comment_content", "<p>They say zz<b>yz</b>x out&nbsp;there.</p>"));
    assertIs("true", check("comment_content", "They say zz&#121;zx out there."));
    assertIs("false", check("comment_content", "<p>They say zz</p><p>yzx out there.</p>"));
    assertIs(
        "true",
        check(
            "comment_content",
            "<strong>Casino bonus</strong> 200% for new players"
                + " <a href='https://slots.example.xyz'>play now</a>"));
  }

  private static Answer checkInParts(String type, String body) {
    return parley.send("POST", CHECK, body.getBytes(StandardCharsets.UTF_8), "Content-Type", type);
  }

  private static String parts(String... fields) {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < fields.length; i += 2) {
      body.append("--cut\r\nContent-Disposition: form-data; name=\"")
          .append(fields[i])
          .append("\"\r\n\r\n")
          .append(fields[i + 1])
          .append("\r\n");
    }
    return body.append("--cut--\r\n").toString();
  }

  @Test
  void formInParts_isReadAsOneThatIsUrlEncoded() {
    String[] who = {"api_key", key, "blog", "https://news.example", "user_ip", "203.0.113.9"};
    for (String content : new String[] {TALK, SPAM, "Zoë & Søn: 100 %, + more"}) {
      String body = parts(who).replace("--cut--\r\n", "") + parts("comment_content", content);
      assertIs(
          check("comment_content", content).text(),
          checkInParts("Multipart/form-data; boundary=cut", body));
    }
    String trapped =
        parts(who).replace("--cut--\r\n", "")
            + parts(
                "comment_content",
                TALK,
                "honeypot_field_name",
                "nick",
                "nick",
                "caught",
                "comment_context[0]",
                "a",
                "comment_context[1]",
                "b");
    assertIs("true", checkInParts("multipart/form-data; boundary=cut", trapped));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/form-data",
        "multipart/form-data; boundary=other",
        "multipart/form-data; boundary="
      })
  void formInParts_thatCannotBeRead_isInvalid(String type) {
    Answer answer = checkInParts(type, parts("api_key", key));
    assertEquals("invalid", answer.text());
  }
}
