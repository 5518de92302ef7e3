package dev.parley.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.model.Attribute;
import dev.parley.model.Features;
import dev.parley.model.ModelUnavailable;
import dev.parley.model.Models;
import dev.parley.text.Reading;
import dev.parley.text.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ObfuscationTest {
  private static Models models;

  @BeforeAll
  static void load() throws ModelUnavailable {
    models = Models.shipped();
  }

  private final Obfuscation obfuscation = new Obfuscation(models, 7);

  private static Example example(String text) {
    Reading reading = Reading.of(text);
    return new Example(
        Source.JIGSAW,
        "JIGSAW",
        text,
        reading.normalized(),
        0.9,
        Features.of(reading),
        Map.of(Attribute.TOXICITY, true));
  }

  private List<String> words(Example example) {
    return obfuscation.words(example).stream()
        .map(span -> example.written().substring(span.start(), span.end()))
        .toList();
  }

  @Test
  void words_insults_areThoseThatCarryTheScore() {
    Example rude = example("The bridge was planned by a stupid idiot.");
    assertTrue(words(rude).containsAll(List.of("stupid", "idiot")), () -> "" + words(rude));
  }

  @Test
  void words_shortOrWithDigits_areNotAmongThem() {
    Example rude = example("An ass, a m0ron, an idiot!");
    assertEquals(List.of("idiot"), words(rude));
  }

  @Test
  void words_oneThatComesTwice_isFoundTwice() {
    assertEquals(
        List.of("Idiot", "idiot"),
        words(example("Idiot! My, what an idiot.")).stream()
            .filter(word -> word.equalsIgnoreCase("idiot"))
            .toList());
  }

  @Test
  void disguised_someWords_leavesTheRest() {
    Example rude = example("Well: a moron, as ever.");
    Example masked =
        obfuscation.disguised(rude, List.of(new Span(8, 13)), Optional.of(Disguise.MASKED));
    assertEquals("Well: a m*ron, as ever.", masked.written());
    assertEquals(rude.text(), masked.text());
    assertEquals(rude.labels(), masked.labels());
  }

  @Test
  void disguised_noWords_isTheSameText() {
    Example clean = example("A bridge.");
    assertEquals("A bridge.", obfuscation.disguised(clean, List.of(), Optional.empty()).written());
  }

  @Test
  void disguised_sameSeed_isTheSame() {
    Example rude = example("Only a stupid moron would say what this stupid idiot wrote.");
    List<Span> words = obfuscation.words(rude);
    String once = obfuscation.disguised(rude, words, Optional.empty()).written();
    assertNotEquals(rude.written(), once);
    assertEquals(
        once, new Obfuscation(models, 7).disguised(rude, words, Optional.empty()).written());
    assertNotEquals(
        once, new Obfuscation(models, 8).disguised(rude, words, Optional.empty()).written());
  }

  @Test
  void words_aCleanCommentToo_mayBeDisguised() {
    Example clean = example("The old women of the village were killed by the flood.");
    assertTrue(!obfuscation.words(clean).isEmpty());
  }
}
