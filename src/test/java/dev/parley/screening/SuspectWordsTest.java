package dev.parley.screening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.comment.Place;
import dev.parley.site.Site;
import dev.parley.site.SiteSettings;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuspectWordsTest {
  private static final Check SUSPECT = WordsCheck.suspect();

  private static boolean found(JsonObject policy, String text) {
    Site site = new Site(1, "s", "S", List.of(), SiteSettings.of(policy));
    return !SUSPECT
        .look(
            Drafts.unjudged(
                ScoreRoutes.draft(Place.on(site), text, Optional.empty(), Instant.EPOCH)))
        .isEmpty();
  }

  private static JsonObject languages(String... languages) {
    return new JsonObject().put("languages", new JsonArray(List.of((Object[]) languages)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The curtains are treated with a flame retardant, says the council.",
        "The doctor says Retardtabletten must not be broken.",
        "Le train est encore en retard et nous attendons sur le quai.",
        "Moroni is the capital of the Comoros, and this is its harbour.",
        "Rean tar slut i morgon och det är många som vill köpa skor.",
        "Retardation of growth is what the physics of this plant is about.",
        "The bitchumen and the idiotype are words of this trade.",
      })
  void bundledWord_insideAnotherOrInAnotherLanguage_isNotFound(String text) {
    assertFalse(found(languages("en"), text));
  }

  @Test
  void bundledWord_inALanguageOfTheSite_isNotFound() {
    assertFalse(found(languages("fr"), "En retard"));
    assertFalse(found(languages("sv"), "Slut nu"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Only a moron would believe that.",
        "You are all idiots.",
        "you r3tard",
        "f*ck off",
        "fuuuuck this",
        "kill yourself",
        "you slut",
        "What a bunch of wankers they are in that office.",
      })
  void bundledWord_inEnglish_isFound(String text) {
    assertTrue(found(languages("en"), text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "retard*|The curtains are treated with a flame retardant.|true",
        "retard|Le train est encore en retard et nous attendons sur le quai.|true",
        "fr:retard|Le train est encore en retard et nous attendons sur le quai.|true",
        "fr:retard|The brakes retard the wheels of the train, and that is what they are for.|false",
        "re:zero|This is about re:zero and nothing else, as you know.|true",
      })
  void ownWord_bindsEverywhereUnlessItHasALanguage(String word, String text, boolean found) {
    JsonObject policy = languages("en").put("suspectWords", new JsonArray().add(word));

    assertEquals(found, found(policy, text));
  }
}
