package dev.parley.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.parley.TestParley;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** What moderators look for, and where the work is. */
class SearchTest {
  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site();
  private final Desk ana = parley.moderator(site, "Ana");

  private JsonObject found(String query) {
    return ana.get(site.path("/cases?" + query)).json();
  }

  @Test
  void search_findsInTheOpenQueueAndTellsOfTheOthers() {
    site.post("a", "Derek", "Only a moron would walk to the lighthouse.");
    site.post("a", "Lotte", "The lighthouse is open on Sundays.");
    site.post("a", "Nils", "The harbour is not.");

    JsonObject page = found("q=lighthouse");

    assertEquals(1, page.getJsonArray("cases").size());
    assertEquals(1, page.getJsonObject("alsoIn").getInteger("approved"));
    assertEquals(0, page.getJsonObject("alsoIn").getInteger("spam"));
    assertNull(page.getJsonObject("alsoIn").getInteger("pending"));
    assertNull(found("queue=pending").getJsonObject("alsoIn"));
  }

  @Test
  void search_byAWholeEmailAddress_findsItsAuthorAndByAPartOfItNobody() {
    site.post("b", "Derek", "Only a moron would believe this.");

    assertEquals(1, found("q=Derek%40readers.example").getJsonArray("cases").size());
    assertEquals(0, found("q=other%40readers.example").getJsonArray("cases").size());
    assertEquals(0, found("q=readers.example").getJsonArray("cases").size());
  }

  @Test
  void work_tellsOfEachSiteWhatWaitsThere() {
    JsonArray none = ana.get("/api/v1/me/queues").json().getJsonArray("sites");
    assertEquals(0, none.getJsonObject(0).getInteger("count"));
    site.post("c", "Derek", "Only a moron would believe this too.");
    String shown =
        site.post("c", "Lotte", "Most summer passengers do not.")
            .json()
            .getJsonObject("comment")
            .getString("id");
    parley.send(
        "POST",
        site.path("/comments/" + shown + "/reports"),
        new JsonObject().put("reason", "spam"));

    JsonArray some = ana.get("/api/v1/me/queues").json().getJsonArray("sites");

    assertEquals(1, some.size());
    assertEquals(site.slug(), some.getJsonObject(0).getString("slug"));
    assertEquals(2, some.getJsonObject(0).getInteger("count"));
  }

  @Test
  void author_whoseCommentsMachinesPutAside_hasNoneRejected() {
    TestSite wary = parley.site(new JsonObject().put("spamQueue", 0));
    Desk admin = parley.administrator();
    JsonObject receipt =
        wary.post("d", "Bot", "Buy cheap watches online now, best prices, click here").json();
    String id = receipt.getJsonObject("comment").getString("id");
    JsonObject author = admin.get(wary.path("/cases/" + id)).json().getJsonObject("author");
    assertEquals(0, author.getInteger("rejected"));
    assertEquals(1, author.getInteger("putAside"));

    admin.decide(wary, id, 1, "reject", null);

    author = admin.get(wary.path("/cases/" + id)).json().getJsonObject("author");
    assertEquals(1, author.getInteger("rejected"));
    assertEquals(0, author.getInteger("putAside"));
    JsonObject whole =
        admin.get(wary.path("/authors/" + author.getString("id"))).json().getJsonObject("author");
    assertEquals(1, whole.getInteger("rejected"));
    assertEquals(0, whole.getInteger("putAside"));
  }

  @Test
  void website_ofAnAuthor_isOnTheCaseWithItsDomainsRecord() {
    JsonObject submission = site.submission("e", "Derek", "Only a moron would believe it.");
    submission.getJsonObject("author").put("url", "https://shop.watches.example/x");
    String id = site.post(submission).json().getJsonObject("comment").getString("id");

    JsonObject author = ana.get(site.path("/cases/" + id)).json().getJsonObject("author");

    assertEquals("https://shop.watches.example/x", author.getString("url"));
    JsonObject record = author.getJsonObject("urlRecord");
    assertEquals("watches.example", record.getString("domain"));
    assertEquals(0, record.getInteger("rejected"));
  }

  /** Browsers follow it, so its domain has a record. */
  @Test
  void website_withAnUnderscoreInItsHost_hasARecordToo() {
    JsonObject submission = site.submission("g", "Derek", "Only a moron would believe it all.");
    submission.getJsonObject("author").put("url", "https://my_shop.watches.example/x");
    String id = site.post(submission).json().getJsonObject("comment").getString("id");

    JsonObject author = ana.get(site.path("/cases/" + id)).json().getJsonObject("author");

    assertEquals("watches.example", author.getJsonObject("urlRecord").getString("domain"));
  }

  @Test
  void commentInALanguageWithoutAModel_isNotScoredAndSaysSo() {
    String body =
        "Quel imbécile, ce maire. La place du marché est une bonne idée, mais il ne comprend rien"
            + " à la circulation dans cette ville.";
    JsonObject receipt = site.post("f", "Marie", body).json();
    String id = receipt.getJsonObject("comment").getString("id");

    JsonArray signals = ana.get(site.path("/cases/" + id)).json().getJsonArray("signals");

    JsonObject unscored =
        signals.stream()
            .map(JsonObject.class::cast)
            .filter(signal -> signal.getString("reason").equals("LANGUAGE_WITHOUT_MODEL"))
            .findFirst()
            .orElseThrow();
    assertEquals("Not scored: no model for French", unscored.getString("message"));
  }
}
