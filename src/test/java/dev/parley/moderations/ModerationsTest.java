package dev.parley.moderations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.TestSite;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts judged in the shape of OpenAI's moderation. */
class ModerationsTest {
  private final TestParley parley = TestParley.shared();
  private final TestSite site = parley.site();
  private final String key =
      parley
          .administrator()
          .send(
              "POST",
              "/api/v1/tokens",
              new JsonObject().put("name", "Moderation").put("site", site.slug()))
          .json()
          .getString("token");

  private Answer moderated(Object input) {
    return parley.send(
        "POST",
        "/v1/moderations",
        new JsonObject().put("model", "omni-moderation-latest").put("input", input),
        "Authorization",
        "Bearer " + key);
  }

  private JsonObject only(Object input) {
    Answer answer = moderated(input);
    assertEquals(200, answer.status(), answer.text());
    assertTrue(answer.json().getString("id").startsWith("modr-"));
    assertEquals(1, answer.json().getJsonArray("results").size());
    return answer.json().getJsonArray("results").getJsonObject(0);
  }

  @ParameterizedTest
  @CsvSource({
    "You are a disgusting idiot and nobody wants you here, true",
    "What a disgusting pathetic moron you are, true",
    "The ferry to the island leaves at nine, false",
    "I shot three rolls of film at the harbour, false",
    "Thank you for this article, false"
  })
  void text_isFlaggedWhenItIsHarassing(String text, boolean harassing) {
    JsonObject result = only(text);

    assertEquals(harassing, result.getJsonObject("categories").getBoolean("harassment"), text);
    assertEquals(harassing, result.getBoolean("flagged"), text);
    assertEquals(13, result.getJsonObject("categories").size());
    assertEquals(13, result.getJsonObject("category_scores").size());
    assertEquals(0, result.getJsonObject("category_scores").getDouble("self-harm"));
    assertEquals("release", result.getJsonObject("parley").getString("quality"));
  }

  @Test
  void partsOfTexts_haveAResultEach() {
    JsonArray parts =
        new JsonArray()
            .add(new JsonObject().put("type", "text").put("text", "Good morning to you all"))
            .add(new JsonObject().put("type", "text").put("text", "You are a disgusting idiot"));

    JsonArray results = moderated(parts).json().getJsonArray("results");
    JsonArray same =
        moderated(new JsonArray().add("Good morning to you all").add("You are a disgusting idiot"))
            .json()
            .getJsonArray("results");

    assertEquals(2, results.size());
    assertFalse(results.getJsonObject(0).getBoolean("flagged"));
    assertTrue(results.getJsonObject(1).getBoolean("flagged"));
    assertEquals(same, results);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"input\":\"\"}",
        "{\"input\":[]}",
        "{\"input\":7}",
        "{\"input\":[7]}",
        "{\"input\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://a.example/b.png\"}}]}"
      })
  void input_thatCannotBeJudged_isRefusedInTheSameShape(String body) {
    Answer refused =
        parley.send(
            "POST", "/v1/moderations", new JsonObject(body), "Authorization", "Bearer " + key);

    assertEquals(400, refused.status(), refused.text());
    JsonObject error = refused.json().getJsonObject("error");
    assertEquals("invalid_request_error", error.getString("type"));
    assertEquals("input", error.getString("param"));
    assertFalse(error.getString("message").isEmpty());
  }

  @Test
  void key_thatIsNone_isRefusedInTheSameShape() {
    Answer refused =
        parley.send(
            "POST",
            "/v1/moderations",
            new JsonObject().put("input", "Hello"),
            "Authorization",
            "Bearer none");

    assertEquals(401, refused.status());
    assertEquals("authentication_error", refused.json().getJsonObject("error").getString("type"));
    assertEquals(
        401,
        parley.send("POST", "/v1/moderations", new JsonObject().put("input", "Hello")).status());
  }
}
