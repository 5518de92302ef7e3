package dev.parley.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
  @ParameterizedTest
  @CsvSource({
    "2011-03-07T20:46:25Z, 2011-03-07T20:46:25Z",
    "2011-03-07T20:46:25, 2011-03-07T20:46:25Z",
    "2011-03-07 20:46:25, 2011-03-07T20:46:25Z",
    "2011-03-07 20:46, 2011-03-07T20:46:00Z",
    "2021-10-28 20:50:15 +0800, 2021-10-28T12:50:15Z",
    "2021-10-28 20:50:15 +08:00, 2021-10-28T12:50:15Z",
    "2021-10-28T20:50:15+08, 2021-10-28T12:50:15Z",
    "2021-03-12T11:21:56.123456789-06:00, 2021-03-12T17:21:56.123456789Z",
    "1583056800.123456, 2020-03-01T10:00:00.123Z",
    "1583056800, 2020-03-01T10:00:00Z",
    "1583056800123, 2020-03-01T10:00:00.123Z",
  })
  void time_writtenInAnyWay_isUnderstood(String written, Instant time) {
    assertEquals(Optional.of(time), Times.of(written));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "0000-00-00 00:00:00",
        "0001-01-01T00:00:00Z",
        "1970-01-01T00:00:00Z",
        "0",
        "-1",
        "2011-13-07T20:46:25Z",
        "2011-03-07",
        "false",
      })
  void zerosAndOtherTexts_areNoTime(String written) {
    assertEquals(Optional.empty(), Times.of(written));
  }
}
