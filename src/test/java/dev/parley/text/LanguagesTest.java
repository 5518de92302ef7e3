package dev.parley.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguagesTest {
  private final Languages languages = new Languages(Set.of("en", "de", "pt"), "de");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en|I do not think that this is what the author wanted to say",
        "en|Great article, thanks for sharing, really helpful information",
        "en|Politicians never listen, taxpayers always lose",
        "de|Das ist doch nicht das, was die Leute wirklich wollen",
        "de|Politiker hören niemals zu, Steuerzahler verlieren immer",
        "pt|Eu não acho que isso seja o que o autor queria dizer",
        "pt|Políticos nunca escutam, contribuintes sempre perdem",
      })
  void guess_sentence_isItsLanguage(String language, String text) {
    LanguageGuess guess = languages.guess(Reading.of(text));
    assertEquals(language, guess.language());
    assertTrue(guess.confidence() > 0 && guess.confidence() <= 1, guess::toString);
  }

  @Test
  void guess_tooShort_isTheSitesLanguage() {
    assertEquals(new LanguageGuess("de", 0), languages.guess(Reading.of("lol ok")));
    assertEquals(new LanguageGuess("de", 0), languages.guess(Reading.of("")));
    assertEquals(new LanguageGuess("de", 0), languages.guess(Reading.of("12345 67890 🙂🙂🙂")));
  }

  @Test
  void guess_oneLanguageServed_isThatOne() {
    assertEquals(
        "en",
        new Languages(Set.of("en"), "en")
            .guess(Reading.of("Das ist doch nicht das, was wir wollen"))
            .language());
  }
}
