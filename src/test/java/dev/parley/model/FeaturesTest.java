package dev.parley.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.text.Reading;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FeaturesTest {
  private static Features of(String text, Wording wording) {
    return Features.of(Reading.of(text), wording);
  }

  private static Set<Integer> hashes(Features features, int group) {
    return Arrays.stream(features.hashes(group)).boxed().collect(Collectors.toSet());
  }

  private static void assertSameHashes(Features expected, Features found) {
    for (int group = 0; group < Features.GROUPS; group++) {
      assertEquals(hashes(expected, group), hashes(found, group), "group " + group);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "@user çok güzel|çok güzel",
        "çok güzel #takım|çok güzel",
        "çok @some_user güzel|çok güzel",
        "çok #bir_etiket güzel!!!|çok güzel",
        "ÇOK GÜZEL|çok güzel",
      })
  void of_words_readsNoTagsAndNoShape(String written, String same) {
    assertSameHashes(of(same, Wording.WORDS), of(written, Wording.WORDS));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"a # sign|a sign more", "user güzel|güzel"})
  void of_words_readsWhatIsNoTag(String one, String other) {
    assertNotEquals(
        hashes(of(one, Wording.WORDS), Features.WORDS),
        hashes(of(other, Wording.WORDS), Features.WORDS));
  }

  @Test
  void of_comment_readsTheShapeAndTags() {
    assertNotEquals(
        hashes(of("nice", Wording.COMMENT), Features.SHAPE),
        hashes(of("nice!!!", Wording.COMMENT), Features.SHAPE));
    assertEquals(0, of("nice!!!", Wording.WORDS).hashes(Features.SHAPE).length);
  }

  @Test
  void of_accents_tellsWordsApartThatDifferInAccentsAlone() {
    assertSameHashes(of("ma", Wording.WORDS), of("mà", Wording.WORDS));
    assertNotEquals(
        hashes(of("ma", Wording.ACCENTS), Features.WORDS),
        hashes(of("mà", Wording.ACCENTS), Features.WORDS));
    assertTrue(
        hashes(of("mà", Wording.ACCENTS), Features.WORDS)
            .containsAll(hashes(of("ma", Wording.ACCENTS), Features.WORDS)),
        "without accents it is known too");
  }

  @Test
  void of_syllables_findsWhatTwoSpellingsShare() {
    Set<Integer> shared = hashes(of("병신", Wording.SYLLABLES), Features.SHAPE);
    shared.retainAll(hashes(of("벼엉신", Wording.SYLLABLES), Features.SHAPE));
    assertTrue(shared.size() >= 5, () -> "shared " + shared.size());
    Set<Integer> unlike = hashes(of("병신", Wording.SYLLABLES), Features.SHAPE);
    unlike.retainAll(hashes(of("나무", Wording.SYLLABLES), Features.SHAPE));
    assertTrue(unlike.isEmpty());
  }

  @ParameterizedTest
  @EnumSource(Wording.class)
  void as_otherWording_isWhatThatWordingReads(Wording wording) {
    Reading reading = Reading.of("@user 병신 mà çok güzel!!");
    Features comment = Features.of(reading);
    Features asked = comment.as(wording);
    assertSameHashes(Features.of(reading, wording), asked);
    assertSame(asked, comment.as(wording));
  }

  @Test
  void as_withoutText_fails() {
    Features kept = Features.of(Reading.of("some words")).withoutOrigins();
    assertSame(kept, kept.as(Wording.COMMENT));
    assertThrows(IllegalStateException.class, () -> kept.as(Wording.WORDS));
  }

  @ParameterizedTest
  @EnumSource(Wording.class)
  void without_aWord_hasNothingOfIt(Wording wording) {
    Reading reading = Reading.of("uno due tre due");
    Features rest = Features.of(reading, wording).without(reading, "due");
    assertEquals(hashes(of("uno tre", wording), Features.WORDS), hashes(rest, Features.WORDS));
    assertEquals(
        hashes(of("uno tre", wording), Features.CHARACTERS), hashes(rest, Features.CHARACTERS));
  }

  @Test
  void of_nothing_hasNoWords() {
    for (Wording wording : Wording.values()) {
      assertArrayEquals(
          new int[0],
          of("#only @tags", wording == Wording.COMMENT ? Wording.WORDS : wording)
              .hashes(Features.WORDS));
      assertFalse(Float.isNaN(of("", wording).value(Features.WORDS)));
    }
  }
}
