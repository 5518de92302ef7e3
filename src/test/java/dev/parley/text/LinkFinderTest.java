package dev.parley.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.comment.Text;
import java.net.IDN;
import java.net.URI;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkFinderTest {
  private static final Pattern HREF =
      Pattern.compile("href=\"(http[^\"]*)\"", Pattern.CASE_INSENSITIVE);

  private static final Pattern ESCAPED = Pattern.compile("&#(x?[0-9a-f]+);");

  private static List<String> hosts(String text) {
    return Reading.of(text).links().stream().map(Link::host).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          http://@spam.example/                            | spam.example
          http://:@spam.example/                           | spam.example
          http://_@spam.example/                           | spam.example
          http://a@b@spam.example/                         | spam.example
          https://mysite.example:x@spam.example/           | spam.example
          https://mysite.example:443@spam.example:8080/    | spam.example
          https://mysite.example?@spam.example/            | mysite.example
          https://mysite.example#@spam.example/            | mysite.example
          https://mysite.example/@spam.example/            | mysite.example
          https://mysite.example:80/me@spam.example        | mysite.example
          https://mysite.example／@spam.example/           | spam.example
          HTTPS://User@SPAM.example./                      | spam.example.
          http://[2001:DB8::1]:80/x                        | [2001:db8::1]
          http://me@[::1]/                                 | [::1]
          http:\\/\\/spam.example\\/x                      | spam.example
          http://mysite.example@/                          | mysite.example
          www.mysite.example:x@spam.example/               | spam.example
          www.me@spam.example                              | spam.example
          """)
  void links_hostileAddress_leadToTheirHost(String text, String host) {
    Reading reading = Reading.of("See " + text + " now");

    assertEquals(List.of(host), reading.links().stream().map(Link::host).toList());
    assertEquals(4, reading.links().get(0).start());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [x](http://spam.example)me@mysite.example        | spam.example mysite.example
          http://mysite.example'x@spam.example/            | mysite.example spam.example
          http://a'@spam.example)@mysite.example/          | a spam.example mysite.example
          http://mysite.example\\@spam.example/            | mysite.example spam.example
          http://mysite.example´@spam.example/             | mysite.example spam.example
          http://'@spam.example/                           | spam.example
          """)
  void links_whereReadersDisagree_areOfEachHost(String text, String hosts) {
    assertEquals(List.of(hosts.split(" ")), hosts(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "me@site.example",
        "me@site.com",
        "mailto:me@site.example",
        "<me@site.com>",
        "[write](mailto:me@site.com)",
        "a.b@c.site.com, d@site.com",
        "@user and @other.name",
        "http://",
        "http://@",
        "http://@/",
        "http://:80",
        "http:///spam.example",
        "http:spam.example",
        "http:\\\\spam.example",
        "http://[b]",
        "http://[1:2]",
        "either://or.x"
      })
  void links_mailAndHalfAddresses_areNone(String text) {
    assertEquals(List.of(), hosts(text));
  }

  @Test
  void links_mailBesideAnAddress_isNone() {
    assertEquals(List.of("site.example"), hosts("http://site.example/ me@mail.example"));
    assertEquals(List.of("site.example"), hosts("me@mail.example,http://site.example"));
    assertEquals(
        List.of("site.example"), hosts("<a href='http://site.example'>me@mail.example</a>"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://spam.example/",
        "http://@spam.example/",
        "http://:@spam.example/",
        "https://mysite.example:x@spam.example/",
        "https://mysite.example%40x@spam.example/",
        "https://mysite.example%2F@spam.example/",
        "https://mysite.example;a=b,c&d+$!~*.-_@spam.example/",
        "https://mysite.example'x@spam.example/",
        "https://mysite.example(x)@spam.example/",
        "https://mysite.example)x@spam.example/",
        "https://mysite.example／@spam.example/",
        "https://mysite.example？＃@spam.example/",
        "https://mysite.example＼@spam.example/",
        "https://mysite.example＜＞@spam.example/",
        "https://mysite.example´@spam.example/",
        "https://mysite.example\u200b@spam.example/",
        "https://mysite.example½@spam.example/",
        "https://mysite.example\\@spam.example/",
        "https://mysite.example\\)x@spam.example/",
        "https://mysite.example\\/@spam.example/",
        "http://@\u2100@spam.example/",
        "http://spam.example＠mysite.example/",
        "http://spam.example/@mysite.example",
        "http://spam.example?@mysite.example",
        "http://spam.example#@mysite.example",
        "http://spam.example)me@mysite.example",
        "http://spam.example\\)me@mysite.example",
        "http://a@spam.example)me@mysite.example",
        "http://spam.example:8080/",
        "http://spam.example:/",
        "http://me:80@spam.example:80",
        "http://me@spam.example:x",
        "HTTP://SPAM.Example/",
        "hTTps://Me@SPAM.Example/",
        "http://spam.example./",
        "http://spam.example.",
        "http://me@spam.example.",
        "http://bücher.example/",
        "http://xn--bcher-kva.example/",
        "http://me@xn--bcher-kva.example/",
        "http://spam%2Eexample/",
        "http://%73pam.example/",
        "http://me@%73pam.example/",
        "http://192.0.2.7/",
        "http://me@192.0.2.7:80/",
        "http://3221225991/",
        "http://0x7f.1/",
        "http://[2001:db8::1]/",
        "http://[2001:DB8::1]:8080/x",
        "http://me@[::1]/",
        "http://@[::ffff:192.0.2.7]",
        "http://[::1]@spam.example/",
        "http://[1:2]/",
        "http:/spam.example",
        "http:///spam.example",
        "http:////spam.example",
        "http:spam.example",
        "https:spam.example",
        "http:\\\\spam.example",
        "http:\\\\\\\\spam.example",
        "http:\\/\\/spam.example/",
        "http\\:\\/\\/spam.example/",
        "http\\://me@spam.example/",
        "http:/\\spam.example",
        "//spam.example/",
        "www.spam.example",
        "www.me@spam.example",
        "www.mysite.example:x@spam.example",
        "http://http://spam.example/",
        "http://http:x@spam.example/",
        "http://www.mysite.com'@spam.example/",
        "ftp://spam.example/",
        "mailto:me@spam.example",
        "me@spam.example"
      })
  void links_ofEveryHostMarkdownLinksTo_areFound(String address) {
    for (String form :
        List.of(
            "%s", "<%s>", "[x](%s)", "[x](<%s>)", "[x][y]\n\n[y]: %s", "(%s)", "'%s'", "**%s**")) {
      String text = form.formatted(address);
      for (String host : linked(text)) {
        assertTrue(
            hosts(text).stream().map(LinkFinderTest::plain).toList().contains(host),
            () -> text + " leads to " + host + " and not only to " + hosts(text));
      }
    }
  }

  @Test
  void linked_address_isSeen() {
    assertEquals(List.of("spam.example"), linked("[x](http://mysite.example@SPAM.example.:80/)"));
    assertFalse(linked("http://spam.example/").isEmpty());
  }

  /** The hosts a reader's browser is led to. */
  private static List<String> linked(String text) {
    return HREF.matcher(Text.preview(text).orElse(""))
        .results()
        .map(href -> plain(URI.create(unescaped(href.group(1))).getHost()))
        .toList();
  }

  private static String unescaped(String html) {
    return ESCAPED
        .matcher(html.replace("&amp;", "&"))
        .replaceAll(
            one ->
                Matcher.quoteReplacement(
                    Character.toString(Integer.decode(one.group(1).replace('x', '#')))));
  }

  private static String plain(String host) {
    String lower = FoldedText.of(IDN.toUnicode(host)).toString();
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
