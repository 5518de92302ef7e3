package dev.parley.posting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import dev.parley.Wire;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** One reader, or one network, is no crowd. */
class CrowdTest {
  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site();
  private final Desk ana = parley.moderator(site, "Ana");

  private String shown(String article) {
    JsonObject receipt = site.post(article, "Lotte", "Most summer passengers do not.").json();
    assertEquals("approved", receipt.getString("status"));
    return receipt.getJsonObject("comment").getString("id");
  }

  private String send(String from, String agent, String method, String path, JsonObject body) {
    return new Wire(parley, from)
        .send(
            method + " " + path + " HTTP/1.1\nHost: localhost\nUser-Agent: " + agent, body.encode())
        .statusLine();
  }

  private void vote(String id, String from, String agent) {
    String status =
        send(
            from,
            agent,
            "PUT",
            site.path("/comments/" + id + "/vote"),
            new JsonObject().put("value", 1));
    assertTrue(status.contains("200"), status);
  }

  private int votes(String article) {
    return site.thread(article)
        .json()
        .getJsonArray("comments")
        .getJsonObject(0)
        .getInteger("votes");
  }

  @Test
  void votes_ofOneAddressWithManyBrowsers_areOne() {
    String id = shown("one");
    for (int i = 0; i < 50; i++) {
      vote(id, "127.0.0.1", "Browser " + i);
    }

    assertEquals(1, votes("one"));
  }

  @Test
  void votes_ofOneNetwork_areCappedAndOthersCount() {
    String id = shown("network");
    for (int i = 1; i <= 12; i++) {
      vote(id, "127.0.9." + i, "Browser");
    }
    assertEquals(5, votes("network"));
    vote(id, "127.0.10.1", "Browser");
    vote(id, "127.0.11.1", "Browser");

    assertEquals(7, votes("network"));
  }

  @Test
  void vote_ofACountedReader_canStillBeChangedOnceTheNetworkIsFull() {
    String id = shown("change");
    for (int i = 1; i <= 8; i++) {
      vote(id, "127.0.9." + i, "Browser");
    }

    send(
        "127.0.9.1",
        "Browser",
        "PUT",
        site.path("/comments/" + id + "/vote"),
        new JsonObject().put("value", -1));

    assertEquals(3, votes("change"));
  }

  @Test
  void reports_ofManyNetworks_areGroupedWithTheNewestDetailsAndLeaveNotesVisible() {
    String id = shown("reports");
    for (int i = 0; i < 130; i++) {
      String status =
          send(
              "127.1." + i + ".1",
              "Browser",
              "POST",
              site.path("/comments/" + id + "/reports"),
              new JsonObject()
                  .put("reason", i % 3 == 0 ? "spam" : "abuse")
                  .put("detail", "Detail " + i));
      assertTrue(status.contains("202"), status);
    }
    ana.send(
        "POST", site.path("/cases/" + id + "/notes"), new JsonObject().put("text", "Seen it."));

    TestParley.Answer page = ana.get(site.path("/cases?queue=reported"));

    JsonArray reports = page.json().getJsonArray("cases").getJsonObject(0).getJsonArray("reports");
    assertEquals(2, reports.size());
    assertEquals("abuse", reports.getJsonObject(0).getString("reason"));
    assertEquals(86, reports.getJsonObject(0).getInteger("count"));
    assertEquals("Detail 128", reports.getJsonObject(0).getJsonArray("details").getString(0));
    assertEquals(44, reports.getJsonObject(1).getInteger("count"));
    assertTrue(page.text().length() < 6_000, "A page of " + page.text().length() + " characters");
    JsonObject latest =
        ana.get(site.path("/cases/" + id)).json().getJsonArray("history").getJsonObject(0);
    assertEquals("Seen it.", latest.getString("note"));
  }

  @Test
  void reports_ofOneNetwork_areCapped() {
    String id = shown("capped");
    for (int i = 1; i <= 12; i++) {
      send(
          "127.0.9." + i,
          "Browser",
          "POST",
          site.path("/comments/" + id + "/reports"),
          new JsonObject().put("reason", "abuse"));
    }

    JsonObject one =
        ana.get(site.path("/cases?queue=reported")).json().getJsonArray("cases").getJsonObject(0);
    assertEquals(5, one.getInteger("reportCount"));
  }
}
