package dev.parley.posting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import dev.parley.database.Ids;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who is taken for the author of an e-mail address: Ann, and others who type it. */
class AuthorProofTest {
  private static final String HOME = "192.0.2.7";
  private static final String NEIGHBOUR = "192.0.2.99";
  private static final String PHONE = "2001:db8:5::1";
  private static final String ELSEWHERE = "198.51.100.20";
  private static final String FURTHER = "203.0.113.9";
  private static final String ADDRESS = "ann@readers.example";

  /** Nobody posts the same text twice here: copies have reasons of their own to be held. */
  private static final List<String> TEXTS =
      List.of(
          "The ferry to the island was on time today.",
          "Quay Street needs more lamps in winter.",
          "My street has a wonderful new bakery.",
          "The library closes too early on Fridays.",
          "A heron stands in the harbour every morning.",
          "The council should publish its minutes sooner.",
          "Bicycles and prams share that narrow bridge.",
          "Our school choir sang beautifully last night.");

  @AutoClose private static TestParley parley;
  private static Desk desk;

  private int texts;

  private final TestSite site = parley.site(new JsonObject().put("moderation", "first"));

  @BeforeAll
  static void start() {
    parley = TestParley.behindProxy();
    desk = parley.administrator();
  }

  private static JsonObject author(String name, String email) {
    return new JsonObject().put("name", name).put("email", email);
  }

  private static JsonArray proof(Answer earlier) {
    return new JsonArray()
        .add(
            new JsonObject()
                .put("comment", id(earlier))
                .put("editToken", earlier.json().getString("editToken")));
  }

  private Answer post(TestSite to, String from, JsonObject author, JsonArray proofs) {
    return post(to, from, author, proofs, TEXTS.get(texts++));
  }

  private static Answer post(
      TestSite to, String from, JsonObject author, JsonArray proofs, String body) {
    JsonObject submission =
        new JsonObject()
            .put("article", new JsonObject().put("key", "quay"))
            .put("author", author)
            .put("body", body)
            .put("proofs", proofs);
    return parley.send("POST", to.path("/comments"), submission, "X-Forwarded-For", from);
  }

  private Answer post(String from, JsonObject author, JsonArray proofs) {
    return post(site, from, author, proofs);
  }

  private Answer post(String from, JsonObject author) {
    return post(from, author, null);
  }

  private static String id(Answer posted) {
    return posted.json().getJsonObject("comment").getString("id");
  }

  private JsonObject caseOf(Answer posted) {
    return desk.get(site.path("/cases/" + id(posted))).json();
  }

  private String authorOf(Answer posted) {
    return caseOf(posted).getJsonObject("author").getString("id");
  }

  private JsonObject record(Answer posted) {
    return desk.get(site.path("/authors/" + authorOf(posted))).json();
  }

  private JsonObject signal(Answer posted, String reason) {
    return caseOf(posted).getJsonArray("signals").stream()
        .map(JsonObject.class::cast)
        .filter(signal -> signal.getString("reason").equals(reason))
        .findFirst()
        .orElse(null);
  }

  private boolean isUnproven(Answer posted) {
    return signal(posted, "UNPROVEN_AUTHOR") != null;
  }

  private Answer decided(Answer posted, String action) {
    JsonObject done = desk.decide(site, id(posted), 1, action, null);
    assertEquals("applied", done.getString("outcome"), done.encode());
    return posted;
  }

  /** Ann's first comment, which a moderator has approved. */
  private Answer ann() {
    return decided(post(HOME, author("Ann", ADDRESS)), "approve");
  }

  @Test
  void post_fromThePhoneWithTheTokenOfAnEarlierComment_isAnns() {
    Answer first = ann();

    Answer phone = post(PHONE, author("Ann", ADDRESS), proof(first));

    assertEquals(201, phone.status(), phone.text());
    assertEquals(authorOf(first), authorOf(phone));
    assertFalse(isUnproven(phone));
    assertEquals(201, post(ELSEWHERE, author("Ann K.", ADDRESS), proof(phone)).status());
  }

  @Test
  void post_fromTheSameNetworkWithoutToken_isAnns() {
    Answer first = ann();

    Answer again = post(NEIGHBOUR, author("Ann", ADDRESS));

    assertEquals(201, again.status(), again.text());
    assertEquals(authorOf(first), authorOf(again));
    assertFalse(isUnproven(again));
  }

