package dev.parley.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.training.Sentences.Kind;
import dev.parley.training.Sentences.Sentence;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentencesTest {
  @ParameterizedTest
  @ValueSource(strings = {"en", "de", "pt"})
  void in_language_fillsEverySlotAndHasEachKindOnce(String language) {
    List<Sentence> sentences = Sentences.in(language);

    assertEquals(sentences, Sentences.in(language), "the same ones each time");
    assertEquals(sentences.size(), sentences.stream().map(Sentence::text).distinct().count());
    for (Sentence sentence : sentences) {
      assertFalse(sentence.text().contains("{"), sentence::text);
    }
    assertEquals(
        Set.of(Kind.values()), sentences.stream().map(Sentence::kind).collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de", "pt"})
  void share_ofAPattern_isTheSameForAllItsSentencesAndNeverCalibrates(String language) {
    List<Sentence> sentences = Sentences.in(language);

    for (Sentence sentence : sentences) {
      double share = sentence.share(7);
      assertTrue(share < 0.78 || share >= 0.86 && share < 1, () -> share + sentence.pattern());
    }
    long places = sentences.stream().map(sentence -> sentence.share(7)).distinct().count();
    assertEquals(sentences.stream().map(Sentence::pattern).distinct().count(), places);
  }

  @Test
  void in_english_hasAHarmlessSentenceForEachThreeHarmfulOnes() {
    List<Sentence> sentences = Sentences.in("en");
    long toxic = sentences.stream().filter(sentence -> sentence.kind().isToxic()).count();
    long harmless = sentences.stream().filter(one -> one.kind() == Kind.HARMLESS).count();

    assertTrue(harmless * 3 > toxic, () -> harmless + " harmless beside " + toxic);
  }
}
