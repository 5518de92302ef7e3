package dev.parley.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.comment.Text;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlToMarkdownTest {
  private static final String SIGNS = "a *_\\`[]()<>&#-+.1!~|\"'";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "<p>one</p><p>two<br>three</p>      | one⏎⏎two⏎three",
        "one<br/><br>two                    | one⏎⏎two",
        "<div>one</div><div>two</div>       | one⏎⏎two",
        "<p>a<b> b</b>c <i>d</i></p>        | a **b**c *d*",
        "<strong><em>x</em></strong>        | ***x***",
        "<b>a<br>b</b>                      | **a⏎b**",
        "<a href=\"http://x.example/a(b)\" rel=\"nofollow\">w</a> | [w](http://x.example/a%28b%29)",
        "<a href=\"http://x.example/a\">http://x.example/a</a>    | http://x.example/a",
        "<a href=\"https://x.example\">x.example</a>              | [x.example](https://x.example)",
        "<a href=\"/here\">here</a>         | here",
        "<a href=\"javascript:x()\">x</a>   | x",
        "http://x.example/a_b_c             | http://x.example/a_b_c",
        "<ol start=\"3\"><li>a</li><li>b</li></ol>                | 3. a⏎4. b",
        "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>         | - a⏎⏎  - b⏎⏎- c",
        "<blockquote><p>a</p></blockquote>b | > a⏎⏎b",
        "<blockquote>a<blockquote>b</blockquote></blockquote>     | > a⏎>⏎> > b",
        "<pre>a⏎  *b*⏎</pre>                | ```⏎a⏎  *b*⏎```",
        "<pre>```</pre>                     | ````⏎```⏎````",
        "<code>a `b</code>                  | ``a `b``",
        "<span style=\"color:red\">a</span> | a",
        "2 &lt; 3 &amp; 4 &gt; 3            | 2 < 3 & 4 > 3",
        "&lt;b&gt;                          | <b>",
        "&amp;amp;                          | \\&amp;",
        "*no*                               | \\*no\\*",
        "- no                               | \\- no",
        "1) no                              | 1\\) no",
        "a<!-- hidden -->b                  | ab",
        "<b></b><p>&nbsp;</p>               | ^^",
      })
  void convert_ofWhatMarkdownCanSay_saysIt(String html, String markdown) {
    assertEquals(Optional.of(markdown.replace("⏎", "\n")), source(html.replace("⏎", "\n")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p>a <s>b</s></p>",
        "<u>a</u>",
        "<img src=\"https://x.example/a.png\">",
        "<h2>a</h2>",
        "a<hr>b",
        "<table><tr><td>a</td></tr></table>",
        "<span class=\"spoiler\">a</span>",
        "<spoiler>a</spoiler>",
        "a<sup>2</sup>",
        "<q>a</q>",
        "foo<b>\"bar\"</b>baz",
        "<ol><li>a</li><li value=\"7\">b</li></ol>",
        "<iframe src=\"https://x.example\"></iframe>",
        "<code>a<b>b</b></code>",
      })
  void convert_ofWhatMarkdownCannotSay_isEmpty(String html) {
    assertEquals(Optional.empty(), source(html));
  }

  @Test
  void convert_ofEveryTinyText_givesItBack() {
    for (char a : SIGNS.toCharArray()) {
      for (char b : SIGNS.toCharArray()) {
        for (char c : SIGNS.toCharArray()) {
          String html = escaped("" + a + b + c);
          Optional<String> markdown = source(html);
          assertTrue(markdown.isPresent(), html);
          assertEquals(Appearance.of(html), appearance(markdown.get()), html);
        }
      }
    }
  }

  @Property(tries = 3000)
  void convert_ofAnyHtml_losesNothing(@ForAll("html") String html) {
    source(html).ifPresent(markdown -> assertSame(Appearance.of(html), appearance(markdown), html));
  }

  /** Parley makes links of addresses; all others are those of the source. */
  private static void assertSame(List<String> source, List<String> own, String html) {
    assertEquals(Appearance.withoutLinks(source), Appearance.withoutLinks(own), html);
    for (int i = 0; i < source.size(); i++) {
      if (source.get(i).contains(" a=")) {
        assertEquals(source.get(i), own.get(i), html);
      }
    }
  }

  private static List<String> appearance(String markdown) {
    return Appearance.of(Text.preview(markdown).orElse(""));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  @Provide
  Arbitrary<String> html() {
    return Arbitraries.of(
            "<p>",
            "</p>",
            "<br>",
            "<b>",
            "</b>",
            "<i>",
            "</i>",
            "<em>",
            "</em>",
            "<ul>",
            "<li>",
            "</li>",
            "</ul>",
            "<ol>",
            "</ol>",
            "<blockquote>",
            "</blockquote>",
            "<code>",
            "</code>",
            "<pre>",
            "</pre>",
            "<a href=\"https://x.example/a\">",
            "</a>",
            "<div>",
            "</div>",
            "<span>",
            "</span>",
            "a",
            "b ",
            " ",
            "\n",
            "*",
            "_",
            "`",
            "[c](http://y.example)",
            "1. ",
            "- ",
            "&gt; ",
            "&lt;b&gt;",
            "&amp;lt;",
            "\\",
            "#",
            "!",
            "http://z.example/_q_",
            "~~~",
            "\"",
            "&nbsp;",
            "x@y.example",
            "www.z.example",
            "<b>bold</b>",
            "<p>para</p>",
            "<li>item</li>",
            "<ul><li>one</li></ul>")
        .list()
        .ofMinSize(1)
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }

  private static Optional<String> source(String html) {
    return HtmlToMarkdown.convert(html).map(ArchivedText.Markdown::source);
  }
}
