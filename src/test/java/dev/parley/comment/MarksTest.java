package dev.parley.comment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.text.Span;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarksTest {
  /** The HTML with every stretch of {@code body} marked that reads so. */
  private static String marked(String body, String... stretches) {
    List<Span> spans = new ArrayList<>();
    for (String stretch : stretches) {
      int at = body.indexOf(stretch);
      while (at >= 0) {
        spans.add(new Span(at, at + stretch.length()));
        at = body.indexOf(stretch, at + 1);
      }
    }
    return Markdown.html(body, spans).strip();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a **moron** here    | moron       | <p>a <strong><mark data-start="4">moron</mark></strong> here</p>
          spam**word** here   | spam**word  | <p><mark data-start="0">spam</mark><strong><mark data-start="6">word</mark></strong> here</p>
          cas&#105;no, you    | cas&#105;no | <p><mark data-start="0">casino</mark>, you</p>
          1 &lt; 2 moron      | moron       | <p>1 &lt; 2 <mark data-start="9">moron</mark></p>
          \\*no\\* moron      | moron       | <p>*no* <mark data-start="7">moron</mark></p>
          \\&amp; moron       | moron       | <p>&amp;amp; <mark data-start="7">moron</mark></p>
          `a moron` is        | moron       | <p><code>a <mark data-start="3">moron</mark></code> is</p>
          [a moron](/x) moron | moron       | <p>a <mark data-start="3">moron</mark> (/x) <mark data-start="14">moron</mark></p>
          no *moro*n          | moron       | <p>no <em>moro</em>n</p>
          """)
  void marks_standWhereTheStretchIsShown(String body, String stretch, String html) {
    assertEquals(html, marked(body, stretch));
  }

  @Test
  void marks_inListsQuotesAndCodeBlocks_followTheirLines() {
    assertEquals(
        "<ol start=\"3\"><li>a <mark data-start=\"5\">moron</mark></li><li>fine</li></ol>",
        marked("3. a moron\n4. fine", "moron").replace("\n", ""));
    assertEquals(
        "<blockquote><blockquote><p>first</p></blockquote><p>a <mark data-start=\"14\">moron</mark></p>"
            + "</blockquote><p>my <mark data-start=\"23\">moron</mark></p>",
        marked("> > first\n> a moron\nmy moron", "moron").replace("\n", ""));
    assertEquals(
        "<pre><code>one<mark data-start=\"12\">moron</mark></code></pre>",
        marked("```moron\none\nmoron\n```", "\nmoron").replace("\n", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void marks_afterAnyLineEnd_standAtTheirLetters(String end) {
    String body = "one" + end + end + "> two" + end + "three moron";
    int at = body.indexOf("moron");

    assertEquals(
        "<p>one</p><blockquote><p>two</p></blockquote>"
            + "<p>three <mark data-start=\""
            + at
            + "\">moron</mark></p>",
        marked(body, "moron").replace("\n", ""));
  }

  @Test
  void marks_ofAnAddress_standOnTheWordsOfItsLink() {
    assertEquals(
        "<p>see <a href=\"https://cheap.example/a\" rel=\"nofollow ugc noopener\">"
            + "<mark data-start=\"4\">https://cheap.example/a</mark></a> now</p>",
        marked("see https://cheap.example/a now", "https://cheap.example/a"));
    assertEquals(
        "<p>see <a href=\"https://cheap.example/a\" rel=\"nofollow ugc noopener\">"
            + "<mark data-start=\"12\">these</mark></a> now</p>",
        marked("see [these](https://cheap.example/a) now", "https://cheap.example/a"));
  }

  @Test
  void marks_thatOverlap_areCutAtTheirBorders() {
    String body = "you utter moron";

    assertEquals(
        "<p>you <mark data-start=\"4\">utter </mark><mark data-start=\"10\">moron</mark></p>",
        marked(body, "utter moron", "moron"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "**a** _b_ `c` [d](https://e.example) https://f.example\n\n> g\nh\n\n- i\n  - j\n\n1986. k",
        "```\nx < y\n```",
        "&lt;script&gt;alert(1)&lt;/script&gt; <script>alert(1)</script> <mark data-start=\"1\">",
        "![alt](https://e.example/a.png) [](https://g.example) [x](tel:1)"
      })
  void marks_takenAway_leaveWhatReadersSee(String body) {
    List<Span> all = new ArrayList<>();
    for (int i = 0; i < body.length(); i += 3) {
      all.add(new Span(i, Math.min(body.length(), i + 2)));
    }

    String without = Markdown.html(body, all).replaceAll("<mark data-start=\"\\d+\">|</mark>", "");

    assertEquals(Markdown.of(body).html(), without);
    assertEquals(Markdown.of(body).html(), Markdown.html(body, List.of()));
  }
}
