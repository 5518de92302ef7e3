package dev.parley.posting;

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

/** Notices of illegal content. */
class NoticeTest {
  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site();
  private final Desk ana = parley.moderator(site, "Ana");

  private String shown(String article) {
    Answer posted = site.post(article, "Marta", "The ferry at " + article + " was late again.");
    assertEquals(201, posted.status(), posted.text());
    return posted.json().getJsonObject("comment").getString("id");
  }

  private static JsonObject notice(String comment) {
    return new JsonObject()
        .put("comment", comment)
        .put("explanation", "It names my address without my consent.")
        .put("name", "Ida Holm")
        .put("email", "ida.holm@readers.example")
        .put("goodFaith", true);
  }

  private Answer send(JsonObject notice) {
    return parley.send("POST", site.path("/notices"), notice);
  }

  @Test
  void notice_ofAShownComment_waitsAmongTheReportedWithItsExplanation() {
    String id = shown("quay");

    Answer taken = send(notice(id));

    assertEquals(202, taken.status(), taken.text());
    assertEquals(36, taken.json().getString("id").length());
    JsonObject waiting =
        ana.get(site.path("/cases?queue=reported")).json().getJsonArray("cases").getJsonObject(0);
    assertEquals(id, waiting.getString("id"));
    JsonObject report = waiting.getJsonArray("reports").getJsonObject(0);
    assertEquals("illegal", report.getString("reason"));
    assertEquals(
        new JsonArray().add("It names my address without my consent."),
        report.getJsonArray("details"));
    JsonObject log =
        ana.get(site.path("/decisions")).json().getJsonArray("decisions").getJsonObject(0);
    assertEquals("notice", log.getString("action"));
    assertEquals("reader", log.getString("actor"));
  }

  @Test
  void notices_moreThanOfOneNetwork_areAllTaken() {
    String id = shown("many");
    for (int i = 0; i < 7; i++) {
      assertEquals(202, send(notice(id)).status());
    }

    JsonObject shown = ana.get(site.path("/cases/" + id)).json();

    assertEquals(7, shown.getInteger("reportCount"));
  }

  @Test
  void notice_decided_isNoLongerReportedAndComesBackWithUndo() {
    String id = shown("undo");
    send(notice(id));

    String decision = ana.decide(site, id, 1, "approve", null).getString("id");
    JsonObject queues = ana.get(site.path("/queues")).json();
    assertEquals(0, queues.getJsonObject("reported").getInteger("count"));
    ana.send("POST", site.path("/decisions/" + decision + "/undo"), null);

    queues = ana.get(site.path("/queues")).json();
    assertEquals(1, queues.getJsonObject("reported").getInteger("count"));
  }

  @Test
  void notice_withoutWhatItNeeds_isRefusedAtTheField() {
    String id = shown("bad");

    for (JsonObject bad :
        List.of(
            notice(id).put("goodFaith", false),
            notice(id).put("explanation", " "),
            notice(id).put("comment", "x"),
            notice(id).put("email", "nowhere"),
            notice(id).put("colour", "red"))) {
      Answer refused = send(bad);
      assertEquals(422, refused.status(), refused.text());
      assertEquals(1, refused.json().getJsonArray("errors").size(), refused.text());
    }
    JsonObject missing = notice(id);
    missing.remove("goodFaith");
    assertTrue(send(missing).text().contains("goodFaith"));
    JsonObject nameless = notice(id);
    nameless.remove("name");
    nameless.remove("email");
    assertEquals(202, send(nameless).status());
  }

  @Test
  void notice_ofWhatIsNotShown_findsNothing() {
    JsonObject held = site.post("held", "Derek", "Only a moron would believe it.").json();

    assertEquals(404, send(notice(held.getJsonObject("comment").getString("id"))).status());
    assertEquals(404, send(notice("0199c2b4-7d1e-7a20-8c11-5b0f3e1d2a44")).status());
  }
}
