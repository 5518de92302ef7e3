package dev.parley.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LengthTest {
  @ParameterizedTest
  @CsvSource({
    "0, UNDER_50",
    "49, UNDER_50",
    "50, UNDER_200",
    "199, UNDER_200",
    "200, UNDER_600",
    "599, UNDER_600",
    "600, LONGER",
    "5000, LONGER"
  })
  void of_soManyCharacters_itsBand(int characters, Length expected) {
    assertEquals(expected, Length.of("a".repeat(characters)));
  }

  @Test
  void of_emoji_countOnce() {
    assertEquals(Length.UNDER_50, Length.of("\uD83D\uDE00".repeat(49)));
  }
}
