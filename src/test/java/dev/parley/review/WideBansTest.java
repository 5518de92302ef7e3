package dev.parley.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bans of whole networks and domains that two people agree to. */
class WideBansTest {
  private static final JsonObject DOMAIN = ban("domain", "cheap-watches.example");

  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site(new JsonObject().put("bansByTwo", true));
  private final Desk ana = parley.moderator(site, "Ana");
  private final Desk ben = parley.moderator(site, "Ben");

  private static JsonObject ban(String kind, String value) {
    return new JsonObject().put("kind", kind).put("value", value).put("reason", "Advertising");
  }

  private Answer send(Desk desk, JsonObject ban) {
    return desk.send("POST", site.path("/bans"), ban);
  }

  private List<JsonObject> listed(Desk desk, String name) {
    return desk.get(site.path("/bans")).json().getJsonArray(name).stream()
        .map(JsonObject.class::cast)
        .toList();
  }

  private String proposed(Desk desk, JsonObject ban) {
    Answer answer = send(desk, ban);
    assertEquals(202, answer.status(), answer::text);
    assertTrue(answer.json().getBoolean("proposed"));
    return listed(desk, "proposals").get(0).getString("id");
  }

  private Answer confirm(Desk desk, String id) {
    return desk.send("POST", site.path("/bans/proposals/" + id + "/confirm"), new JsonObject());
  }

  private Answer decline(Desk desk, String id) {
    return desk.send("DELETE", site.path("/bans/proposals/" + id), null);
  }

  private List<String> log() {
    return ana.get(site.path("/decisions")).json().getJsonArray("decisions").stream()
        .map(one -> ((JsonObject) one).getString("action"))
        .toList();
  }

  private static JsonObject purge() {
    return new JsonObject()
        .put("by", new JsonObject().put("domain", "cheap-watches.example"))
        .put("within", "hour")
        .put("action", "reject");
  }

  private void put(String name, JsonObject change) {
    Answer made =
        parley
            .administrator()
            .send(
                "POST",
                "/api/v1/moderators",
                change.put("email", name + "@" + site.slug() + ".example"));
    assertTrue(made.status() < 300, made::text);
  }

  private void lead(String name) {
    put(
        name,
        new JsonObject()
            .put("name", name)
            .put("role", "lead")
            .put("sites", new JsonArray().add(site.slug())));
  }

  @Test
  void ban_ofADomain_waitsUntilSomebodyElseConfirmsIt() {
    String held =
        site.post("pier", "Derek", "See https://cheap-watches.example and https://b.example now")
            .json()
            .getJsonObject("comment")
            .getString("id");
    assertTrue(send(ana, DOMAIN.copy().put("dryRun", true)).json().getBoolean("needsSecond"));
    String id = proposed(ana, DOMAIN.copy().put("waiting", "spam"));
    assertEquals(List.of(), listed(ana, "bans"));
    assertTrue(listed(ana, "proposals").get(0).getBoolean("own"));
    assertEquals(false, listed(ben, "proposals").get(0).getBoolean("own"));
    assertEquals("Ana", listed(ben, "proposals").get(0).getJsonObject("by").getString("name"));

    assertEquals(403, confirm(ana, id).status());
    Answer banned = confirm(ben, id);

    assertEquals(201, banned.status(), banned::text);
    assertEquals("Advertising", banned.json().getString("reason"));
    assertEquals(1, banned.json().getInteger("decided"));
    assertEquals("spam", ana.get(site.path("/cases/" + held)).json().getString("status"));
    assertEquals(1, listed(ana, "bans").size());
    assertEquals(List.of(), listed(ana, "proposals"));
    assertEquals(404, confirm(ben, id).status());
    assertEquals(List.of("spam", "ban", "ban-proposed"), log().subList(0, 3));
  }

