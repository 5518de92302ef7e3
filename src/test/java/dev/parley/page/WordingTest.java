package dev.parley.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class WordingTest {
  private static final Instant NOW = Instant.parse("2026-11-23T17:00:00Z");

  private static String ago(String at) {
    return Wording.ago(Instant.parse(at), NOW);
  }

  @Test
  void ago_anyTime_isToldInTheGreatestUnitThatFits() {
    assertEquals("just now", ago("2026-11-23T16:59:01Z"));
    assertEquals("just now", ago("2026-11-23T17:00:05Z"));
    assertEquals("1 minute ago", ago("2026-11-23T16:58:30Z"));
    assertEquals("59 minutes ago", ago("2026-11-23T16:00:01Z"));
    assertEquals("3 hours ago", ago("2026-11-23T13:30:00Z"));
    assertEquals("1 day ago", ago("2026-11-22T17:00:00Z"));
    assertEquals("2 months ago", ago("2026-09-20T17:00:00Z"));
    assertEquals("4 years ago", ago("2022-03-01T17:00:00Z"));
  }

  @Test
  void initials_anyName_areTheFirstLettersOfItsFirstTwoWords() {
    assertEquals("ML", Wording.initials("Marta Lindqvist"));
    assertEquals("OB", Wording.initials("oisín brady o'neill"));
    assertEquals("M", Wording.initials("marta"));
    assertEquals("🦊Ä", Wording.initials("🦊fox änne"));
    assertEquals("–", Wording.initials(""));
  }

  @Test
  void hue_ofAName_isThatOfTheWidget() {
    // Sums of UTF-16 code units, as in comment.js: M+a = 77+97 = 174.
    assertEquals(174 % 7, Wording.hue("Ma"));
    assertEquals(0xD83E % 7, Wording.hue("🦊"));
    assertEquals(7, Wording.hue(""));
  }

  @Test
  void plain_ofSanitisedHtml_isItsText() {
    assertEquals(
        "1 < 2 & \"so\" it's",
        Wording.plain("<p>1 &lt; 2 &amp; &#34;so&#34; <em>it&#39;s</em></p>\n"));
    assertEquals("&lt;", Wording.plain("&amp;lt;"));
  }

  @Test
  void number_negative_hasAMinusSign() {
    assertEquals("−1,234", Wording.number(-1_234));
  }
}
