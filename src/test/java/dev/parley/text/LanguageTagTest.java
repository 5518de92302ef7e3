package dev.parley.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTagTest {
  @ParameterizedTest
  @CsvSource({
    "en, en",
    "pt-BR, pt",
    "de_AT, de",
    "EN, en",
    "hi-Latn, hi-Latn",
    "HI_LATN, hi-Latn",
    "hi-Deva, hi",
    "zh-Hant, zh-Hant",
    "zh-Hant-TW, zh-Hant",
    "zh-Hans, zh",
    "zh-TW, zh",
    "ko-Kore, ko",
    "sr-Latn, sr",
    "' en ', en",
  })
  void of_tag_keepsAnUnusualScript(String tag, String language) {
    assertEquals(Optional.of(language), LanguageTag.of(tag));
  }

  @ParameterizedTest
  @CsvSource({"-", "''", "x", "english language", "1", "en--"})
  void of_whatIsNoTag_isEmpty(String tag) {
    assertEquals(Optional.empty(), LanguageTag.of(tag));
  }
}
