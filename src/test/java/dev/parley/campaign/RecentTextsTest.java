package dev.parley.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.text.Reading;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecentTextsTest {
  private static final String TEMPLATE =
      "I have been earning five thousand dollars a week from home with this simple trick, ask me";

  private final RecentTexts texts = new RecentTexts();

  private static RecentText text(String body) {
    Reading reading = Reading.of(body);
    return new RecentText(
        UUID.randomUUID(), 1, 0, 2, 3, reading.fingerprint(), reading.sketch().orElse(null), 0);
  }

  /** Words nobody else uses. */
  private static RecentText stranger(int number) {
    SplittableRandom random = new SplittableRandom(number);
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < 15; i++) {
      body.append(Long.toString(random.nextLong(1L << 40), 36)).append(" x");
    }
    return text(body.toString());
  }

  @Test
  void like_copyAmongThousands_isFoundAlone() {
    RecentText copy = text(TEMPLATE.replace("five", "nine").replace("simple", "easy"));
    texts.add(copy);
    for (int i = 0; i < 5_000; i++) {
      texts.add(stranger(i));
    }

    assertEquals(copy.id(), texts.like(text(TEMPLATE)).iterator().next().id());
    assertEquals(1, texts.like(text(TEMPLATE)).size());
    assertTrue(texts.like(stranger(-1)).isEmpty());
  }

  @Test
  void forget_comment_isLikeNothingAndLeavesTheOthers() {
    RecentText first = text(TEMPLATE);
    RecentText second = text(TEMPLATE);
    texts.add(first);
    texts.add(second);
    texts.add(text(TEMPLATE.replace("five", "nine")));

    texts.forget(second.id());
    for (int i = 0; i < 300; i++) {
      texts.add(stranger(i));
    }

    assertFalse(texts.contains(second.id()));
    assertTrue(texts.contains(first.id()));
    assertEquals(2, texts.like(text(TEMPLATE)).size());
    assertTrue(texts.like(text("!!!")).isEmpty());
  }

  @Test
  void like_shortText_isFoundOnlyWhenItIsTheSame() {
    texts.add(text("First!"));

    assertEquals(1, texts.like(text("first")).size());
    assertTrue(texts.like(text("first one")).isEmpty());
  }

  @Test
  void add_moreThanThereIsRoomFor_forgetsTheOldest() {
    RecentText oldest = text(TEMPLATE);
    texts.add(oldest);
    for (int i = 0; i < RecentTexts.LARGEST - 1; i++) {
      texts.add(stranger(i));
    }
    assertTrue(texts.contains(oldest.id()));
    assertEquals(1, texts.like(text(TEMPLATE)).size());

    for (int i = 0; i < 10; i++) {
      texts.add(stranger(RecentTexts.LARGEST + i));
    }

    assertFalse(texts.contains(oldest.id()));
    assertTrue(texts.like(text(TEMPLATE)).isEmpty());
    assertEquals(RecentTexts.LARGEST, texts.capacity());
  }

  @Test
  void like_flood_isBounded() {
    for (int i = 0; i < 10_000; i++) {
      texts.add(text(TEMPLATE));
    }

    assertEquals(RecentTexts.MOST_LIKES, texts.like(text(TEMPLATE)).size());
  }
}