  @Test
  void post_byAStrangerWithAnnsAddress_waitsAndLeavesHerRecordAlone() {
    Answer first = ann();
    JsonObject before = record(first);

    Answer stranger = post(ELSEWHERE, author("Bob as Ann", ADDRESS));

    assertEquals(202, stranger.status(), stranger.text());
    JsonObject signal = signal(stranger, "UNPROVEN_AUTHOR");
    assertEquals(
        "Claims to be Ann, who has 1 approved comment, without proof: the email address is theirs,"
            + " the browser and the network are not",
        signal.getString("message"));
    assertTrue(signal.getDouble("weight") > 0, signal.encode());
    assertEquals(before, record(first));

    decided(stranger, "spam");
    assertEquals(before, record(first));
    assertEquals(201, post(HOME, author("Ann", ADDRESS)).status());
  }

  @Test
  void post_byAStrangerApprovedOnce_isAKnownAuthorButNotAnn() {
    Answer first = ann();
    JsonObject before = record(first);
    Answer stranger = decided(post(ELSEWHERE, author("Ann", ADDRESS)), "approve");

    Answer again = post(ELSEWHERE, author("Ann", ADDRESS));
    Answer third = post(FURTHER, author("Ann", ADDRESS));

    assertEquals(201, again.status(), again.text());
    assertEquals(0.0, signal(again, "UNPROVEN_AUTHOR").getDouble("weight"));
    assertEquals(authorOf(stranger), authorOf(again));
    assertNotEquals(authorOf(first), authorOf(again));
    assertEquals(before, record(first));
    assertEquals(202, third.status(), third.text());
  }

  @Test
  void post_withATokenThatIsNotAnns_isNotAnns() {
    Answer first = ann();
    Answer own = post(ELSEWHERE, author("Bob", "bob@readers.example"));
    JsonArray guessed =
        new JsonArray()
            .add(new JsonObject().put("comment", id(first)).put("editToken", "guessed"))
            .add(
                new JsonObject()
                    .put("comment", id(first))
                    .put("editToken", own.json().getString("editToken")));

    Answer byGuess = post(ELSEWHERE, author("Ann", ADDRESS), guessed);
    Answer byOwn = post(ELSEWHERE, author("Ann", ADDRESS), proof(own));

    assertEquals(202, byGuess.status(), byGuess.text());
    assertEquals(202, byOwn.status(), byOwn.text());
    assertTrue(isUnproven(byGuess) && isUnproven(byOwn));
    assertNotEquals(authorOf(first), authorOf(byOwn));
  }

  @Test
  void post_withATokenOfAnotherSite_isNotAnns() {
    TestSite other = parley.site();
    Answer there = post(other, ELSEWHERE, author("Ann", ADDRESS), null);
    Answer first = ann();

    Answer stranger = post(ELSEWHERE, author("Ann", ADDRESS), proof(there));

    assertEquals(202, stranger.status(), stranger.text());
    assertNotEquals(authorOf(first), authorOf(stranger));
  }

  @Test
  void post_addressInCapitals_isTheSameAddress() {
    Answer first = ann();

    Answer home = post(HOME, author("Ann", "Ann@Readers.EXAMPLE"));
    Answer elsewhere = post(ELSEWHERE, author("Ann", "ANN@readers.example"));

    assertEquals(201, home.status(), home.text());
    assertEquals(authorOf(first), authorOf(home));
    assertEquals(202, elsewhere.status(), elsewhere.text());
    assertTrue(isUnproven(elsewhere));
  }

  @Test
  void post_addressWithOtherDots_isAnotherAddress() {
    Answer first = ann();

    Answer dotted = post(HOME, author("Ann", "a.nn@readers.example"));

    assertEquals(202, dotted.status(), dotted.text());
    assertFalse(isUnproven(dotted));
    assertNotEquals(authorOf(first), authorOf(dotted));
  }

  @Test
  void post_addressThatLooksLikeAKeyOfOurs_isAnAddressOfItsOwn() {
    Answer first = ann();
    Answer stranger = decided(post(ELSEWHERE, author("Ann", ADDRESS)), "approve");

    Answer crafted = post(FURTHER, author("Ann", "198.51.100.0/24/" + ADDRESS));

    assertEquals(202, crafted.status(), crafted.text());
    assertNotEquals(authorOf(stranger), authorOf(crafted));
    assertNotEquals(authorOf(first), authorOf(crafted));
  }

