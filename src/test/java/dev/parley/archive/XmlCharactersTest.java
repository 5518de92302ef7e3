package dev.parley.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XmlCharactersTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "plain & text &amp; &lt; | plain & text &amp; &lt;",
        "a\u0000b\u0008c\u000Bd\u001Fe\u007Ff | abcde\u007Ff",
        "a\uFFFEb\uFFFFc | abc",
        "a&#8;b&#x1F;c&#X0;d | abcd",
        "&#10;&#x9;&#8217;&#x1F600; | &#10;&#x9;&#8217;&#x1F600;",
        "&#xD800;&#xFFFF;&#99999999;x | x",
        "&#;&#x;&# 8;&#8 &#8 | &#;&#x;&# 8;&#8 &#8",
        "😀 \uD83D \uDE00 | 😀",
      })
  void text_withForbiddenCharacters_losesThemAlone(String written, String kept) throws IOException {
    assertEquals(kept, read(written, 100).strip());
    assertEquals(kept, read(written, 1).strip());
  }

  /** At every place where the buffer could end. */
  @Test
  void text_longerThanTheBuffer_isWhole() throws IOException {
    for (int before = 16_350; before < 16_400; before++) {
      String text = "x".repeat(before) + "&#8;&amp;&#x1F600;😀\u0007";
      assertEquals("x".repeat(before) + "&amp;&#x1F600;😀", read(text, 5000));
    }
  }

  private static String read(String text, int length) throws IOException {
    StringBuilder all = new StringBuilder();
    char[] part = new char[length];
    try (Reader reader = new XmlCharacters(new StringReader(text))) {
      for (int count = reader.read(part); count >= 0; count = reader.read(part)) {
        all.append(part, 0, count);
      }
    }
    return all.toString();
  }
}
