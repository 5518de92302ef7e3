package dev.parley.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What chat programs get, as a receiver of their place gets it. */
@Timeout(value = 45, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ChatWebhookTest {
  private static final String THREAT =
      "I will kill you. I know where you live and I will shoot you tonight.";
  private static TestParley parley;

  @AutoClose private final WebhookReceiver receiver = new WebhookReceiver();
  private final Desk desk = parley.administrator();
  private TestSite site;

  ChatWebhookTest() throws Exception {}

  @BeforeAll
  static void start() {
    parley =
        TestParley.start(
            Map.of(
                "webhooks.allowPrivate",
                "127.0.0.0/8",
                "demo",
                "false",
                "http.publicUrl",
                "https://talk.example"));
  }

  @AfterAll
  static void stop() {
    parley.close();
  }

  @BeforeEach
  void makeSite() {
    site = parley.site(new JsonObject().put("moderation", "all"));
  }

  private JsonObject hook(String format, String... events) {
    JsonObject request =
        new JsonObject()
            .put("url", receiver.url())
            .put("format", format)
            .put("events", new JsonArray(List.of(events)));
    Answer made = desk.send("POST", site.path("/webhooks"), request);
    assertEquals(201, made.status(), made::text);
    return made.json();
  }

  private String path(JsonObject webhook, String rest) {
    return site.path("/webhooks/" + webhook.getString("id") + rest);
  }

  private JsonObject post(String name, String body) {
    Answer posted = site.post("ferry", name, body);
    assertTrue(posted.status() < 300, posted::text);
    return posted.json();
  }

  private static String id(JsonObject receipt) {
    return receipt.getJsonObject("comment").getString("id");
  }

  private String caseOf(String id) {
    return "https://talk.example/console/?site=" + site.slug() + "&case=" + id;
  }

  private String name() {
    return "Site " + site.slug();
  }

  private JsonObject first() {
    return receiver.await(1).get(0).json();
  }

  /** The letters of a message in any of the formats. */
  private static String letters(JsonObject body) {
    if (body.containsKey("text")) {
      return body.getString("text");
    }
    return body.containsKey("content")
        ? body.getString("content")
        : blocks(body).stream()
            .map(block -> block.getString("text"))
            .collect(Collectors.joining("\n"));
  }

  private static JsonObject card(JsonObject body) {
    return body.getJsonArray("attachments").getJsonObject(0).getJsonObject("content");
  }

  private static List<JsonObject> blocks(JsonObject body) {
    return card(body).getJsonArray("body").stream().map(JsonObject.class::cast).toList();
  }

  @Test
  void slack_ofAHeldComment_isToldInOneTextWithALinkToTheCase() {
    hook("slack", "comment.held");
    String id = id(post("Ana & Bo", "The ferry leaves\n\nat **nine** on Sundays."));

    assertEquals(
        new JsonObject()
            .put(
                "text",
                "A comment by Ana &amp; Bo was held on "
                    + name()
                    + ": All wait.\n“The ferry leaves at nine on Sundays.”\n<"
                    + caseOf(id).replace("&", "&amp;")
                    + "|Open the case>"),
        first());
  }

  @Test
  void discord_ofAHeldComment_isToldInOneContentThatMentionsNobody() {
    hook("discord", "comment.held");
    String id = id(post("Ana", "The ferry leaves at nine."));

    assertEquals(
        new JsonObject()
            .put(
                "content",
                "A comment by Ana was held on "
                    + name()
                    + ": All wait.\n“The ferry leaves at nine.”\n[Open the case](<"
                    + caseOf(id)
                    + ">)")
            .put("allowed_mentions", new JsonObject().put("parse", new JsonArray())),
        first());
  }

  @Test
  void teams_ofAHeldComment_isToldInACardWithAButton() {
    hook("teams", "comment.held");
    String id = id(post("Ana", "The ferry leaves at nine."));
    JsonObject body = first();

    assertEquals("message", body.getString("type"));
    assertEquals(1, body.getJsonArray("attachments").size());
    assertEquals(
        "application/vnd.microsoft.card.adaptive",
        body.getJsonArray("attachments").getJsonObject(0).getString("contentType"));
    assertEquals("AdaptiveCard", card(body).getString("type"));
    assertEquals("1.4", card(body).getString("version"));
    assertEquals(
        List.of(
            "A comment by Ana was held on " + name() + ": All wait.",
            "“The ferry leaves at nine.”"),
        blocks(body).stream().map(block -> block.getString("text")).toList());
    assertTrue(blocks(body).stream().allMatch(one -> one.getString("type").equals("TextBlock")));
    assertEquals(
        new JsonObject()
            .put("type", "Action.OpenUrl")
            .put("title", "Open the case")
            .put("url", caseOf(id)),
        card(body).getJsonArray("actions").getJsonObject(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"slack", "discord", "teams"})
  void mentionsAndLinks_inNameAndText_comeOutHarmless(String format) {
    hook(format, "comment.held");
    JsonObject submission =
        site.submission(
            "ferry",
            "Eve",
            "<!here> @here <@U123> \\[click\\](https://evil.example) `x` {{DATE(now)}}"
                + " https://evil.example/a www.evil.example");
    submission
        .getJsonObject("author")
        .put("name", "<!channel> @everyone [gift](https://evil.example)");
    Answer posted = parley.send("POST", site.path("/comments"), submission);
    assertEquals(202, posted.status(), posted::text);
    String all = first().encode();
    String text = letters(first()).replace(site.slug(), "");

    assertTrue(text.contains("everyone"), text);
    assertTrue(text.contains("click"), text);
    assertFalse(text.contains("@everyone") || text.contains("@here"), text);
    assertFalse(text.contains("@U123"), text);
    assertFalse(all.contains("://evil"), all);
    assertFalse(text.contains("www.evil"), text);
    assertFalse(text.replace("\\]", "").contains("](https"), text);
    assertFalse(text.replace("\\<", "").contains("<!"), text);
    assertFalse(format.equals("teams") && text.contains("{{"), text);
    assertFalse(text.replace("\\`", "").contains("`"), text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"slack", "discord", "teams"})
  void threat_held_isToldByItsReasonAlone(String format) {
    hook(format, "comment.held");
    post("Mad Max", THREAT);
    JsonObject body = first();

    String first = letters(body).lines().findFirst().orElseThrow();
    assertEquals("A comment was held on " + name() + ": Threat.", first);
    for (String word : List.of("kill", "shoot", "tonight", "Mad Max")) {
      assertFalse(body.encode().contains(word), body.encode());
    }
    assertTrue(body.encode().contains("/console/?site="), body.encode());
  }

  @Test
  void comment_rejectedAsAThreat_isToldWithoutItsTextEverAfter() {
    hook("slack", "comment.held");
    String id = id(post("Ana", "Nobody but a person sees what these words mean."));
    assertTrue(letters(first()).contains("Nobody but a person"));
    desk.decide(site, id, 1, "reject", "hate-or-threats");
    desk.decide(site, id, 2, "reopen", null);

    String again = letters(receiver.await(2).get(1).json());
    assertTrue(again.startsWith("A comment was put back into the queue by a moderator on"), again);
    assertFalse(again.contains("Nobody") || again.contains("Ana"), again);
  }

  @Test
  void report_isToldByItsWordWithoutWhatTheReaderWrote() {
    hook("slack", "comment.reported");
    String id = id(post("Ana", "The pier is open again since Monday."));
    desk.decide(site, id, 1, "approve", null);
    parley.send(
        "POST",
        site.path("/comments/" + id + "/reports"),
        new JsonObject().put("reason", "abuse").put("detail", "My number is 555 0100."));

    String text = letters(first());
    assertTrue(
        text.startsWith("A comment by Ana was reported on " + name() + ": abuse.\n“The pier"),
        text);
    assertFalse(text.contains("555"), text);
  }

  @Test
  void otherEvents_areToldInAPlainSentenceOfNobody() {
    hook("discord");
    String id = id(post("Ana", "The pier is open again since Monday."));
    desk.decide(site, id, 1, "approve", null);
    desk.decide(site, id, 2, "spam", null);
    JsonObject ban = new JsonObject().put("kind", "domain").put("value", "x.example");
    desk.send("POST", site.path("/bans"), ban.put("reason", "spam"));
    receiver.await(7);

    List<String> sentences =
        receiver.messages().stream()
            .map(message -> letters(message.json()).lines().findFirst().orElseThrow())
            .map(line -> line.replace(" on " + name(), ""))
            .sorted()
            .toList();
    assertEquals(
        List.of(
            "A comment by Ana was held: All wait.",
            "A comment by Ana was marked as spam by a moderator.",
            "A comment was approved.",
            "A comment was written.",
            "A moderator decided on a comment: approve.",
            "A moderator decided on a comment: spam.",
            "Somebody was banned."),
        sentences);
    assertFalse(receiver.messages().toString().contains("x.example"), "no value of a ban");
    assertFalse(receiver.messages().toString().contains("ana@"), "nobody's address");
  }

  @Test
  void comment_deletedMeanwhile_isToldWithoutNameAndText() {
    receiver.answer(503);
    JsonObject hook = hook("slack", "comment.held");
    JsonObject receipt = post("Ana", "I take this back at once.");
    while (delivery(hook).getValue("responseStatus") == null) {
      Thread.onSpinWait();
    }
    parley.send(
        "DELETE",
        site.path("/comments/" + id(receipt)),
        (JsonObject) null,
        "Authorization",
        "Bearer " + receipt.getString("editToken"));
    receiver.answer(200);
    desk.send(
        "POST",
        path(hook, "/deliveries/" + delivery(hook).getString("id") + "/replay"),
        new JsonObject());

    assertEquals("A comment that is deleted now was held on " + name() + ".", letters(first()));
  }

  private JsonObject delivery(JsonObject hook) {
    JsonArray all = desk.get(path(hook, "/deliveries")).json().getJsonArray("deliveries");
    return all.isEmpty() ? new JsonObject() : all.getJsonObject(0);
  }

  @Test
  void format_ofAWebhook_isShownChangedAndRefusedWhenUnknown() {
    JsonObject made =
        desk.send("POST", site.path("/webhooks"), new JsonObject().put("url", receiver.url()))
            .json();
    assertEquals("standard", made.getString("format"));
    JsonObject unknown = new JsonObject().put("url", receiver.url()).put("format", "irc");
    for (Answer refused :
        List.of(
            desk.send("POST", site.path("/webhooks"), unknown),
            desk.send("PATCH", path(made, ""), new JsonObject().put("format", "Slack")),
            desk.send("PATCH", path(made, ""), new JsonObject().put("format", 3)),
            desk.send("PATCH", path(made, ""), new JsonObject().putNull("format")))) {
      assertEquals(422, refused.status(), refused::text);
      assertTrue(refused.text().contains("\"format\""), refused.text());
    }
    assertEquals(422, desk.send("PATCH", path(made, ""), new JsonObject()).status());

    Answer changed = desk.send("PATCH", path(made, ""), new JsonObject().put("format", "teams"));
    assertEquals("teams", changed.json().getString("format"));
    assertTrue(changed.json().getBoolean("enabled"));
    assertTrue(desk.get(site.path("/webhooks")).text().contains("\"format\":\"teams\""));
    desk.send("POST", path(made, "/test"), new JsonObject());
    assertEquals("Parley tries whether it can write here about " + name() + ".", letters(first()));
  }

  @Test
  void log_ofAChatsWebhook_saysItsHostAndNotTheAddressThatLetsWriteThere() {
    JsonObject made = hook("discord", "comment.held");
    desk.send("DELETE", path(made, ""), null);
    assertEquals(
        List.of("removed: discord at 127.0.0.1", "added: discord at 127.0.0.1"),
        desk.get(site.path("/decisions?action=webhook")).json().getJsonArray("decisions").stream()
            .map(row -> ((JsonObject) row).getString("note"))
            .toList());
  }

  @Test
  void line_ofALongText_hasOneLineAndAtMostSoManyCharacters() {
    String line = ChatText.line("@a\n" + "😀".repeat(300), 200);
    assertTrue(line.length() <= 200 && line.endsWith("😀…"), line);
    assertEquals(1, line.lines().count());
  }

  @Test
  void discord_atItsLongest_keepsBelowTheLimit() {
    String all = ChatText.line("*".repeat(300), 200);
    ChatMessage message =
        new ChatMessage(
            all.repeat(3),
            Optional.of(all),
            Optional.of(new ChatMessage.Link("Open", "https://a.example/" + "a".repeat(1_000))));
    String content = new DiscordFormat().body(message).getString("content");
    assertTrue(content.length() <= 2_000, content);
  }
}
