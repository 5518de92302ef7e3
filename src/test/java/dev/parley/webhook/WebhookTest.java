package dev.parley.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestClock;
import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import dev.parley.webhook.WebhookReceiver.Message;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two nodes on a database of their own, with one clock that the tests move. */
@Timeout(value = 45, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WebhookTest {
  private static final TestClock CLOCK = new TestClock();
  private static TestParley parley;
  private static TestParley other;

  @AutoClose private final WebhookReceiver receiver = new WebhookReceiver();
  private final Desk desk = parley.administrator();
  private TestSite site;

  WebhookTest() throws Exception {}

  @BeforeAll
  static void startNodes() {
    Map<String, String> settings = Map.of("webhooks.allowPrivate", "127.0.0.0/8", "demo", "false");
    parley = TestParley.start(settings, CLOCK);
    Map<String, String> same = new HashMap<>(settings);
    same.put("database.url", parley.service().databaseUrl());
    other = TestParley.start(same, CLOCK);
  }

  @AfterAll
  static void stopNodes() {
    other.close();
    parley.close();
  }

  @BeforeEach
  void makeSite() {
    site = parley.site(new JsonObject().put("moderation", "none"));
  }

  private JsonObject hook(String... events) {
    JsonObject request =
        new JsonObject().put("url", receiver.url()).put("events", new JsonArray(List.of(events)));
    Answer made = desk.send("POST", site.path("/webhooks"), request);
    assertEquals(201, made.status(), made::text);
    return made.json();
  }

  private String path(JsonObject webhook, String rest) {
    return site.path("/webhooks/" + webhook.getString("id") + rest);
  }

  private JsonObject state(JsonObject webhook) {
    return desk.get(site.path("/webhooks")).json().getJsonArray("webhooks").stream()
        .map(JsonObject.class::cast)
        .filter(one -> one.getString("id").equals(webhook.getString("id")))
        .findFirst()
        .orElseThrow();
  }

  private List<JsonObject> deliveries(JsonObject webhook) {
    return desk
        .get(path(webhook, "/deliveries?limit=100"))
        .json()
        .getJsonArray("deliveries")
        .stream()
        .map(JsonObject.class::cast)
        .toList();
  }

  /**
   * Waits until nothing more is sent unless time passes, and answers the deliveries. To a webhook
   * that is off nothing is sent, however long it has been due.
   */
  private List<JsonObject> settled(JsonObject webhook, int count) {
    List<JsonObject> now = deliveries(webhook);
    // Whoever is switched off is told of nothing more.
    while ((now.size() < count || anyDue(now)) && state(webhook).getBoolean("enabled")) {
      now = deliveries(webhook);
    }
    return now;
  }

  /** Of a comment's events the earliest alone: the others wait for it. */
  private static boolean anyDue(List<JsonObject> latestFirst) {
    Map<String, JsonObject> earliest = new HashMap<>();
    latestFirst.stream()
        .filter(one -> one.getString("status").equals("waiting"))
        .forEach(one -> earliest.put(one.getString("comment", one.getString("id")), one));
    return earliest.values().stream().anyMatch(WebhookTest::isDue);
  }

  /** Due now, or under way. */
  private static boolean isDue(JsonObject delivery) {
    return !Instant.parse(delivery.getString("nextAttemptAt")).isAfter(CLOCK.instant())
        || delivery.getInteger("attempts") > 0 && delivery.getValue("response") == null;
  }

  private JsonObject post(String name, String body) {
    Answer posted = site.post("ferry", name, body);
    assertTrue(posted.status() < 300, posted::text);
    return posted.json();
  }

  private static String id(JsonObject receipt) {
    return receipt.getJsonObject("comment").getString("id");
  }

  private Answer asAuthor(String method, JsonObject receipt, JsonObject body) {
    return parley.send(
        method,
        site.path("/comments/" + id(receipt)),
        body,
        "Authorization",
        "Bearer " + receipt.getString("editToken"));
  }

  @Test
  void newComment_isToldSignedWithTheCommentOfTheApi() throws Exception {
    JsonObject webhook = hook();
    JsonObject receipt = post("Ana", "The ferry leaves at nine on Sundays.");
    List<Message> messages = receiver.await(2);

    assertEquals(List.of("comment.created", "comment.approved"), receiver.types());
    for (Message message : messages) {
      assertEquals(
          message.signedWith(webhook.getString("secret")),
          message.headers().get("webhook-signature"));
      assertEquals("application/json", message.headers().get("content-type"));
      assertEquals(message.id(), message.json().getString("id"));
    }
    JsonObject told = messages.get(0).json();
    JsonObject comment = told.getJsonObject("data").getJsonObject("comment");
    assertEquals(site.slug(), told.getString("site"));
    assertEquals(receipt.getJsonObject("comment").getString("html"), comment.getString("html"));
    assertEquals("approved", comment.getString("status"));
    assertEquals("ferry", told.getJsonObject("data").getJsonObject("article").getString("key"));
    assertFalse(messages.toString().contains("ana@"), "nobody's address leaves");
    assertFalse(messages.toString().contains("127.0.0.1/"), "nobody's network leaves");
  }

  @Test
  void act_ofEveryKind_isToldAsItsEvent() {
    hook();
    JsonObject one = post("Bea", "The pier is open again since Monday.");
    asAuthor("PATCH", one, new JsonObject().put("body", "The pier is open again since Tuesday."));
    parley.send(
        "POST",
        site.path("/comments/" + id(one) + "/reports"),
        new JsonObject().put("reason", "spam"));
    desk.decide(site, id(one), 2, "reject", "off topic");
    desk.decide(site, id(one), 3, "spam", null);
    desk.decide(site, id(one), 4, "reopen", null);
    asAuthor("DELETE", one, null);
    JsonObject ban = new JsonObject().put("kind", "domain").put("value", "x.example");
    desk.send("POST", site.path("/bans"), ban.put("reason", "spam"));
    receiver.await(12);

    assertEquals(
        Map.ofEntries(
            Map.entry("comment.created", 1L),
            Map.entry("comment.approved", 1L),
            Map.entry("comment.edited", 1L),
            Map.entry("comment.reported", 1L),
            Map.entry("decision.made", 3L),
            Map.entry("comment.rejected", 1L),
            Map.entry("comment.spam", 1L),
            Map.entry("comment.held", 1L),
            Map.entry("comment.deleted", 1L),
            Map.entry("ban.created", 1L)),
        receiver.types().stream()
            .collect(Collectors.groupingBy(type -> type, Collectors.counting())));
    JsonObject decision =
        receiver.messages().stream()
            .filter(message -> message.type().equals("decision.made"))
            .findFirst()
            .orElseThrow()
            .json()
            .getJsonObject("data")
            .getJsonObject("decision");
    assertEquals("reject", decision.getString("action"));
    assertEquals("off topic", decision.getString("reason"));
    assertEquals("approved", decision.getString("from"));
    assertTrue(decision.getJsonObject("by").containsKey("name"));
  }

  @Test
  void webhook_ofSomeEvents_isToldOfThoseAlone() {
    hook("comment.deleted");
    JsonObject one = post("Cem", "The lighthouse is closed for the winter.");
    asAuthor("DELETE", one, null);
    receiver.await(1);
    desk.send("POST", path(hookNamed("comment.deleted"), "/test"), new JsonObject());
    receiver.await(2);
    assertEquals(List.of("comment.deleted", "webhook.test"), receiver.types());
  }

  private JsonObject hookNamed(String event) {
    return desk.get(site.path("/webhooks")).json().getJsonArray("webhooks").stream()
        .map(JsonObject.class::cast)
        .filter(one -> one.getJsonArray("events").contains(event))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void receiver_downForAnHour_isThenToldOfEverythingOnceAndInOrder() {
    JsonObject webhook = hook();
    receiver.answer(503);
    List<JsonObject> receipts = new ArrayList<>();
    for (String text :
        List.of(
            "The early boat was late by some minutes today.",
            "I miss the old timetable on the wall of the station.",
            "My aunt sells honey at the landing every Thursday.",
            "Who repairs the lamp above the stairs to the beach?")) {
      JsonObject one = post("Dag " + receipts.size(), text);
      JsonObject longer = new JsonObject().put("body", text + " It has been like that all year.");
      assertEquals(200, asAuthor("PATCH", one, longer).status());
      receipts.add(one);
    }
    desk.decide(site, id(receipts.get(0)), 2, "reject", null);
    int events = 4 * 3 + 2;
    settled(webhook, events);
    for (int minutes = 0; minutes < 60; minutes += 10) {
      CLOCK.pass(Duration.ofMinutes(10));
      settled(webhook, events);
    }
    assertTrue(state(webhook).containsKey("failingSince"));
    assertTrue(
        deliveries(webhook).stream().allMatch(one -> one.getString("status").equals("waiting")));

    receiver.answer(200);
    while (deliveries(webhook).stream()
        .anyMatch(one -> !one.getString("status").equals("delivered"))) {
      CLOCK.pass(Duration.ofMinutes(10));
      settled(webhook, events);
    }

    List<Message> messages = receiver.messages();
    assertEquals(events, messages.size());
    assertEquals(events, messages.stream().map(Message::id).collect(Collectors.toSet()).size());
    for (JsonObject receipt : receipts) {
      List<String> types =
          messages.stream()
              .filter(message -> message.comment().equals(id(receipt)))
              .map(Message::type)
              .toList();
      List<String> order = List.of("comment.created", "comment.approved", "comment.edited");
      assertEquals(order, types.subList(0, 3));
    }
    assertFalse(state(webhook).containsKey("failingSince"));
    JsonObject last = deliveries(webhook).get(0);
    assertEquals(200, last.getInteger("responseStatus"));
    assertEquals("thanks", last.getString("response"));
  }

  @Test
  void webhook_failingForThreeDays_isOffAndSaysSo() {
    JsonObject webhook = hook("comment.created");
    receiver.answer(500);
    post("Eva", "The market is on the square this week.");
    settled(webhook, 1);
    while (state(webhook).getBoolean("enabled")) {
      CLOCK.pass(Duration.ofHours(5));
      settled(webhook, 1);
      if (deliveries(webhook).get(0).getString("status").equals("given-up")) {
        post("Eva", "The market is on the square until " + CLOCK.instant() + ".");
        settled(webhook, 2);
      }
    }
    assertEquals("It failed for three days", state(webhook).getString("offReason"));
    JsonObject first = deliveries(webhook).get(deliveries(webhook).size() - 1);
    assertEquals("given-up", first.getString("status"));
    assertTrue(first.getInteger("attempts") > 12, first::encode);
    assertEquals("not now", first.getString("response"));

    receiver.answer(200);
    desk.send("PATCH", path(webhook, ""), new JsonObject().put("enabled", true));
    post("Eva", "The market is back at the harbour.");
    CLOCK.pass(Duration.ofHours(8));
    receiver.await(1);
    assertFalse(state(webhook).containsKey("offReason"));
  }

  @Test
  void webhook_thatIsGone_isOffAtOnce() {
    JsonObject webhook = hook();
    receiver.answer(410);
    desk.send("POST", path(webhook, "/test"), new JsonObject());
    while (state(webhook).getBoolean("enabled")) {
      Thread.onSpinWait();
    }
    assertEquals("It answered that it is gone (410)", state(webhook).getString("offReason"));
  }

  @Test
  void webhook_thatRedirects_isNotFollowed() {
    JsonObject webhook = hook();
    receiver.answer(302);
    desk.send("POST", path(webhook, "/test"), new JsonObject());
    JsonObject tried = settled(webhook, 1).get(0);
    assertEquals(302, tried.getInteger("responseStatus"));
    assertEquals(
        "Redirects are not followed. Name the address itself.", tried.getString("response"));
    assertEquals(1, tried.getInteger("attempts"));
  }

  @Test
  void secret_whileReplaced_signsBesideTheNewOneForADay() throws Exception {
    JsonObject webhook = hook();
    Answer replaced = desk.send("POST", path(webhook, "/secret"), new JsonObject());
    String before = webhook.getString("secret");
    String after = replaced.json().getString("secret");
    assertNotEquals(before, after);
    desk.send("POST", path(webhook, "/test"), new JsonObject());
    Message both = receiver.await(1).get(0);
    assertEquals(
        both.signedWith(after) + " " + both.signedWith(before),
        both.headers().get("webhook-signature"));

    CLOCK.pass(Duration.ofHours(24));
    desk.send("POST", path(webhook, "/test"), new JsonObject());
    Message one = receiver.await(2).get(1);
    assertEquals(one.signedWith(after), one.headers().get("webhook-signature"));
    assertFalse(desk.get(site.path("/webhooks")).text().contains("whsec_"));
  }

  @Test
  void replay_ofADelivery_sendsItOnceMoreUnderItsId() {
    JsonObject webhook = hook();
    Answer begun = desk.send("POST", path(webhook, "/test"), new JsonObject());
    assertEquals(202, begun.status());
    String id = begun.json().getString("id");
    receiver.await(1);
    settled(webhook, 1);
    String replay = path(webhook, "/deliveries/" + id + "/replay");
    assertEquals(202, desk.send("POST", replay, new JsonObject()).status());
    assertEquals(
        Set.of(id), receiver.await(2).stream().map(Message::id).collect(Collectors.toSet()));
    String unknown = path(webhook, "/deliveries/" + UUID.randomUUID() + "/replay");
    assertEquals(404, desk.send("POST", unknown, new JsonObject()).status());
  }

  @Test
  void import_isToldToNobody() {
    hook();
    String archive =
        "{\"version\":1,\"users\":[],\"posts\":[]}\n"
            + "{\"id\":\"a\",\"pid\":\"\",\"text\":\"<p>Old</p>\",\"orig\":\"Old\",\"user\":"
            + "{\"name\":\"Fay\",\"id\":\"github_1\"},\"locator\":{\"site\":\"s\",\"url\":"
            + "\"https://quay.example/a\"},\"score\":0,\"time\":\"2020-01-02T03:04:05Z\"}\n";
    String form =
        "--x\r\nContent-Disposition: form-data; name=\"from\"\r\n\r\nremark42\r\n"
            + "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n"
            + archive
            + "\r\n--x--\r\n";
    Answer begun =
        parley.send(
            "POST",
            site.path("/imports"),
            form.getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            "multipart/form-data; boundary=x",
            "Cookie",
            desk.cookie());
    assertEquals(202, begun.status(), begun::text);
    String state = site.path("/imports/" + begun.json().getString("id"));
    while ("running".equals(desk.get(state).json().getString("state"))) {
      Thread.onSpinWait();
    }
    assertEquals(1, desk.get(state).json().getInteger("stored"));
    post("Gil", "The first comment after the old ones came.");
    receiver.await(2);
    assertEquals(List.of("comment.created", "comment.approved"), receiver.types());
  }

  @Test
  void webhooks_ofAllSites_areListedAndMadeInOnePlace() {
    JsonObject request = new JsonObject().put("site", site.slug()).put("url", receiver.url());
    Answer made = desk.send("POST", "/api/v1/webhooks", request);
    assertEquals(201, made.status(), made::text);
    assertTrue(desk.get("/api/v1/webhooks").text().contains(made.json().getString("id")));
    assertEquals(204, desk.send("DELETE", path(made.json(), ""), null).status());
    assertFalse(desk.get("/api/v1/webhooks").text().contains(made.json().getString("id")));
    assertEquals(
        List.of("removed: " + receiver.url(), "added: " + receiver.url()),
        desk.get(site.path("/decisions?action=webhook")).json().getJsonArray("decisions").stream()
            .map(row -> ((JsonObject) row).getString("note"))
            .toList());
  }

  @Test
  void webhooks_ofAModerator_areRefused() {
    Desk moderator = parley.moderator(site, "Hal");
    assertEquals(403, moderator.get(site.path("/webhooks")).status());
    assertEquals(403, moderator.get("/api/v1/webhooks").status());
  }

  @Test
  void webhook_unknownOrWrong_isRefusedWithWords() {
    assertEquals(
        404, desk.get(site.path("/webhooks/" + UUID.randomUUID() + "/deliveries")).status());
    JsonObject wrong =
        new JsonObject().put("url", receiver.url()).put("events", new JsonArray().add("comment.x"));
    assertEquals(422, desk.send("POST", site.path("/webhooks"), wrong).status());
    JsonObject misspelt = new JsonObject().put("url", receiver.url()).put("event", "x");
    assertEquals(422, desk.send("POST", site.path("/webhooks"), misspelt).status());
  }
}
