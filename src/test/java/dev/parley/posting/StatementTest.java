package dev.parley.posting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.TestSite;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class StatementTest {
  private static final String INSULT = "You are a stupid piece of shit and everybody hates you.";

  private final TestParley parley = TestParley.shared();

  private static JsonObject statement(Answer refused) {
    assertEquals(422, refused.status(), refused.text());
    assertEquals("rejected", refused.code());
    return refused.json().getJsonObject("statement");
  }

  @Test
  void rejectedByAScore_isToldSoAndHowToObject() {
    TestSite site = parley.site(new JsonObject().put("toxicityReject", 0.6));

    Answer refused = site.post(site.submission("score", "Derek", INSULT), "Idempotency-Key", "s");
    Answer again = site.post(site.submission("score", "Derek", INSULT), "Idempotency-Key", "s");

    JsonObject statement = statement(refused);
    assertEquals("score", statement.getString("reason"));
    String message = statement.getString("message");
    assertTrue(message.contains("automatic score"), message);
    assertTrue(message.contains("limit this site has set"), message);
    assertTrue(message.contains("a person will look at it"), message);
    assertFalse(message.contains("words that are not accepted"), message);
    assertEquals(refused.text(), again.text());
    JsonObject receipt =
        new JsonObject()
            .put("comment", new JsonObject().put("id", refused.json().getString("id")))
            .put("editToken", refused.json().getString("editToken"));
    assertEquals("score", site.own(receipt).json().getJsonObject("statement").getString("reason"));
  }

  @Test
  void rejectedByABannedWord_isToldOfTheWord() {
    TestSite site =
        parley.site(
            new JsonObject()
                .put("toxicityReject", 0.6)
                .put("bannedWords", new JsonArray().add("spamword")));

    JsonObject plain = statement(site.post("word", "Derek", "A harmless spamword in a sentence."));
    JsonObject both = statement(site.post("word", "Derek", INSULT + " And a spamword."));

    assertEquals("rule", plain.getString("reason"));
    assertEquals("rule", both.getString("reason"));
    assertTrue(plain.getString("message").contains("words that are not accepted here"));
  }

  @Test
  void post_withoutTheEmailTheSiteRequires_isRefusedAtItsField() {
    TestSite site = parley.site(new JsonObject().put("emailRequired", true));
    JsonObject submission = site.submission("email", "Ana", "A remark without an address.");
    submission.getJsonObject("author").remove("email");

    Answer refused = site.post(submission);

    assertEquals(422, refused.status());
    JsonArray errors = refused.json().getJsonArray("errors");
    assertEquals(1, errors.size(), errors::encode);
    assertEquals("author.email", errors.getJsonObject(0).getString("field"));
    assertEquals(
        "Enter an email like name@example.com", errors.getJsonObject(0).getString("message"));
    submission.getJsonObject("author").put("email", " ");
    assertEquals(422, site.post(submission).status());
    // While a site has not said, forms ask and programs may leave it out.
    assertEquals(201, parley.site().post(submission).status());
    TestSite free = parley.site(new JsonObject().put("emailRequired", false));
    assertEquals(201, free.post(submission).status());
  }
}
