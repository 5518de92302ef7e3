package dev.parley.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguagesTest {
  private final Languages languages = new Languages(Set.of("en", "de", "pt"), List.of("de"));

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
    LanguageGuess guess = languages.guess(Reading.of(text), List.of());
    assertEquals(language, guess.language());
    assertTrue(guess.confidence() > 0 && guess.confidence() <= 1, guess::toString);
  }

  @Test
  void guess_tooShort_isTheSitesLanguage() {
    assertEquals(new LanguageGuess("de", 0), languages.guess(Reading.of("lol ok"), List.of()));
    assertEquals(new LanguageGuess("de", 0), languages.guess(Reading.of(""), List.of()));
    assertEquals(
        new LanguageGuess("de", 0), languages.guess(Reading.of("12345 67890 🙂🙂🙂"), List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ja|新しい図書館はとても静かで、毎日通っています。",
        "ja|カタカナとひらがな",
        "zh|你这个蠢货去死吧",
        "zh|这座新图书馆非常安静",
        "ko|씨발새끼야",
        "ru|пошёл на хуй, урод",
        "uk|Це дуже гарна бібліотека і",
        "ar|كس امك",
        "fa|کتابخانه‌ی جدید خیلی آرام است، پس",
        "he|הספרייה החדשה שקטה",
        "el|Η νέα βιβλιοθήκη",
        "th|คาสิโน",
        "hi|नया पुस्तकालय",
      })
  void guess_scriptOfItsOwn_tellsTheLanguageAtAnyLength(String language, String text) {
    assertEquals(language, languages.guess(Reading.of(text), List.of()).language());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "12:00–13:30, 14:15–18:45, 19:00–22:30",
        "https://news.example/de/das-ist-doch-nicht-das-was-wir-wollen",
        "sushi 寿司 and ramen",
      })
  void guess_littleProse_isTheSitesLanguage(String text) {
    Languages english = new Languages(Set.of("en", "de", "zh", "ja", "tr"), List.of("en"));

    assertEquals("en", english.guess(Reading.of(text), List.of()).language());
  }

  @Test
  void guess_oneLanguageServed_isThatOne() {
    assertEquals(
        "en",
        new Languages(Set.of("en"), List.of("en"))
            .guess(Reading.of("Das ist doch nicht das, was wir wollen"), List.of())
            .language());
  }
}
