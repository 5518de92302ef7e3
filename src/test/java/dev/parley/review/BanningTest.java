package dev.parley.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import io.vertx.core.json.JsonObject;
import java.text.Normalizer;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bans reach whom they are meant for, and take along what waits. */
class BanningTest {
  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site(new JsonObject(), "https://news.harbour.example");
  private final Desk ana = parley.moderator(site, "Ana");

  private static JsonObject ban(String kind, String value) {
    return new JsonObject().put("kind", kind).put("value", value).put("reason", "Advertising");
  }

  private Answer send(JsonObject ban) {
    return ana.send("POST", site.path("/bans"), ban);
  }

  @ParameterizedTest
  @ValueSource(strings = {"co.uk", "com.au", "github.io", "blogspot.com", "org.br"})
  void ban_ofADomainThatBelongsToNobody_isRefusedEvenWhenConfirmed(String domain) {
    Answer refused = send(ban("domain", domain).put("confirm", domain));

    assertEquals(422, refused.status(), refused.text());
    assertEquals(
        "value", refused.json().getJsonArray("errors").getJsonObject(0).getString("field"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gmail.com",
        "yahoo.co.uk",
        "GMX.de",
        "web.de",
        "youtube.com",
        "wordpress.com",
        "docs.google.com",
        "harbour.example",
        "ｇmail.com"
      })
  void ban_ofADomainManyUse_isTakenOnceItIsTypedAgain(String domain) {
    Answer refused = send(ban("domain", domain));
    assertEquals(422, refused.status());
    assertEquals(
        "confirm", refused.json().getJsonArray("errors").getJsonObject(0).getString("field"));
    Answer told = send(ban("domain", domain).put("dryRun", true));
    assertTrue(
        Normalizer.normalize(domain, Normalizer.Form.NFKC)
            .equalsIgnoreCase(told.json().getString("confirm")));
    assertEquals(422, send(ban("domain", domain).put("confirm", "another.example")).status());

    assertEquals(
        201, send(ban("domain", domain).put("confirm", told.json().getString("confirm"))).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"*@gmail.com", "@gmail.com", "gmail.com", "a b@x.example", "a@b@c"})
  void ban_ofAnEmailThatIsNobodys_isRefused(String email) {
    Answer refused = send(ban("email", email).put("confirm", email));

    assertEquals(422, refused.status(), refused.text());
  }

  @Test
  void ban_ofAnOrdinaryDomainOrAddress_needsNoConfirmation() {
    for (String domain : List.of("cheap-watches.example", "someone.github.io", "watches.co.uk")) {
      assertEquals(201, send(ban("domain", domain)).status(), domain);
    }
    assertEquals(201, send(ban("email", "one.person@gmail.com")).status());
    assertEquals(201, send(ban("ip", "198.51.100.0/24")).status());
  }

  @Test
  void ban_ofAWideNetwork_isConfirmedOrRefused() {
    assertEquals(422, send(ban("ip", "198.0.0.0/8")).status());
    assertEquals(201, send(ban("ip", "198.0.0.0/8").put("confirm", "198.0.0.0/8")).status());
    assertEquals(422, send(ban("ip", "0.0.0.0/0").put("confirm", "0.0.0.0/0")).status());
  }

  @Test
  void ban_withWaitingRejected_rejectsThemAndItsLiftingBringsThemBack() {
    String first = held("a");
    held("b");
    JsonObject author = ana.get(site.path("/cases/" + first)).json().getJsonObject("author");
    JsonObject wanted = ban("author", author.getString("id"));
    assertEquals(2, send(wanted.copy().put("dryRun", true)).json().getInteger("waiting"));

    Answer banned = send(wanted.put("waiting", "reject"));

    assertEquals(201, banned.status());
    assertEquals(2, banned.json().getInteger("decided"));
    assertEquals("rejected", status(first));
    assertEquals(0, waiting());
    List<String> log =
        ana.get(site.path("/decisions")).json().getJsonArray("decisions").stream()
            .map(one -> ((JsonObject) one).getString("action"))
            .collect(Collectors.toList());
    assertEquals(List.of("reject", "reject", "ban"), log.subList(0, 3));

    assertEquals(
        204,
        ana.send("DELETE", site.path("/bans/" + banned.json().getString("id")), null).status());
    assertEquals("pending", status(first));
    assertEquals(2, waiting());
  }

  @Test
  void ban_withoutAWordOnWaiting_leavesThemWaiting() {
    String first = held("c");
    String author =
        ana.get(site.path("/cases/" + first)).json().getJsonObject("author").getString("id");

    assertEquals(0, send(ban("author", author)).json().getInteger("decided"));

    assertEquals("pending", status(first));
  }

  @Test
  void lifting_afterSomeoneDecidedSince_leavesThatDecision() {
    String first = held("d");
    String author =
        ana.get(site.path("/cases/" + first)).json().getJsonObject("author").getString("id");
    JsonObject banned = send(ban("author", author).put("waiting", "spam")).json();
    int version = ana.get(site.path("/cases/" + first)).json().getInteger("version");
    ana.decide(site, first, version, "approve", null);

    ana.send("DELETE", site.path("/bans/" + banned.getString("id")), null);

    assertEquals("approved", status(first));
  }

  @Test
  void email_ofAnAuthor_isMaskedUntilItIsAskedForWhichIsLogged() {
    String id = held("e");
    JsonObject author = ana.get(site.path("/cases/" + id)).json().getJsonObject("author");
    assertEquals("d…@readers.example", author.getString("email"));
    String page = ana.get(site.path("/cases")).text() + ana.get(site.path("/cases/" + id)).text();
    String known = ana.get(site.path("/authors/" + author.getString("id"))).text();
    assertFalse((page + known).contains("derek@readers.example"));

    for (JsonObject asked :
        List.of(
            new JsonObject().put("author", author.getString("id")),
            new JsonObject().put("case", id))) {
      Answer shown = ana.send("POST", site.path("/email-views"), asked);
      assertEquals("derek@readers.example", shown.json().getString("email"));
    }

    assertEquals(
        2,
        ana.get(site.path("/decisions?action=email-view")).json().getJsonArray("decisions").size());
    assertEquals(422, ana.send("POST", site.path("/email-views"), new JsonObject()).status());
    Answer banned =
        send(
            new JsonObject()
                .put("kind", "email")
                .put("author", author.getString("id"))
                .put("reason", "Insults"));
    assertEquals(201, banned.status());
    assertEquals(403, site.post("e", "Derek", "A calm word.").status());
  }

  @Test
  void ban_ofAnEmailAddress_isListedMaskedUntilTheAddressIsAskedFor() {
    Answer banned = send(ban("email", "Mona@readers.example"));
    String all = ana.get(site.path("/bans")).text();

    for (String told : List.of(banned.text(), all)) {
      assertTrue(told.contains("m…@readers.example"), told);
      assertFalse(told.contains("mona@readers.example"), told);
    }
    JsonObject asked = new JsonObject().put("ban", banned.json().getString("id"));
    Answer shown = ana.send("POST", site.path("/email-views"), asked);
    assertEquals("mona@readers.example", shown.json().getString("email"));
    JsonObject entry =
        ana.get(site.path("/decisions?action=email-view"))
            .json()
            .getJsonArray("decisions")
            .getJsonObject(0);
    assertEquals("ban m…@readers.example", entry.getString("note"));
    String ofAnother = parley.site().path("/email-views");
    assertEquals(404, parley.administrator().send("POST", ofAnother, asked).status());
    assertEquals(403, site.post("g", "Mona", "A calm word.").status());
    JsonObject network = send(ban("ip", "203.0.113.0/24")).json();
    assertEquals("203.0.113.0/24", network.getString("value"));
    asked.put("ban", network.getString("id"));
    assertEquals(404, ana.send("POST", site.path("/email-views"), asked).status());
  }

  @Test
  void reported_oldComment_waitsSinceItsReport() {
    JsonObject receipt = site.post("f", "Lotte", "Most summer passengers do not.").json();
    String id = receipt.getJsonObject("comment").getString("id");
    parley.send(
        "POST", site.path("/comments/" + id + "/reports"), new JsonObject().put("reason", "spam"));

    JsonObject one = ana.get(site.path("/cases/" + id)).json();

    String written = one.getJsonObject("comment").getString("createdAt");
    String since = one.getString("waitingSince");
    assertTrue(since.compareTo(written) > 0, since + " after " + written);
    assertEquals(
        since, ana.get(site.path("/queues")).json().getJsonObject("reported").getString("oldest"));
    ana.decide(site, id, 1, "approve", null);
    assertNull(ana.get(site.path("/queues")).json().getJsonObject("reported").getString("oldest"));
  }

  private String held(String article) {
    JsonObject receipt =
        site.post(article, "Derek", "Only a moron would believe " + article + ".").json();
    assertEquals("pending", receipt.getString("status"));
    return receipt.getJsonObject("comment").getString("id");
  }

  private String status(String id) {
    return ana.get(site.path("/cases/" + id)).json().getString("status");
  }

  private int waiting() {
    return ana.get(site.path("/queues")).json().getJsonObject("pending").getInteger("count");
  }

  /** Letters that look like others are other letters in an address. */
  @Test
  void ban_ofAnAuthorsAddressInWideLetters_bindsThatAuthor() {
    JsonObject written = site.submission("pier", "Ann", "The pier is open again.");
    written.getJsonObject("author").put("email", "\uFF41nn@wide.example");
    String id = site.post(written).json().getJsonObject("comment").getString("id");
    String author =
        ana.get(site.path("/cases/" + id)).json().getJsonObject("author").getString("id");

    JsonObject byAuthor = new JsonObject().put("kind", "email").put("author", author);
    assertEquals(201, send(byAuthor.put("reason", "Advertising")).status());

    assertEquals(403, site.post(written.put("body", "The pier is closed again.")).status());
  }

  @Test
  void ban_ofTheSitesOwnDomain_isConfirmedInWhicheverLettersItIs() {
    TestSite odd = parley.site(new JsonObject(), "https://my_paper.example");
    Desk bo = parley.moderator(odd, "Bo");

    Answer told =
        bo.send("POST", odd.path("/bans"), ban("domain", "paper.example").put("dryRun", true));
    assertFalse(told.json().containsKey("warning"));
    TestSite foreign = parley.site(new JsonObject(), "https://www.müller.example");
    Desk cy = parley.moderator(foreign, "Cy");
    Answer own =
        cy.send("POST", foreign.path("/bans"), ban("domain", "müller.example").put("dryRun", true));
    assertTrue(own.json().containsKey("warning"), own::text);
  }
}
