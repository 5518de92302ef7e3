package dev.parley.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.text.Reading;
import dev.parley.text.Word;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DisguiseTest {
  private static final List<String> WORDS =
      List.of("idiot", "stupid", "moron", "bastard", "bitch", "shit", "whore", "asshole", "Idiots");

  private static String of(Disguise disguise, String word) {
    return disguise.of(word, new SplittableRandom(word.hashCode()));
  }

  @ParameterizedTest
  @EnumSource
  void of_anyWord_changesIt(Disguise disguise) {
    for (String word : WORDS) {
      assertNotEquals(word, of(disguise, word));
    }
  }

  @ParameterizedTest
  @EnumSource
  void of_sameRandomNumbers_sameDisguise(Disguise disguise) {
    for (String word : WORDS) {
      assertEquals(of(disguise, word), of(disguise, word));
    }
  }

  @ParameterizedTest
  @EnumSource
  void of_rudeWords_mostAreReadBack(Disguise disguise) {
    long readBack =
        WORDS.stream()
            .filter(
                word ->
                    Reading.of("He is one " + of(disguise, word) + " indeed.").words().stream()
                        .map(Word::form)
                        .anyMatch(word.toLowerCase(java.util.Locale.ROOT)::equals))
            .count();
    assertTrue(readBack > WORDS.size() / 2, () -> disguise + ": " + readBack);
  }

  @ParameterizedTest
  @CsvSource({
    "SPACED, idiot, i d i o t",
    "MASKED, moron, m*ron",
    "MASKED, shit, sh*t",
    "MASKED, hmph, h*ph"
  })
  void of_aWord_asExpected(Disguise disguise, String word, String expected) {
    assertEquals(expected, of(disguise, word));
  }

  @Test
  void of_confusable_isCyrillicOrGreekWhereThereIsALookAlike() {
    assertEquals("m\u043E\u0433\u043En", of(Disguise.CONFUSABLES, "moron"));
  }

  @Test
  void of_leetWithoutSuchALetter_leavesTheWord() {
    assertEquals("hmph", of(Disguise.LEET, "hmph"));
  }

  @Test
  void of_stretched_isLonger() {
    assertTrue(of(Disguise.STRETCHED, "idiot").length() >= 8);
  }
}
