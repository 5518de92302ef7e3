package dev.parley.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
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

  @ParameterizedTest
  @ValueSource(strings = {"en", "de", "ko"})
  void guess_sentencesOfManyLanguages_areRightWhateverTheSitesLanguage(String own) {
    Languages all = new Languages(Languages.KNOWN, List.of(own));
    int right = 0;
    int sentences = 0;
    for (Map.Entry<String, List<String>> language : LanguageSentences.ALL.entrySet()) {
      long ofLanguage =
          language.getValue().stream()
              .filter(text -> guessed(all, text).equals(language.getKey()))
              .count();
      assertTrue(language.getValue().size() >= 10, language.getKey());
      assertTrue(ofLanguage >= 9, () -> language.getKey() + ": " + ofLanguage);
      right += (int) ofLanguage;
      sentences += language.getValue().size();
    }
    assertTrue(LanguageSentences.ALL.size() >= 20);
    assertTrue(right >= 0.98 * sentences, right + " of " + sentences);
  }

  private static String guessed(Languages languages, String text) {
    return languages.guess(Reading.of(text), List.of()).language();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "vi|Lừa đảo",
        "pl|Zamknij się głupku",
        "tr|Ağzını kır",
        "en|Michał, ok",
        "en|so naïve",
        "en|lol haha",
      })
  void guess_brief_isTheSitesLanguageUnlessItsLettersSayOtherwise(String language, String text) {
    assertEquals(language, guessed(new Languages(Languages.KNOWN, List.of("en")), text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fa|تو نمی‌دانی چه می‌گویی",
        "fa|این خیلی بد است",
        "ar|هذا الكلام في غير مكانه",
        "ur|یہ بہت اچھا مضمون ہے",
      })
  void guess_arabicScript_tellsPersianUrduAndArabicApart(String language, String text) {
    assertEquals(language, guessed(new Languages(Languages.KNOWN, List.of("en")), text));
  }

  private static List<LanguagePart> parts(String own, String text) {
    Languages languages = new Languages(Languages.KNOWN, List.of(own));
    Reading reading = Reading.of(text);
    return languages.parts(reading, List.of(), languages.guess(reading, List.of()).language());
  }

  @Test
  void parts_latinWordsAmongHangul_areEnglish() {
    assertEquals(
        List.of(new LanguagePart("en", "you stupid idiot")),
        parts("ko", "정말 좋은 기사 감사합니다 도서관이 좋아요 you stupid idiot"));
  }

  @Test
  void parts_hangulAmongEnglish_isKorean() {
    assertEquals(
        List.of(new LanguagePart("ko", "씨발새끼야 꺼져")),
        parts("en", "I was there and it was a lovely day for all of us 씨발새끼야 꺼져"));
  }

  @Test
  void parts_halfGermanHalfEnglish_hasTheSentencesOfTheOther() {
    List<LanguagePart> parts =
        parts(
            "en",
            "This is the best article that I have read for years."
                + " Aber das ist doch nicht die Wahrheit und ihr wisst es auch.");
    assertEquals(1, parts.size());
    assertEquals("de", parts.get(0).language());
    assertTrue(parts.get(0).text().startsWith("Aber das"), parts::toString);
    assertTrue(!parts.get(0).text().contains("article"), parts::toString);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "This is the best article that I have read for years.",
        "Sushi (寿司) and ramen are what we had there",
        "They said die Mannschaft would win",
        "https://ko.example/뉴스/기사-제목-입니다 is what I read today",
      })
  void parts_oneLanguageOrAFewWords_areNone(String text) {
    assertEquals(List.of(), parts("en", text));
  }
}
