package dev.parley.screening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.TestSite;
import dev.parley.slow.LongRunning;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and websites are read as the text is. */
@LongRunning
class NamesTest {
  private static final TestParley parley = TestParley.shared();
  private static final TestSite site = site();

  private static TestSite site() {
    TestSite made =
        parley.site(
            new JsonObject()
                .put("bannedWords", new JsonArray().add("v2ray").add("abcd.com").add("казино")));
    parley
        .administrator()
        .send(
            "POST",
            "/api/v1/sites",
            new JsonObject()
                .put("slug", made.slug())
                .put("name", "The Harbour Ledger")
                .put("origins", new JsonArray().add("*")));
    parley.moderator(made, "Signe Holmqvist");
    return made;
  }

  private static Answer post(String name, String website) {
    JsonObject submission = site.submission("names", "Reader", "The pier reopened today.");
    submission
        .getJsonObject("author")
        .put("name", name)
        .put("email", "reader" + System.nanoTime() + "@readers.example")
        .put("url", website);
    submission.getJsonObject("article").put("key", "names-" + System.nanoTime());
    return site.post(submission);
  }

  private static String signals(Answer posted) {
    assertEquals(202, posted.status(), posted.text());
    return parley
        .administrator()
        .get(site.path("/cases/" + posted.json().getJsonObject("comment").getString("id")))
        .json()
        .getJsonArray("signals")
        .encode();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Administrator",
        "admin",
        "Admin 2",
        "Site Admin",
        "Аdmin",
        "Adm1n",
        "A d m i n",
        "MODERATOR",
        "Moderatorin",
        "Modérateur",
        "Администратор",
        "管理员",
        "The Harbour Ledger",
        "the harbour ledger team",
        "Harbour Ledger",
        "HarbourLedger",
        "harbour_ledger",
        "Harbour Ledger Newsroom",
        "Holmqvist, Signe",
        "Dr Signe Holmqvist",
        "adrnin",
        "Mod",
        "The Mods",
        "Staff",
        "Editor",
        "The Editors",
        "Redaktion",
        "编辑部",
        "Тhe Harbоur Ledger",
        "Signe Holmqvist",
        "signe  holmqvist",
        "Ѕigne Hоlmqvist",
        "Signe\u200BHolmqvist",
      })
  void name_thatSpeaksForTheSite_isHeldAsReserved(String name) {
    assertTrue(signals(post(name, null)).contains("RESERVED_NAME"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Adminton",
        "Ann Moderato",
        "Harbour Watch",
        "Signe",
        "Signe Holm",
        "Ledger",
        "Mod Lang",
        "Ed Editor-Smith",
        "Joe Root",
        "Bernard",
        "Signe Berg Holm",
        "Harbour",
        "Dick Cheney",
        "Gay Talese",
        "Randy Cox",
        "Ann Lee de la Cruz"
      })
  void name_ofAPerson_isPublished(String name) {
    Answer posted = post(name, null);
    assertEquals(201, posted.status(), posted.text());
  }

  @ParameterizedTest
  @CsvSource({
    "kill yourself you moron, SUSPECT_WORD",
    "you are a worthless piece of shit, INSULTING_NAME",
  })
  void name_thatInsults_isHeld(String name, String reason) {
    assertTrue(signals(post(name, null)).contains(reason));
  }

  @Test
  void bannedWord_asNameOrWebsite_isRefused() {
    assertEquals("rejected", post("v2ray", null).code());
    assertEquals("rejected", post("Ann", "https://abcd.com/").code());
    assertEquals("rejected", post("Ann", "https://казино.example/").code());
    assertEquals("rejected", post("Ann", "https://v2ray.example/").code());
    assertEquals(202, post("moron", null).status());
    assertEquals(201, post("Ann", null).status());
  }
}
