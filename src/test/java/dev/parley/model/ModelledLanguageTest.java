package dev.parley.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.text.Reading;
import dev.parley.text.Span;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ModelledLanguageTest {
  @ParameterizedTest
  @EnumSource(ModelledLanguage.class)
  void score_inEachLanguage_isAProbability(ModelledLanguage language) throws Exception {
    double score = toxicity(language.code(), "123 :-)");
    assertTrue(score >= 0 && score < 0.5, () -> language + " " + score);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ko|이 병신 같은 새끼야 꺼져|정말 좋은 기사 감사합니다",
        "ro|Esti un idiot si un prost, taci din gura|Mulțumesc mult pentru un articol bun",
        "hi|तू कुत्ता है साले हरामी|इतने अच्छे लेख के लिए धन्यवाद",
        "fa|خفه شو احمق بی شعور کثافت|خیلی ممنون از این مقاله خوب",
        "ar|انت كلب حقير وغبي|شكرا جزيلا على هذا المقال",
        "tr|Siktir git aptal orospu çocuğu|Bu güzel yazı için çok teşekkürler",
        "el|Είσαι ηλίθιος και μαλάκας|Ευχαριστώ πολύ για το άρθρο",
        "pl|Zamknij ryj ty głupi debilu, kurwa|Bardzo dziękuję za dobry artykuł",
        "vi|Thằng ngu, địt mẹ mày|Cảm ơn vì bài viết rất hay",
        "da|Hold kæft din klamme idiot og luder|Mange tak for en god artikel",
      })
  void score_insult_isAboveThatOfThanks(String language, String insult, String thanks)
      throws Exception {
    double rude = toxicity(language, insult);
    double kind = toxicity(language, thanks);
    assertTrue(rude > 3 * kind && kind < 0.25, () -> rude + " and " + kind);
  }

  private static double toxicity(String language, String text) throws ModelUnavailable {
    return Models.shipped().score(Reading.of(text), language).of(Attribute.TOXICITY).orElseThrow();
  }

  @Test
  void evidence_inALanguageOfWords_isTheInsult() throws Exception {
    String text = "Bu yazı güzel ama sen orospu çocuğu";
    List<Span> spans =
        Models.shipped().evidence(Attribute.TOXICITY, Reading.of(text), "tr", Addition.NONE, 2);
    assertTrue(spans.stream().anyMatch(span -> span.of(text).equals("orospu")), spans::toString);
  }

  @ParameterizedTest
  @CsvSource({"en, release", "fa, release", "tr, beta", "fr, rules", "hi-Latn, rules", "zh, rules"})
  void of_language_isItsQuality(String language, String quality) {
    assertEquals(quality, Quality.of(language).code());
  }

  @Test
  void of_tagWithScript_hasNoModel() {
    assertEquals(Optional.empty(), ModelledLanguage.of("hi-Latn"));
    assertEquals(Optional.of(ModelledLanguage.HINDI), ModelledLanguage.of("hi"));
  }
}
