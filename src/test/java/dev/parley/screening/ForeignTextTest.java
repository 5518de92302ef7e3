package dev.parley.screening;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.TestParley;
import dev.parley.TestParley.TestSite;
import dev.parley.slow.LongRunning;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@LongRunning
class ForeignTextTest {
  private static final String GERMAN_WORDS =
      ", und der Weg auf den Berg ist auch mit dem Rad nicht schwer, dann noch ein Stück zu Fuß";
  private static final String PORTUGUESE_WORDS =
      " que não para uma com você isso mas muito quando então também ainda porque esse essa foi";

  private final TestParley parley = TestParley.shared();

  @ParameterizedTest
  @CsvSource({
    "You stupid bastard should crawl back into your hole, GERMAN, 202",
    "Shut your filthy mouth you worthless piece of garbage, GERMAN, 202",
    "Shut your filthy mouth you worthless piece of garbage, PORTUGUESE, 202",
    "What a lovely harbour, GERMAN, 201",
    "What a lovely harbour, PORTUGUESE, 201",
    "'Vielen Dank für diesen Bericht, ich habe viel über den Hafen gelernt.', NONE, 201",
    "'Obrigado pela reportagem, aprendi muito sobre o porto da nossa cidade.', NONE, 201"
  })
  void post_notInTheSitesLanguage_isScoredInThatLanguageToo(String text, String tail, int status) {
    TestSite site = parley.site(new JsonObject().put("languages", new JsonArray().add("en")));
    String words =
        switch (tail) {
          case "GERMAN" -> GERMAN_WORDS;
          case "PORTUGUESE" -> PORTUGUESE_WORDS;
          default -> "";
        };

    assertEquals(status, site.post("a", "Ana", text + words).status());
  }
}