  @Test
  void post_annsNameWithoutAddress_isANewcomerOfThatName() {
    Answer first = ann();

    Answer elsewhere = post(ELSEWHERE, new JsonObject().put("name", "Ann"));
    Answer home = post(HOME, new JsonObject().put("name", "Ann"));

    assertEquals(202, elsewhere.status(), elsewhere.text());
    assertEquals(202, home.status(), home.text());
    assertFalse(isUnproven(elsewhere) || isUnproven(home));
    assertNotEquals(authorOf(first), authorOf(elsewhere));
    assertNotEquals(authorOf(first), authorOf(home));
  }

  @Test
  void post_annsNameWithoutAddressButWithHerToken_isAnns() {
    Answer first = ann();

    Answer again = post(PHONE, new JsonObject().put("name", "ann"), proof(first));

    assertEquals(201, again.status(), again.text());
    assertEquals(authorOf(first), authorOf(again));
    assertEquals("a…@readers.example", record(first).getJsonObject("author").getString("email"));
  }

  @Test
  void post_nameWithoutAddressFromElsewhere_isKnownByItsToken() {
    JsonObject tom = new JsonObject().put("name", "Tom");
    Answer first = decided(post(HOME, tom), "approve");

    assertEquals(201, post(HOME, tom).status());
    assertEquals(202, post(PHONE, tom).status());
    Answer proven = post(PHONE, tom, proof(first));
    assertEquals(201, proven.status(), proven.text());
    assertEquals(authorOf(first), authorOf(proven));
  }

  @Test
  void post_byAnnsBrotherInHerBrowser_isHisOwn() {
    Answer first = ann();

    Answer brother = post(HOME, author("Ben", "ben@readers.example"), proof(first));

    assertEquals(202, brother.status(), brother.text());
    assertFalse(isUnproven(brother));
    assertNotEquals(authorOf(first), authorOf(brother));
  }

  @Test
  void post_secondFromElsewhereWhileNothingIsApproved_claimsNobodysGoodName() {
    post(HOME, author("Ann", ADDRESS));

    Answer phone = post(PHONE, author("Ann", ADDRESS));

    assertEquals(202, phone.status(), phone.text());
    assertFalse(isUnproven(phone));
  }

  @Test
  void post_withALinkByAStranger_isHeldWhereAnnsIsNot() {
    TestSite open = parley.site();
    String text = "The timetable is at https://ferries.example/winter for all who asked.";
    Answer first = post(open, HOME, author("Ann", ADDRESS), null);
    assertEquals(201, first.status(), first.text());

    Answer stranger = post(open, ELSEWHERE, author("Ann", ADDRESS), null, text);
    Answer own = post(open, PHONE, author("Ann", ADDRESS), proof(first), text.replace("all", "us"));

    assertEquals(202, stranger.status(), stranger.text());
    assertEquals(201, own.status(), own.text());
  }

  @Test
  void edit_byAStranger_isStillAStrangers() {
    TestSite open = parley.site();
    post(open, HOME, author("Ann", ADDRESS), null);
    Answer stranger = post(open, ELSEWHERE, author("Ann", ADDRESS), null);
    assertEquals(201, stranger.status(), stranger.text());

    Answer edited =
        parley.send(
            "PATCH",
            open.path("/comments/" + id(stranger)),
            new JsonObject().put("body", "The timetable is at https://ferries.example/winter now."),
            "Authorization",
            "Bearer " + stranger.json().getString("editToken"),
            "X-Forwarded-For",
            ELSEWHERE);

    assertEquals("pending", edited.json().getString("status"), edited.text());
  }

  @Test
  void ban_ofAnn_bindsWhoeverGivesHerAddress() {
    Answer first = ann();
    ban("author", authorOf(first));

    Answer elsewhere = post(ELSEWHERE, author("Ann", ADDRESS));

    assertEquals(403, elsewhere.status(), elsewhere.text());
    assertEquals(403, post(HOME, author("Ann", ADDRESS)).status());
    assertEquals(202, post(ELSEWHERE, author("Eve", "eve@readers.example")).status());
  }

  @Test
  void ban_ofAStrangerWithAnnsAddress_doesNotBindAnn() {
    Answer first = ann();
    ban("author", authorOf(post(ELSEWHERE, author("Ann", ADDRESS))));

    assertEquals(403, post(ELSEWHERE, author("Ann", ADDRESS)).status());
    assertEquals(201, post(PHONE, author("Ann", ADDRESS), proof(first)).status());
  }

  private void ban(String kind, String value) {
    Answer banned =
        desk.send(
            "POST",
            site.path("/bans"),
            new JsonObject().put("kind", kind).put("value", value).put("reason", "spam"));
    assertTrue(banned.status() < 300, banned.text());
  }

