package dev.parley.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.slow.LongRunning;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Texts that are slow to read when time grows with the square of their length: then each of those
 * that are that long would take minutes.
 */
@LongRunning
class HostileTextTest {
  private static final int LENGTH = 1_000_000;

  @ParameterizedTest
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          a      | *              | b
          a      | a*             | b
          ""     | "a* "          | b
          ""     | *a             | *
          a      | '              | a
          a      | a'             | a
          ""     | "f u c k "     | ""
          a      | " "            | a
          a      | "a      "      | a
          ""     | f.u.c.k.       | com
          ""     | a.             | com
          ""     | a..            | com
          a      | \u0301         | b
          ""     | e\u0301        | ""
          ""     | http://        | a
          ""     | http://_       | a
          ""     | http://a.com   | ""
          ""     | "http://a.com "| ""
          ""     | http:／／'     | a
          ""     | http:／／_     | a
          ""     | http:／／a'@'  | a
          ""     | http://a@'     | a
          ""     | http://[1:2:3  | ]
          http://| a@             | a
          http://| a@'            | a
          http://| a)             | @a.com
          http:  | \\\\           | a.com
          ""     | www.x;         | ""
          ""     | www.x@;        | ""
          ""     | www.x.com:;    | ""
          ""     | a.com/~        | ""
          a.com/ | ~              | ""
          a      | @              | a
          ""     | a@             | a.com
          ""     | a@a-           | a.com
          ""     | a@a.a          | a.com
          ""     | "a@a.a "       | a.com
          ""     | "漢 "          | ""
          ""     | 漢字           | ""
          ""     | "漢字 "        | ""
          ""     | (              | ""
          ""     | [              | ""
          ""     | [a](           | a.com
          ""     | [a](a.com)     | ""
          ""     | <a             | >
          ""     | "<a "          | >
          ""     | </             | a>
          ""     | a!             | b
          ""     | a1             | b
          ""     | $a             | b
          ""     | 😀             | a
          """)
  void of_longTextOfOneKind_isReadInTime(String begin, String repeated, String end) {
    String text = begin + repeated.repeat(LENGTH / repeated.length()) + end;

    Reading reading = Reading.of(text);

    assertEquals(text, reading.original());
    assertTrue(reading.sketch().isEmpty() || reading.words().size() >= 1);
  }
}