  @Test
  void ban_thatSomebodyElseHasProposed_isConfirmedAsItIsAndNotProposedTwice() {
    String first = proposed(ana, DOMAIN);
    assertEquals(202, send(ana, DOMAIN.copy().put("reason", "Watches")).status());
    assertEquals("Watches", listed(ben, "proposals").get(0).getString("reason"));
    assertEquals(404, confirm(ben, first).status());

    Answer other = send(ben, DOMAIN.copy().put("waiting", "spam"));

    assertEquals(409, other.status(), other::text);
    assertTrue(other.json().getString("detail").startsWith("Ana has proposed"), other::text);
    assertEquals("Ana", listed(ben, "proposals").get(0).getJsonObject("by").getString("name"));
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.9, 201",
    "2001:db8:1:2::9, 201",
    "2001:db8:1:2::/64, 201",
    "2001:db8:1::/48, 202",
    "2001:db8::/32, 202",
    "203.0.113.0/24, 202",
    "::ffff:203.0.113.0/120, 202"
  })
  void network_ofMoreThanOneCustomer_needsASecondPerson(String network, int status) {
    assertEquals(status, send(ana, ban("ip", network)).status());
  }

  @Test
  void proposal_ofWhoeverNoLongerDecidesHere_isNotConfirmed() {
    String id = proposed(ana, DOMAIN);
    put("ana", new JsonObject().put("role", "reader"));

    Answer refused = confirm(ben, id);

    assertEquals(409, refused.status(), refused::text);
    assertEquals(204, decline(ben, id).status());
  }

  @Test
  void proposal_whoseEndHasPassed_isNotConfirmed() {
    String id = proposed(ana, DOMAIN.copy().put("until", "2020-01-01T00:00:00Z"));

    assertEquals(409, confirm(ben, id).status());
    assertEquals(List.of(), listed(ana, "bans"));
  }

  @Test
  void purgeWithABan_byWhoeverNeedsNobody_settlesTheProposal() {
    site.post("pier", "Derek", "See https://cheap-watches.example and https://b.example now");
    Desk administrator = parley.administrator();
    administrator.send("PUT", site.path("/policy"), new JsonObject());
    parley.moderator(site, "Lea");
    lead("lea");
    proposed(ana, DOMAIN);

    Answer purged = administrator.send("POST", site.path("/purges"), purge().put("ban", true));

    assertEquals(201, purged.status(), purged::text);
    assertEquals(1, listed(ana, "bans").size());
    assertEquals(List.of(), listed(ana, "proposals"));
  }

  @Test
  void proposal_isTakenBackOrDeclined_andIsGone() {
    String own = proposed(ana, DOMAIN);
    assertEquals(204, decline(ana, own).status());
    String other = proposed(ana, ban("ip", "203.0.113.0/24"));
    assertEquals(204, decline(ben, other).status());

    assertEquals(404, decline(ben, other).status());
    assertEquals(List.of(), listed(ana, "bans"));
    assertEquals(
        List.of("ban-declined", "ban-proposed", "ban-declined", "ban-proposed"),
        log().subList(0, 4));
  }

  @Test
  void ban_ofOnePersonOrOneAddress_needsNobodyElse() {
    assertEquals(201, send(ana, ban("ip", "203.0.113.9")).status());
    assertEquals(201, send(ana, ban("email", "derek@mail.example")).status());
  }

  @Test
  void proposal_whereThereIsALead_isConfirmedByOneOrMadeByOne() {
    Desk lea = parley.moderator(site, "Lea");
    lead("lea");
    String id = proposed(ana, DOMAIN);

    assertEquals(403, confirm(ben, id).status());
    assertEquals(201, confirm(lea, id).status());

    String byLead = proposed(lea, ban("ip", "203.0.113.0/24"));
    assertEquals(201, confirm(ben, byLead).status());
  }

  @Test
  void purgeWithABan_thatNeedsASecondPerson_isRefusedAndTouchesNothing() {
    site.post("pier", "Derek", "See https://cheap-watches.example and https://b.example now");
    JsonObject purge = purge().put("ban", true);

    assertEquals(403, ana.send("POST", site.path("/purges"), purge).status());
    assertEquals(
        1, ana.get(site.path("/queues")).json().getJsonObject("pending").getInteger("count"));

    assertEquals(201, ana.send("POST", site.path("/purges"), purge.put("ban", false)).status());
  }

  @Test
  void proposal_ofAnotherSite_isNotFound() {
    String id = proposed(ana, DOMAIN);
    TestSite other = parley.site();
    Desk otto = parley.moderator(other, "Otto");

    Answer refused =
        otto.send("POST", other.path("/bans/proposals/" + id + "/confirm"), new JsonObject());

    assertEquals(404, refused.status());
    assertEquals(1, listed(ana, "proposals").size());
  }
}
