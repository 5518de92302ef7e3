package dev.parley.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.TestSite;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PagePostingTest {
  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site();

  /** The form as a browser sends it: every field, the empty ones too. */
  private static Map<String, String> form(String name, String body) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("parentId", "");
    form.put("opened", String.valueOf(System.currentTimeMillis() - 60_000));
    form.put("body", body);
    form.put("name", name);
    form.put("email", name.toLowerCase(java.util.Locale.ROOT) + "@readers.example");
    form.put("url", "");
    form.put("trap", "");
    return form;
  }

  private Answer send(TestSite to, String article, Map<String, String> form, String... headers) {
    return send(parley, to, article, form, headers);
  }

  private static Answer send(
      TestParley on, TestSite to, String article, Map<String, String> form, String... headers) {
    String encoded =
        form.entrySet().stream()
            .map(
                field ->
                    field.getKey()
                        + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    String[] all = new String[headers.length + 2];
    all[0] = "Content-Type";
    all[1] = "application/x-www-form-urlencoded";
    System.arraycopy(headers, 0, all, 2, headers.length);
    return on.send(
        "POST",
        "/sites/" + to.slug() + "/thread?article=" + article,
        encoded.getBytes(StandardCharsets.UTF_8),
        all);
  }

  private Answer send(String article, Map<String, String> form, String... headers) {
    return send(site, article, form, headers);
  }

  private static String page(Answer redirect) {
    assertEquals(303, redirect.status(), redirect.text());
    return redirect.header("Location").replaceFirst("#.*", "");
  }

  /** The cookies an answer sets, as the browser sends them. */
  private static String cookies(Answer... answers) {
    return java.util.Arrays.stream(answers)
        .flatMap(answer -> answer.headers().allValues("Set-Cookie").stream())
        .map(cookie -> cookie.split(";", 2)[0])
        .collect(Collectors.joining("; "));
  }

  private Answer followed(Answer redirect) {
    return parley.get(page(redirect), "Cookie", cookies(redirect));
  }

  private String signals(String id) {
    return parley
        .administrator()
        .get(site.path("/cases/" + id))
        .json()
        .getJsonArray("signals")
        .encode();
  }

  @Test
  void post_cleanComment_leadsToItOnThePage() {
    Answer posted = send("ferry", form("Marta", "The last ferry leaves before the *last* train."));

    assertEquals(303, posted.status(), posted.text());
    String id =
        site.thread("ferry").json().getJsonArray("comments").getJsonObject(0).getString("id");
    assertTrue(posted.header("Location").endsWith("#comment-" + id), posted.header("Location"));
    String html = followed(posted).text();
    assertTrue(html.contains("Your comment was published."), html);
    assertTrue(html.contains("before the <em>last</em> train"), html);
  }

  private Answer object(String article, String id, String text, String cookies) {
    return send(article, Map.of("appeal", id, "appealText", text), "Cookie", cookies);
  }

  @Test
  void appeal_ofARejectedComment_isSentFromItsPlaceAndAnsweredThere() {
    Answer posted = send("lamps", form("Derek", "Only a moron would believe the lamps work."));
    String cookies = cookies(posted);
    String page = page(posted);
    String id = page.replaceFirst(".*held=", "");
    parley.administrator().decide(site, id, 1, "reject", "off-topic");

    String before = parley.get(page, "Cookie", cookies).text();
    assertTrue(before.contains("It is not about the article."), before);
    assertTrue(before.contains("Appeal this decision"), before);
    Answer empty = object("lamps", id, " ", cookies);
    assertEquals(422, empty.status());
    assertTrue(empty.text().contains("Say why the decision is wrong, in at most"), empty.text());
    assertEquals(404, object("lamps", id, "I am a stranger.", "").status());
    Answer sent = object("lamps", id, "The article is about lamps.", cookies);

    String after = parley.get(page(sent), "Cookie", cookies).text();
    assertTrue(after.contains("You have appealed."), after);
    assertFalse(after.contains("Appeal this decision"), after);
    assertEquals(409, object("lamps", id, "Once more.", cookies).status());
    JsonObject shown = parley.moderator(site, "Tom").get(site.path("/cases/" + id)).json();
    assertEquals("The article is about lamps.", shown.getJsonObject("appeal").getString("text"));
  }

  @Test
  void post_rejectedByARule_leadsToItsPlaceWhereItsAuthorMayObject() {
    TestSite strict =
        parley.site(new JsonObject().put("bannedWords", new JsonArray().add("flimflam")));
    Answer refused = send(strict, "rule", form("Derek", "What a flimflam."));
    assertEquals(422, refused.status());
    String link = refused.text().replaceFirst("(?s).*<a href=\"([^\"]*held=[^\"]*)\".*", "$1");

    String own =
        parley
            .get(link.replace("&amp;", "&").replaceFirst("#.*", ""), "Cookie", cookies(refused))
            .text();

    assertTrue(own.contains("Appeal this decision"), own);
    assertTrue(own.contains("What a flimflam."), own);
  }

  @Test
  void post_reply_hangsUnderItsParent() {
    JsonObject parent = site.post("talk", "Marta", "A remark to answer.").json();
    String id = parent.getJsonObject("comment").getString("id");
    Map<String, String> form = form("Tomas", "An answer to it.");
    form.put("parentId", id);

    assertEquals(303, send("talk", form).status());

    JsonObject root = site.thread("talk").json().getJsonArray("comments").getJsonObject(0);
    assertEquals(
        "<p>An answer to it.</p>\n",
        root.getJsonArray("replies").getJsonObject(0).getString("html"));
  }

  @Test
  void post_suspectWord_isShownToItsAuthorAlone() {
    Answer posted = send("market", form("Derek", "Only a moron would believe that."));

    Answer own = followed(posted);
    assertTrue(
        own.text().contains("Your comment is waiting for a moderator. Only you can see it."),
        own.text());
    assertTrue(own.text().contains("Only a moron would believe that."), own.text());
    assertEquals("private, no-store", own.header("Cache-Control"));
    assertEquals("same-origin", own.header("Referrer-Policy"));
    String everyone = parley.get("/sites/" + site.slug() + "/thread?article=market").text();
    assertFalse(everyone.contains("moron"), everyone);
    assertFalse(own.text().split("ld\\+json", 2)[1].split("</script>", 2)[0].contains("moron"));
  }

  @Test
  void post_suspectWordAndWrongToken_showsNothing() {
    Answer posted = send("guess", form("Derek", "Only a moron would guess that."));
    String cookie = cookies(posted);

    Answer guessed =
        parley.get(page(posted), "Cookie", cookie.substring(0, cookie.length() - 3) + "AAA");

    assertEquals(200, guessed.status());
    assertFalse(guessed.text().contains("moron"), guessed.text());
  }

  @Test
  void post_held_keepsTheTokenOutOfTheAddress() {
    Answer posted = send("secret", form("Derek", "Only a moron would log that."));

    String cookie = posted.header("Set-Cookie");
    String token = cookie.split(";", 2)[0].split("=", 2)[1];
    assertEquals(43, token.length(), cookie);
    assertFalse(posted.header("Location").contains(token), posted.header("Location"));
    assertTrue(cookie.contains("Max-Age=2592000"), cookie);
    assertTrue(cookie.contains("Path=/sites/" + site.slug() + "/thread"), cookie);
    assertTrue(cookie.contains("HTTPOnly") || cookie.contains("HttpOnly"), cookie);
    assertTrue(cookie.contains("SameSite=Strict"), cookie);
    assertFalse(followed(posted).text().contains(token));
  }

  @Test
  void post_fromAnotherNetworkWithTheCookieOfAnEarlierComment_isByTheSameAuthor() {
    try (TestParley behind = TestParley.behindProxy()) {
      TestSite first = behind.site(new JsonObject().put("moderation", "first"));
      Answer posted = from(behind, first, "192.0.2.7", "The ferry was on time today.", "");
      String id = posted.header("Location").replaceFirst(".*#comment-", "");
      behind.administrator().decide(first, id, 1, "approve", null);

      Answer stranger = from(behind, first, "198.51.100.2", "Quay Street needs lamps.", "");
      Answer own = from(behind, first, "203.0.113.5", "My street has a bakery.", cookies(posted));
      Answer next = from(behind, first, "192.0.2.200", "The library closes early.", cookies(own));
      Answer broken =
          from(
              behind,
              first,
              "198.51.100.3",
              "A heron stands in the harbour.",
              "parley_own_"
                  + id
                  + "=; parley_own_x=y; parley_own_"
                  + id.replace('0', '1')
                  + "=%20");

      assertTrue(stranger.header("Location").contains("held="), stranger.header("Location"));
      assertTrue(own.header("Location").contains("posted="), own.header("Location"));
      assertTrue(next.header("Location").contains("posted="), next.header("Location"));
      assertTrue(broken.header("Location").contains("held="), broken.text());
    }
  }

  private Answer from(TestParley on, TestSite to, String network, String body, String cookies) {
    return send(on, to, "proof", form("Ann", body), "X-Forwarded-For", network, "Cookie", cookies);
  }

  @Test
  void post_heldWhereCookiesAreBlocked_saysItWasReceivedUntilItIsShown() {
    Answer posted = send("framed", form("Derek", "Only a moron would frame that."));

    String html = parley.get(page(posted)).text();
    assertTrue(html.contains("Your comment was received."), html);
    assertFalse(html.contains("moron"), html);

    String id = posted.header("Location").replaceFirst(".*#comment-", "");
    parley.administrator().decide(site, id, 1, "approve", null);
    String approved = parley.get(page(posted)).text();
    assertTrue(approved.contains("moron"), approved);
    assertFalse(approved.contains("Your comment was received."), approved);
  }

  @Test
  void post_severalHeld_showsEachByItsOwnCookie() {
    Answer first = send("several", form("Derek", "Only a moron would say one thing."));
    Answer second = send("several", form("Derek", "Only an idiot would say another."));
    String both = cookies(first, second);

    String one = parley.get(page(first), "Cookie", both).text();
    String other = parley.get(page(second), "Cookie", both).text();

    assertTrue(one.contains("moron") && !one.contains("idiot"), one);
    assertTrue(other.contains("idiot") && !other.contains("moron"), other);
  }

  @Test
  void post_heldAfterManyOthers_takesTheOldestCookieBack() {
    String before =
        java.util.stream.IntStream.range(0, 8)
            .mapToObj(i -> "parley_own_01900000-0000-7000-8000-00000000000" + i + "=x")
            .collect(Collectors.joining("; "));

    Answer posted =
        send("many", form("Derek", "Only a moron would say so much."), "Cookie", before);

    List<String> set = posted.headers().allValues("Set-Cookie");
    assertEquals(2, set.size(), set.toString());
    assertTrue(
        set.stream()
            .anyMatch(
                cookie ->
                    cookie.startsWith("parley_own_01900000-0000-7000-8000-000000000000=;")
                        && cookie.contains("Max-Age=0")),
        set.toString());
  }

  @Test
  void post_rejectedByAModerator_tellsItsAuthorWhy() {
    Answer posted = send("why", form("Derek", "What a moron wrote this."));
    String location = posted.header("Location");
    String id = location.substring(location.indexOf("#comment-") + 9);
    parley.administrator().decide(site, id, 1, "reject", "personal-attack");

    String own = followed(posted).text();

    assertTrue(own.contains("It attacks a person instead of what they said."), own);
    assertTrue(own.contains("What a moron wrote this."), own);
  }

  @Test
  void post_missingFields_keepsTheTextAndSaysWhatIsMissing() {
    Map<String, String> form = form("", "Kept as it was: <b>\"quoted\"</b> & more.");
    form.put("email", "");

    Answer answer = send("missing", form);

    assertEquals(422, answer.status());
    String html = answer.text();
    assertEquals("private, no-store", answer.header("Cache-Control"));
    assertTrue(html.contains("<title>There is a problem · "), html);
    assertTrue(html.contains("<h4>There is a problem</h4>"), html);
    assertTrue(html.contains("<a href=\"#name\">Enter your name</a>"), html);
    assertTrue(html.contains("<a href=\"#email\">Enter an email like name@example.com</a>"), html);
    assertTrue(html.contains("aria-invalid=\"true\" aria-describedby=\"e-name\""), html);
    assertTrue(
        html.contains("Kept as it was: &lt;b&gt;&quot;quoted&quot;&lt;/b&gt; &amp; more.</text"),
        html);
    assertTrue(html.contains("name=\"opened\" value=\"" + form.get("opened") + "\""), html);
  }

  @Test
  void post_wrongWebsiteInAReply_marksTheFieldUnderTheComment() {
    JsonObject parent = site.post("site", "Marta", "A remark to answer here.").json();
    String id = parent.getJsonObject("comment").getString("id");
    Map<String, String> form = form("Tomas", "An answer that stays in its form.");
    form.put("parentId", id);
    form.put("url", "not a link");

    Answer answer = send("site", form);

    assertEquals(422, answer.status());
    String html = answer.text();
    assertTrue(html.contains("<a href=\"#r-url\">Enter a web address"), html);
    assertTrue(html.contains("value=\"not a link\" aria-invalid=\"true\""), html);
    assertEquals(1, html.split("An answer that stays in its form", -1).length - 1, html);
  }

  @Test
  void post_attackInFields_staysTextOnThePage() {
    Map<String, String> form = form("\"><script>alert(1)</script>", "");
    form.put("email", "\" autofocus onfocus=alert(2) x=\"");
    form.put("opened", "\"><script>alert(3)</script>");

    String html = send("attack", form).text();

    assertFalse(html.contains("<script>"), html);
    assertFalse(html.contains("\" autofocus"), html);
  }

  @Test
  void post_longTextOfManyBytes_isTaken() {
    String body = "市場は素晴らしい。".repeat(500);

    Answer posted = send("long", form("Yuki", body));

    assertEquals(303, posted.status(), posted.text());
  }

  @Test
  void post_tooLongText_isRefusedAtTheField() {
    Answer answer = send("long", form("Yuki", "ab ".repeat(2_000)));

    assertEquals(422, answer.status());
    assertTrue(answer.text().contains("Shorten your comment to 5,000 characters"), answer.text());
  }

  @Test
  void post_honeypotOrHaste_isHeldForThatReason() {
    Map<String, String> trapped = form("Bot", "What a nice page about ferries.");
    trapped.put("trap", "x");
    Map<String, String> hasty = form("Bot", "What a nice page about markets.");
    hasty.put("opened", String.valueOf(System.currentTimeMillis()));

    String first = send("trap", trapped).header("Location").replaceFirst(".*#comment-", "");
    String second = send("trap", hasty).header("Location").replaceFirst(".*#comment-", "");

    assertTrue(signals(first).contains("HONEYPOT"));
    assertTrue(signals(second).contains("TIME_TRAP"));
  }

  @Test
  void post_bannedWord_isRefusedWithTheTextKept() {
    TestSite strict =
        parley.site(new JsonObject().put("bannedWords", new JsonArray().add("casino bonus")));

    Answer answer = send(strict, "a", form("Spammer", "Get your casino bonus today"));

    assertEquals(422, answer.status());
    assertTrue(answer.text().contains("<b>Your comment was not posted</b>"), answer.text());
    assertTrue(answer.text().contains("Get your casino bonus today</textarea>"), answer.text());
  }

  @Test
  void post_threadClosedMeanwhile_givesTheTextBack() {
    parley
        .administrator()
        .send(
            "PUT",
            site.path("/articles"),
            new JsonObject().put("key", "shut").put("state", "closed"));

    Answer answer = send("shut", form("Marta", "A remark that comes too late."));

    assertEquals(409, answer.status());
    assertTrue(answer.text().contains("<b>Comments are closed</b>"), answer.text());
    assertTrue(answer.text().contains("A remark that comes too late.</textarea>"), answer.text());
    assertFalse(answer.text().contains("<form"), answer.text());
  }

  @Test
  void post_fromAnotherOrigin_isForbidden() {
    Map<String, String> form = form("Marta", "Not from here, this remark.");

    assertEquals(403, send("other", form, "Origin", "https://evil.example").status());
    assertEquals(403, send("other", form, "Origin", "null").status());
    assertEquals(403, send("other", form, "Sec-Fetch-Site", "cross-site").status());
    assertEquals(
        403, send("other", form, "Sec-Fetch-Site", "same-site", "Origin", parley.url()).status());
    assertEquals(303, send("other", form, "Origin", parley.url()).status());
    assertEquals(1, site.thread("other").json().getJsonArray("comments").size());
  }

  @Test
  void post_json_isNotAForm() {
    Answer answer =
        parley.send(
            "POST",
            "/sites/" + site.slug() + "/thread?article=a",
            new JsonObject().put("body", "x"));

    assertEquals(415, answer.status());
    assertEquals("text/html; charset=utf-8", answer.header("Content-Type"));
  }

  @Test
  void post_tooMuch_isRefusedAsAPage() {
    Answer answer = send("much", form("Marta", "a".repeat(200_000)));

    assertEquals(413, answer.status());
    assertTrue(answer.text().contains("<h1>The request is too large</h1>"), answer.text());
  }

  @Test
  void post_unknownSite_isNotFound() {
    Answer answer =
        parley.send(
            "POST",
            "/sites/nobody/thread?article=a",
            "body=x".getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            "application/x-www-form-urlencoded");

    assertEquals(404, answer.status());
    assertTrue(answer.text().startsWith("<!DOCTYPE html>"), answer.text());
  }
}
