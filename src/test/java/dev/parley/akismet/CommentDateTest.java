package dev.parley.akismet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommentDateTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-23T18:00:00Z",
        "2026-11-23T18:00:00.000Z",
        "2026-11-23 18:00:00",
        " 2026-11-23T18:00:00 ",
        "2026-11-23T19:00:00+01:00",
        "2026-11-23 19:00:00+0100"
      })
  void date_inAnyForm_isRead(String text) {
    assertEquals(Optional.of(Instant.parse("2026-11-23T18:00:00Z")), CommentDate.parse(text));
  }

  @Test
  void date_thatIsNone_isLeftOut() {
    for (String text : new String[] {"yesterday", "", "2026-13-45 99:99:99", "1732384800"}) {
      assertEquals(Optional.empty(), CommentDate.parse(text), text);
    }
  }
}
