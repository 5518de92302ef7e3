package dev.parley.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RateTest {
  private final Rate rate = new Rate(0);

  private void steadily(int aMinute, int from, int to) {
    for (int minute = from; minute < to; minute++) {
      for (int i = 0; i < aMinute; i++) {
        rate.count(minute);
      }
    }
  }

  @Test
  void recent_countsTheLastFiveMinutes() {
    steadily(2, 0, 10);

    assertEquals(10, rate.recent(9));
    assertEquals(8, rate.recent(10));
    assertEquals(0, rate.recent(14));
  }

  @Test
  void usual_steadyPlace_isItsRate() {
    steadily(2, 0, 600);

    assertEquals(10, rate.usual(), 0.1);
  }

  @Test
  void usual_afterOneCrowd_hardlyRises() {
    steadily(2, 0, 600);
    steadily(100, 600, 605);
    rate.recent(610);

    assertTrue(rate.usual() < 11, () -> "usual " + rate.usual());
  }

  @Test
  void usual_placeBusyFromTheStart_isUsualWithinHalfAnHour() {
    steadily(60, 0, 30);

    assertTrue(rate.recent(29) < 4 * rate.usual(), () -> "usual " + rate.usual());
  }

  @Test
  void count_commentOfAnEarlierMinute_countsWhileItIsInTheWindow() {
    rate.count(10);
    rate.count(7);
    rate.count(3);

    assertEquals(2, rate.recent(10));
  }

  @Test
  void usual_nightWithoutComments_isForgottenSlowly() {
    steadily(2, 0, 600);
    rate.recent(600 + 60);

    assertTrue(rate.usual() > 8, () -> "usual " + rate.usual());
  }
}
