package dev.parley.comment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.text.Span;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnippetTest {
  private static final String FILLER = "The ferry was late again. ";

  private static List<Span> all(String body, String stretch) {
    int at = body.indexOf(stretch);
    return List.of(new Span(at, at + stretch.length()));
  }

  private static String marked(String body, String stretch) {
    return Snippet.marked(body, all(body, stretch), all(body, stretch));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          a **bold** and *quiet* _word_        | a bold and quiet word
          see [my site](https://x.example/a_b) | see my site
          ![a cat](https://x.example/c) looks  | a cat looks
          the `**raw**` code                   | the **raw** code
          AT&amp;T &lt;b&gt; &#42;             | AT&T <b> *
          \\*no\\* \\_emphasis\\_              | *no* _emphasis_
          https://x.example/a_b_c*d            | https://x.example/a_b_c*d
          <https://x.example/a>                | https://x.example/a
          2 * 3 * 4 = 24, x_1 and y_1_z        | 2 * 3 * 4 = 24, x_1 and y_1_z
          5 < 6 && 7 > 6                       | 5 < 6 && 7 > 6
          # of [things] *left                  | # of [things] *left
          <b>tags</b> are shown                | <b>tags</b> are shown
          """)
  void snippet_ofMarkdown_isWhatAReaderSees(String body, String seen) {
    assertEquals(seen, Snippet.of(body));
  }

  @Test
  void snippet_ofSeveralLines_isOne() {
    assertEquals("one two three", Snippet.of("one  \n  two\n\n\nthree\n"));
    assertEquals("int a = 1; done", Snippet.of("```java\nint  a = 1;\n```\ndone"));
    assertEquals("see this", Snippet.of("see [this]\n\n[this]: https://x.example"));
  }

  @Test
  void snippet_ofALongText_endsBehindTwoLines() {
    String cut = Snippet.of(FILLER.repeat(100));

    assertTrue(cut.endsWith("…"), cut);
    assertTrue(cut.length() <= Snippet.LONGEST + 1, cut);
    assertEquals(FILLER.strip(), Snippet.of(FILLER));
    assertFalse(Snippet.of("x" + "😀".repeat(300)).contains("\uD83D…"));
  }

  @Test
  void snippet_ofALongLink_isCutWhereItIsSeen() {
    String link = "[" + "word ".repeat(20) + "](https://x.example/" + "a".repeat(400) + ")";

    assertEquals("word ".repeat(20) + "end", Snippet.of(link + "end"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a **moron** here    | moron       | a <mark data-start="4">moron</mark> here
          cas&#105;no & you   | cas&#105;no | <mark data-start="0">casino</mark> &amp; you
          1 < 2 moron         | moron       | 1 &lt; 2 <mark data-start="6">moron</mark>
          `a moron` is        | moron       | a <mark data-start="3">moron</mark> is
          spam**word** here   | spam**word  | <mark data-start="0">spamword</mark> here
          """)
  void marks_standWhereTheStretchIsSeen(String body, String stretch, String html) {
    assertEquals(html, marked(body, stretch));
  }

  @Test
  void marks_ofStretchesThatOverlap_tearNoElement() {
    assertEquals(
        "you <mark data-start=\"4\">utter </mark><mark data-start=\"10\">moron</mark>",
        Snippet.marked("you utter moron", List.of(new Span(4, 15), new Span(10, 15)), List.of()));
  }

  @Test
  void snippet_ofATextWithEvidenceFarBehind_beginsShortlyBefore() {
    String body = FILLER.repeat(150) + "You **moron**. " + FILLER.repeat(20);

    String html = marked(body, "moron");

    int at = body.indexOf("moron");
    assertTrue(html.startsWith("…"), html);
    assertTrue(html.contains("You <mark data-start=\"" + at + "\">moron</mark>. The"), html);
    assertTrue(html.endsWith("…"), html);
  }

  @Test
  void snippet_ofATextWithOnlyALinkFarBehind_beginsAtItsBeginning() {
    String body = FILLER.repeat(10) + "https://x.example";

    assertTrue(Snippet.marked(body, all(body, "https://x.example"), List.of()).startsWith("The"));
  }

  @Test
  void snippet_asHtml_escapesWhatIsWritten() {
    assertEquals(
        "&lt;mark data-start=\"0\"&gt;x&lt;/mark&gt; &amp;amp;",
        Snippet.marked("<mark data-start=\"0\">x</mark> &amp;amp;", List.of(), List.of()));
  }
}
