package dev.parley.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.TestSite;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ClientAddressTest {
  @AutoClose private static TestParley parley;
  private static TestSite site;

  @BeforeAll
  static void start() {
    parley = TestParley.beside("http.trustedProxies", "::ffff:127.0.0.1");
    site =
        parley.site(new JsonObject().put("retention", new JsonObject().put("wholeAddress", true)));
  }

  private Answer post(String from, String body) {
    return site.post(site.submission("from", "Marta", body), "X-Forwarded-For", from);
  }

  private String stored(Answer posted) {
    assertEquals(201, posted.status(), posted.text());
    String id = posted.json().getJsonObject("comment").getString("id");
    return parley
        .administrator()
        .get(site.path("/cases/" + id))
        .json()
        .getJsonObject("author")
        .getString("ip");
  }

  @Test
  void mappedAddress_countsAsItsIpv4() {
    assertEquals("192.0.2.7", stored(post("::ffff:192.0.2.7", "The ferry was on time today.")));
    assertEquals("192.0.2.7", stored(post("::FFFF:c000:0207", "The market opens at nine.")));
  }

  @Test
  void port_isDropped() {
    assertEquals(
        "203.0.113.6", stored(post("203.0.113.6:4711", "The bakery has new opening hours.")));
    assertEquals(
        "2001:db8::1", stored(post("[2001:db8::1]:443", "A heron stands in the harbour.")));
    assertEquals("2001:db8::2", stored(post("[2001:db8::2]", "The library closes at eight.")));
    assertEquals("2001:db8::3", stored(post("\"[2001:db8::3]:80\"", "The fair begins on Friday.")));
    assertEquals("2001:db8::80", stored(post("2001:db8::80", "Snow is forecast for the hills.")));
  }

  @Test
  void port_thatIsNone_isDroppedToo() {
    assertEquals("198.18.1.6", stored(post("198.18.1.6:", "A new bench stands by the pond.")));
    assertEquals("198.18.2.6", stored(post("198.18.2.6:http", "Tickets cost more from May on.")));
    assertEquals("198.18.3.6", stored(post("::ffff:198.18.3.6:80", "The choir sings tonight.")));
  }

  @Test
  void emptyElementOfTheList_isNoHop() {
    assertEquals("198.18.4.6", stored(post("198.18.4.6,", "The windmill turns again.")));
    assertEquals("198.18.5.6", stored(post("198.18.5.6, ,", "Someone painted the boathouse.")));
  }

  @Test
  void anythingElse_isTheProxy() {
    assertEquals("127.0.0.1", stored(post("203.0.113.6:4711:1", "The pier is being repaired.")));
    assertEquals("127.0.0.1", stored(post("unknown", "The tide is unusually low today.")));
  }

  @Test
  void zone_isDropped() {
    assertEquals("fe80::1", stored(post("fe80::1%eth0", "A neighbour says good morning.")));
  }

  @Test
  void ban_ofAnIpv4Address_coversItsMappedForm() {
    parley
        .administrator()
        .send(
            "POST",
            site.path("/bans"),
            new JsonObject()
                .put("kind", "ip")
                .put("value", "198.51.100.0/24")
                .put("reason", "Flooding"));

    assertEquals(403, post("::ffff:198.51.100.9", "Here I am again, in disguise.").status());
  }

  @Test
  void network_writtenAsMapped_isItsIpv4Network() {
    NetworkPrefix network = NetworkPrefix.parse("::ffff:192.0.2.0/120").orElseThrow();

    assertEquals("192.0.2.0/24", network.toString());
    assertTrue(network.contains("192.0.2.200"));
    assertFalse(network.contains("192.0.3.1"));
    assertTrue(NetworkPrefix.parse("::ffff:192.0.2.0/90").isEmpty());
  }
}
