package dev.parley.contentmoderator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.TestSite;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts screened in the shape of Azure Content Moderator. */
class ContentModeratorTest {
  private static final String PATH = "/contentmoderator/moderate/v1.0/ProcessText/Screen";

  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site();
  private final String key =
      parley
          .administrator()
          .send(
              "POST",
              "/api/v1/tokens",
              new JsonObject().put("name", "Screen").put("site", site.slug()))
          .json()
          .getString("token");

  private Answer sent(String path, String text, String... headers) {
    return parley.send("POST", path, text.getBytes(StandardCharsets.UTF_8), headers);
  }

  private JsonObject screened(String query, String text) {
    Answer answer =
        sent(PATH + query, text, "Content-Type", "text/plain", "Ocp-Apim-Subscription-Key", key);
    assertEquals(200, answer.status(), answer.text());
    return answer.json();
  }

  @ParameterizedTest
  @CsvSource({
    "You are a disgusting idiot and nobody wants you here, true",
    "What a disgusting pathetic moron you are, true",
    "The ferry to the island leaves at nine, false",
    "I shot three rolls of film at the harbour, false",
    "Thank you for this article, false"
  })
  void text_isForReviewWhenItIsOffensive(String text, boolean offensive) {
    JsonObject answer = screened("?classify=True&language=eng", text);

    JsonObject classes = answer.getJsonObject("Classification");
    assertEquals(offensive, classes.getBoolean("ReviewRecommended"), text);
    assertEquals(offensive, classes.getJsonObject("Category3").getDouble("Score") > .5, text);
    assertEquals(0, classes.getJsonObject("Category1").getDouble("Score"));
    assertEquals(0, classes.getJsonObject("Category2").getDouble("Score"));
    assertEquals(text, answer.getString("OriginalText"));
    assertEquals("eng", answer.getString("Language"));
    assertEquals(3000, answer.getJsonObject("Status").getInteger("Code"));
    assertEquals("release", answer.getJsonObject("parley").getString("quality"));
  }

  @Test
  void listedWords_areTermsWithTheirPlaces() {
    String text = "Nobody asked him, that idiot of a clerk, said the other idiot.";

    JsonObject answer = screened("/?language=eng", text);

    assertEquals(2, answer.getJsonArray("Terms").size(), answer::encode);
    for (Object one : answer.getJsonArray("Terms")) {
      JsonObject term = (JsonObject) one;
      assertEquals("idiot", term.getString("Term"));
      assertTrue(text.startsWith("idiot", term.getInteger("OriginalIndex")));
    }
    assertNull(answer.getValue("Classification"), "nobody asked to classify");
  }

  @Test
  void harmlessText_hasNoTerms() {
    JsonObject answer = screened("?classify=true", "Scunthorpe beat Penistone by a goal.");

    assertTrue(answer.containsKey("Terms"));
    assertNull(answer.getValue("Terms"));
    assertFalse(answer.getJsonObject("Classification").getBoolean("ReviewRecommended"));
  }

  @Test
  void languageNotTold_isGuessed() {
    assertEquals(
        "deu",
        screened("", "Die Fähre zur Insel fährt heute leider nicht mehr, schade.")
            .getString("Language"));
  }

  @Test
  void key_mayStandInTheAddress() {
    assertEquals(
        200,
        sent(PATH + "?subscription-key=" + key, "Good morning", "Content-Type", "text/plain")
            .status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "none"})
  void keyThatIsNone_isRefusedInTheSameShape(String wrong) {
    Answer refused =
        sent(
            PATH, "Good morning", "Content-Type", "text/plain", "Ocp-Apim-Subscription-Key", wrong);

    assertEquals(401, refused.status(), refused.text());
    assertEquals("401", refused.json().getJsonObject("error").getString("code"));
    assertFalse(refused.json().getJsonObject("error").getString("message").isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  \n "})
  void textThatIsEmpty_isRefusedInTheSameShape(String text) {
    Answer refused =
        sent(PATH, text, "Content-Type", "text/plain", "Ocp-Apim-Subscription-Key", key);

    assertEquals(400, refused.status(), refused.text());
    assertEquals("400", refused.json().getJsonObject("error").getString("code"));
  }
}