  @Test
  void post_addressOfWhoWasRejected_isRememberedElsewhere() {
    decided(post(HOME, author("Max", "max@readers.example")), "spam");

    Answer elsewhere = post(ELSEWHERE, author("Max", "max@readers.example"));

    JsonObject signal = signal(elsewhere, "AUTHOR_REJECTED_BEFORE");
    assertEquals("1 rejected, 0 approved before, with the same email address", message(signal));
    assertFalse(isUnproven(elsewhere));
  }

  @Test
  void post_addressThatAStrangerHasSpammedWith_isRememberedButNotAgainstAnn() {
    Answer first = ann();
    decided(post(ELSEWHERE, author("Ann", ADDRESS)), "spam");

    Answer further = post(FURTHER, author("Ann", ADDRESS));
    Answer own = post(PHONE, author("Ann", ADDRESS), proof(first));

    assertEquals(
        "1 rejected, 0 approved before, with the same email address",
        message(signal(further, "AUTHOR_REJECTED_BEFORE")));
    assertEquals(201, own.status(), own.text());
    assertEquals(null, signal(own, "AUTHOR_REJECTED_BEFORE"));
  }

  @Test
  void post_addressOfARegularWithOneRejection_isNoBadHistory() {
    Answer first = ann();
    assertEquals(201, post(HOME, author("Ann", ADDRESS)).status());
    decided(post(HOME, author("Ann", ADDRESS)), "reject");

    Answer elsewhere = post(ELSEWHERE, author("Ann", ADDRESS));

    assertEquals(1, record(first).getJsonObject("author").getInteger("rejected"));
    assertTrue(isUnproven(elsewhere));
    assertEquals(null, signal(elsewhere, "AUTHOR_REJECTED_BEFORE"));
  }

  private static String message(JsonObject signal) {
    return signal == null ? "no signal" : signal.getString("message");
  }

  @Test
  void post_fromANetworkAnnUsedLately_isAnns() {
    Answer first = ann();
    age(first, Duration.ofDays(89));

    assertEquals(201, post(HOME, author("Ann", ADDRESS)).status());
  }

  @Test
  void post_fromANetworkAnnLeftLongAgo_needsAProof() {
    Answer first = ann();
    UUID aged = age(first, Duration.ofDays(91));
    JsonArray token = proof(first);
    token.getJsonObject(0).put("comment", aged.toString());

    Answer bare = post(HOME, author("Ann", ADDRESS));
    Answer proven = post(HOME, author("Ann", ADDRESS), token);

    assertEquals(202, bare.status(), bare.text());
    assertTrue(isUnproven(bare));
    assertEquals(201, proven.status(), proven.text());
  }

  private static UUID age(Answer posted, Duration by) {
    UUID id = UUID.fromString(id(posted));
    Instant at = Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    UUID aged =
        new UUID(Ids.earliest(at.minus(by)).getMostSignificantBits(), id.getLeastSignificantBits());
    parley.change("update comment set id = $2, root_id = $2 where id = $1", id, aged);
    return aged;
  }

  @Test
  void search_byAddress_findsAnnAndWhoeverGaveHerAddress() {
    Answer first = ann();
    Answer stranger = post(ELSEWHERE, author("Ann", ADDRESS));

    JsonObject pending = desk.get(site.path("/cases?queue=pending&q=" + ADDRESS)).json();
    JsonObject approved = desk.get(site.path("/cases?queue=approved&q=" + ADDRESS)).json();

    assertEquals(List.of(id(stranger)), ids(pending));
    assertEquals(List.of(id(first)), ids(approved));
  }

  private static List<String> ids(JsonObject page) {
    return page.getJsonArray("cases").stream()
        .map(one -> ((JsonObject) one).getString("id"))
        .toList();
  }

  @Test
  void post_proofsOfAnotherShape_areRefusedByName() {
    Answer noList = submit(new JsonObject().put("proofs", "token"));
    Answer noId =
        submit(
            new JsonObject()
                .put(
                    "proofs",
                    new JsonArray()
                        .add(new JsonObject().put("comment", "7").put("editToken", "x"))));
    Answer none = submit(new JsonObject().put("proofs", new JsonArray()));

    assertEquals(422, noList.status());
    assertTrue(noId.text().contains("proofs[0].comment"), noId.text());
    assertEquals(202, none.status(), none.text());
  }

  private Answer submit(JsonObject more) {
    return site.post(site.submission("shape", "Ines", TEXTS.get(0)).mergeIn(more));
  }
}
