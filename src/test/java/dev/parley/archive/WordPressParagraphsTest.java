package dev.parley.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordPressParagraphsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "one                              | <p>one</p>",
        "one⏎two                          | <p>one<br>two</p>",
        "one<br />⏎two                    | <p>one<br>two</p>",
        "one⏎⏎two                         | <p>one</p><p>two</p>",
        "one⏎ ⏎⏎⏎two                      | <p>one</p><p>two</p>",
        "<p>one</p>⏎<p class=\"x\">two</p> | <p>one</p><p>two</p>",
        "<blockquote>one</blockquote>two  | <blockquote><p>one</p></blockquote><p>two</p>",
        "<ul>⏎<li>one</li>⏎</ul>          | <ul><li><p>one</p></li></ul>",
        "a<pre>b⏎⏎c⏎d</pre>e⏎f            | <p>a</p><pre>b⏎⏎c⏎d</pre><p>e<br>f</p>",
        "<pre>never⏎closed                | <pre>never⏎closed",
        "⏎⏎                               | ^^",
      })
  void lines_ofWordPress_becomeBreaksAndParagraphs(String content, String html) {
    String made = WordPressParagraphs.html(content.replace("⏎", "\r\n"));

    String outsidePre = made.contains("<pre>") ? made : made.replace("\n", "");
    assertEquals(html, outsidePre.replace(">\n", ">").replace("\n", "⏎"));
  }
}
