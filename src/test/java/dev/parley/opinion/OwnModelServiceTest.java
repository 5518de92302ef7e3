package dev.parley.opinion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import dev.parley.config.ConfigError;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A service with a classifier of its operator's, asked by HTTP. */
class OwnModelServiceTest {
  @TempDir private static Path folder;

  private static TestParley parley;
  private static TestSite site;

  @BeforeAll
  static void start() throws Exception {
    TinyClassifier.write(
        folder, 2, null, new JsonObject().put("type", "BertNormalizer").put("lowercase", true));
    parley = TestParley.beside("opinion.model", folder.toString(), "secondOpinion.when", "never");
    site = parley.site(new JsonObject().put("languages", new JsonArray().add("ka")));
  }

  @AfterAll
  static void stop() {
    parley.close();
  }

  @ParameterizedTest
  @CsvSource({"ძალიან საინტერესო იყო, 201", "ძალიან საინტერესო awful იყო, 202"})
  void post_inALanguageWithoutModel_isJudgedByTheOperatorsOwn(String text, int status) {
    assertEquals(status, site.post("a", "Nino", text).status());
  }

  @Test
  void moderations_byTheOperatorsOwn_nameItAndDoNotCallItReleased() {
    Desk desk = parley.administrator();
    JsonObject key = new JsonObject().put("name", "Blog").put("site", site.slug());
    String token = desk.send("POST", "/api/v1/tokens", key).json().getString("token");
    JsonObject result =
        parley
            .send(
                "POST",
                "/v1/moderations",
                new JsonObject().put("input", "ძალიან საინტერესო awful იყო"),
                "Authorization",
                "Bearer " + token)
            .json()
            .getJsonArray("results")
            .getJsonObject(0);

    JsonObject origin = result.getJsonObject("parley");
    assertEquals("beta", origin.getString("quality"));
    assertTrue(origin.getString("modelVersion").matches("own-[0-9a-f]{12}"), origin.encode());
    assertEquals(0.9526, result.getJsonObject("category_scores").getDouble("harassment"), 0.001);
  }

  @ParameterizedTest
  @CsvSource({
    "opinion.url, http://127.0.0.1:9/score, must end in",
    "opinion.url, http://user:secret@/v1/moderations, must be an address",
    "opinion.url, ftp://127.0.0.1/v1/moderations, must be an address",
    "opinion.model, EMPTY, opinion.model: ",
  })
  void start_withWhatCannotBeUsed_isRefusedWithoutTheSecret(String key, String value, String why)
      throws Exception {
    String meant =
        value.equals("EMPTY") ? Files.createTempDirectory(folder, "empty").toString() : value;

    ConfigError refused = assertThrows(ConfigError.class, () -> TestParley.beside(key, meant));
    assertTrue(refused.getMessage().contains(why), refused.getMessage());
    assertTrue(!refused.getMessage().contains("secret"), refused.getMessage());
  }

  @Test
  void start_withBoth_isRefused() {
    assertThrows(
        ConfigError.class,
        () ->
            TestParley.beside(
                "opinion.model",
                folder.toString(),
                "opinion.url",
                "http://127.0.0.1:9/v1/moderations"));
  }
}
