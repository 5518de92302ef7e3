package dev.parley.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

class ReadingPropertyTest {
  @Property(tries = 10_000, shrinking = ShrinkingMode.BOUNDED)
  void normalizing_anyText_isIdempotentWithOffsetsInside(@ForAll String text) {
    check(text);
  }

  @Property(tries = 10_000, shrinking = ShrinkingMode.BOUNDED)
  void normalizing_disguises_isIdempotentWithOffsetsInside(@ForAll("disguises") String text) {
    check(text);
  }

  @Provide
  Arbitrary<String> disguises() {
    return Arbitraries.strings()
        .withChars("abciusk 015!@$*.-_'/:w  \n\u00e9\u0430\u200b#")
        .ofMaxLength(40);
  }

  private static void check(String text) {
    Reading reading = Reading.of(text);
    String normalized = reading.normalized();
    assertEquals(normalized, Reading.of(normalized).normalized());
    for (int i = 0; i < normalized.length(); i++) {
      inside(reading.originalSpan(i, i + 1), text);
    }
    reading.words().forEach(word -> inside(word.span(), text));
    reading.links().forEach(link -> inside(link.span(), text));
  }

  private static void inside(Span span, String text) {
    assertTrue(
        span.start() >= 0 && span.start() < span.end() && span.end() <= text.length(),
        span::toString);
  }
}
