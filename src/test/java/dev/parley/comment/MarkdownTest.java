package dev.parley.comment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.site.Site;
import dev.parley.site.SiteSettings;
import dev.parley.text.WebAddress;
import io.vertx.core.json.JsonObject;
import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {
  private static final Site SITE =
      new Site(1, "s", "S", List.of("https://mysite.example"), SiteSettings.of(new JsonObject()));

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "http://spam.example/ spam.example",
        "[x](http://SPAM.example:80/?a=b&c=d) spam.example",
        "[x](http&colon;//spam.example) spam.example",
        "[x](http://spam\\.example/) spam.example",
        "[x](http://mysite.example&#64;spam.example) spam.example",
        "http://mysite.example&#64;spam.example/ spam.example",
        "éhttp://spam.example/ spam.example",
        "<https://spam.example> spam.example",
        "[x](javascript:alert(1)) ''",
        "[x](mailto:me@mysite.example) ''",
        "`http://spam.example/` ''",
        "nothing ''",
      })
  void hosts_ofWhatIsShown_areThoseAReaderWouldGoTo(String body, String host) {
    List<String> expected = host.isEmpty() ? List.of() : List.of(host);

    assertEquals(expected, followed(body));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[x](http&colon;//spam.example/)",
        "http://mysite.example&#64;spam.example/",
        "éhttp://spam.example/"
      })
  void domains_ofALinkOnlyARendererSees_areKnown(String body) {
    assertTrue(domains(body).contains("spam.example"), () -> domains(body).toString());
  }

  @Test
  void domains_ofTheSitesOwnLink_areNone() {
    assertEquals(List.of(), domains("[x](https://mysite.example/about)"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        // A picture is a link with its words; without words it shows nothing.
        "![a cat](https://x.example/cat.png)~<a href=\"https://x.example/cat.png\">a cat</a>",
        "so![](https://x.example/a)me~some",
        "[![logo](https://x.example/l.png)](https://y.example)~"
            + "<a href=\"https://y.example\">logo</a>",
        "so[](https://x.example/a)me~some",
        // An address that can be put right is.
        "[md](https://x.example/a|b)~<a href=\"https://x.example/a%7Cb\">md</a>",
        "[md](https://x.example/50%)~<a href=\"https://x.example/50%25\">md</a>",
        "[x](https://müller.example/ü)~<a href=\"https://xn--mller-kva.example/%C3%BC\">x</a>",
        "https://müller.example~"
            + "<a href=\"https://xn--mller-kva.example\">https://müller.example</a>",
        "[x](https://my_site.example/)~<a href=\"https://my_site.example/\">x</a>",
        // One that cannot is shown behind the words.
        "[call](tel:+15550100)~call (tel:+15550100)",
        "[x](javascript:alert(1))~x (javascript:alert(1))",
        "![cat](cat.png)~cat (cat.png)",
        "<tel:+15550100>~tel:+15550100",
        "[x](https://good.example\\\\@evil.example)~x (https://good.example\\@evil.example)",
        "[x]()~x",
      })
  void html_ofALink_losesNoWords(String body, String shown) {
    assertEquals("<p>" + shown + "</p>", plain(body));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "„https://x.example/a“~https://x.example/a",
        "“https://x.example/a”~https://x.example/a",
        "»https://x.example/a.«~https://x.example/a",
        "https://x.example/e…~https://x.example/e",
        "https://x.example/docs。谢谢~https://x.example/docs",
        "「https://x.example/docs」です~https://x.example/docs",
        "（https://x.example/docs）~https://x.example/docs",
        "(https://x.example/a_(b))~https://x.example/a_%28b%29",
        "(https://x.example/a”)~https://x.example/a",
        "https://x.example/wiki/%E2%80%9CA%E2%80%9D~https://x.example/wiki/%E2%80%9CA%E2%80%9D",
        "https://x.example/日本~https://x.example/%E6%97%A5%E6%9C%AC",
        "https://x.example/a— so~https://x.example/a",
        "https://x.example/a–~https://x.example/a",
        "https://x.example/1914–18~https://x.example/1914%E2%80%9318",
        "https://x.example/a\u200B~https://x.example/a",
        "https://x.example/a\u202E, b~https://x.example/a",
        "\u2068https://x.example/a\u2069~https://x.example/a",
        "https://x.example/می\u200Cروم~https://x.example/%D9%85%DB%8C%E2%80%8C%D8%B1%D9%88%D9%85",
        "https://straße.example/a~https://xn--strae-oqa.example/a",
        "https://www.ελλάς.example~https://www.xn--hxarsa0b.example",
        "https://FAẞ.example~https://xn--fa-hia.example",
      })
  void html_ofAnAddressInText_endsItBeforeTheSignsAroundIt(String body, String href) {
    assertTrue(plain(body).contains("<a href=\"" + href + "\">"), () -> plain(body));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "> > first/> second/my reply|"
            + "<blockquote><blockquote><p>first</p></blockquote><p>second</p></blockquote>"
            + "<p>my reply</p>",
        "> theirs/mine|<blockquote><p>theirs</p></blockquote><p>mine</p>",
        "> a/b/> c|<blockquote><p>a</p></blockquote><p>b</p><blockquote><p>c</p></blockquote>",
        "> a/> b|<blockquote><p>a<br />b</p></blockquote>",
        "> > a/> b/> c|"
            + "<blockquote><blockquote><p>a</p></blockquote><p>b<br />c</p></blockquote>",
        "- > a/  b|<ul><li><blockquote><p>a</p></blockquote><p>b</p></li></ul>",
        "```/> a/b/```|<pre><code>&gt; ab</code></pre>",
        "a > b/c|<p>a &gt; b<br />c</p>",
      })
  void html_ofAQuote_endsItWhereItsWriterDoes(String body, String shown) {
    String html = plain(body.replace('/', '\n'));

    assertEquals(shown, html.replaceAll("(?<=[>/a-z])\n(?=[<a-z])", "").replace('\n', '/'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1986. A great year|<ol start=\"1986\"><li>A great year</li></ol>",
        "1986.|<ol start=\"1986\"><li></li></ol>",
        "3. third/4. fourth|<ol start=\"3\"><li>third</li><li>fourth</li></ol>",
        "2. a/5. b/6. c|<ol start=\"2\"><li>a</li><li value=\"5\">b</li><li>c</li></ol>",
        "1. a/1. b|<ol><li>a</li><li>b</li></ol>",
        "- a/  - b|<ul><li>a<ul><li>b</li></ul></li></ul>",
      })
  void html_ofAList_keepsNumbersAndNesting(String body, String shown) {
    assertEquals(shown, plain(body.replace('/', '\n')).replace("\n", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\u200B",
        "\u3164\u2800",
        "> \u3164",
        "&#8203;",
        "&nbsp;&zwnj;",
        "> ",
        "> > ",
        "- ",
        "* \n* ",
        "```\n```",
        "```java\n\n```",
        "~~~\n\u200B\n~~~",
        "![](https://x.example/cat.png)",
        "![][a]\n\n[a]: https://x.example",
        "[](https://x.example)",
        "[a]: https://x.example",
        "\u0301\u0301",
        "\uFE0F",
        "\u202E\u2066",
        "\uDB40\uDC61\uDB40\uDC7F",
        "`\u200B`",
        "*\u200B*",
      })
  void shows_whatHasNothingToSee_isFalse(String body) {
    assertFalse(Markdown.of(body).shows(), () -> Markdown.of(body).html());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        ".",
        "+1",
        "👍",
        "❤️",
        "é",
        "e\u0301",
        "ก็",
        "![cat](https://x.example/cat.png)",
        "`x`",
        "> quoted",
        "```\ncode\n```",
        "&amp;",
        "<br>",
        "\\",
        "1986."
      })
  void shows_whatCanBeSeen_isTrue(String body) {
    assertTrue(Markdown.of(body).shows(), () -> Markdown.of(body).html());
  }

  @Test
  void html_ofInvisibleLines_takesNoRoom() {
    String paragraphs = "top\n\n" + "\u200B\n\n".repeat(300) + "end";
    String lines = "top\n" + "&#8203;\n\u3164\n".repeat(150) + "end";

    assertEquals("<p>top</p>\n<p>end</p>", plain(paragraphs));
    assertEquals(1, plain(lines).split("<br />", -1).length - 1, () -> plain(lines));
  }

  @Test
  void html_ofPiledMarks_keepsAsManyAsScriptsNeed() {
    assertEquals(
        "<p>" + "a" + "\u0301".repeat(4) + "b</p>", plain("a" + "&#769;".repeat(80) + "b"));
    for (String script :
        List.of("ที่นี่น้ำ", "हिन्दी क्षि", "مُحَمَّدٌ", "בְּרֵאשִׁ֖ית", "Việt Nam", "བསྒྲུབས")) {
      String apart = Normalizer.normalize(script, Normalizer.Form.NFD);
      assertEquals("<p>" + apart + "</p>", plain(apart));
    }
  }

  /** The HTML without what all links have. */
  private static String plain(String body) {
    return Markdown.of(body)
        .html()
        .replace(" rel=\"nofollow ugc noopener\"", "")
        .replace("&#43;", "+")
        .replace("&#64;", "@")
        .strip();
  }

  private static List<String> followed(String body) {
    return Markdown.of(body).seen(false).followed().stream().map(WebAddress::host).toList();
  }

  private static List<String> domains(String body) {
    Text text = Text.read(body, SITE.settings(), Optional.empty());
    return Draft.domains(Place.on(SITE), text, Optional.empty());
  }
}
