package dev.parley.comment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.comment.Text.Format;
import dev.parley.site.SiteSettings;
import dev.parley.text.Span;
import dev.parley.text.Word;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {
  private static Text read(String body) {
    return Text.read(body, SiteSettings.DEFAULT, Optional.empty());
  }

  private static Text html(String body) {
    return Text.read(body, Format.HTML, SiteSettings.DEFAULT, Optional.empty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "the spam&#119;ord here|the spamword here",
        "the spam**word** here|the spamword here",
        "the spam![](https://x.example/a)word here|the spamword here",
        "the spam*w*o`r`d here|the spamword here",
        "the sp\\*am here|the sp*am here",
        "fish &amp; chips &copy; us|fish & chips © us",
        "AT&T and R&D; 5 < 6|AT&T and R&D; 5 < 6",
        "[this page](https://cas&#105;no.example/)|this page (https://casino.example/)",
        "a [free](https://x.example) game today|a free game today (https://x.example)",
        "[https://x.example/](https://x.example/)|https://x.example/",
        "<https://x.example/a>|https://x.example/a",
        "[www.x.example](https://www.x.example)|www.x.example",
        "[x](javascript:alert(1)) now|x (javascript:alert(1)) now",
        "![a cat](https://x.example/cat.png)!|a cat! (https://x.example/cat.png)",
        "sw[e](https://x.example)ar word|swear word (https://x.example)",
        "[me](mailto:a@x.example)|me (mailto:a@x.example)",
        "[x](https://müller.example/)|x (https://müller.example/)",
        "so \"`code` here\"|so \"code here\"",
        "<b>bold</b> claims|<b>bold</b> claims",
        "5 * 3 * 2 = 30 and snake_case_name|5 * 3 * 2 = 30 and snake_case_name",
      })
  void seen_markdown_isWhatAReaderSees(String body, String seen) {
    assertEquals(seen, read(body).seen());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Plain words, and no more!",
        "Two lines\nof one paragraph.\n\nAnother   with  gaps.  \nEnd",
        "> quoted\n> twice\n\nAnswer",
        "> quoted\nand answered",
        "- one\n- two\n  - deeper\n\n1986. A year",
        "a\r\nb\r\rc",
        "look at https://x.example/a?b=c&d=e_f or www.x.example, or a@x.example.",
        "100 % sure (really) #1 ~ + = {x} | $5 ^ é ü 🙂",
      })
  void seen_textWithoutMarks_isTheBodyItself(String body) {
    assertEquals(body, read(body).seen());
    assertEquals(body, html(body).seen());
  }

  @Test
  void seen_codeAndDefinitions_areShownOrNot() {
    assertEquals(
        "see here (https://x.example)\n\n", read("see [here]\n\n[here]: https://x.example").seen());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<p>the <b>spam</b>word here</p>|the spamword here",
        "one<br>two<div>three</div>|one two three",
        "see <a href='https://x.example/?a=1&amp;b=2'>this</a> page|see this page <a href=\"https://x.example/?a=1&b=2\">",
        "no<!-- hidden --> comment|no comment",
        "5 < 6 and 7 > 3|5 < 6 and 7 > 3",
        "the spam**word** here|the spamword here",
      })
  void seen_html_isWhatAReaderSees(String body, String seen) {
    assertEquals(seen, html(body).seen().strip().replaceAll("\\s+", " "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "the spam&#119;ord here|spamword|spam&#119;ord",
        "the spam**word** here|spamword|spam**word",
        "the spam![](https://x.example/a)word here|spamword|spam![](https://x.example/a)word",
        "&amp; [this](https://a.example) word|word|word",
        "> quote\\n\\n**bo**ld|bold|bo**ld",
        "`one\\ntwo` three|two|two",
        "`one\\ntwo` three|three|three",
        "\\\\&amp; fo&#117;r|four|fo&#117;r",
        "`&amp; x` five|five|five",
        "`&amp; six`|six|six",
        "```\\na &lt;\\n\\nseven\\n```|seven|seven",
        "`x` and y|y|y",
        "\\*star word|star|star",
      })
  void original_ofAWord_isWhereItStandsInTheBody(String body, String form, String written) {
    Text text = read(body.replace("\\n", "\n"));
    Word word =
        text.reading().words().stream()
            .filter(w -> w.form().equals(form))
            .findFirst()
            .orElseThrow();

    assertEquals(written, text.original(word.span()).of(text.body()));
  }

  @Test
  void original_behindQuotesThatEndLazily_isStillRight() {
    String body = "> > first\n> **sec**ond\nreply &amp; wo&#114;d";
    Text text = read(body);
    Word last = text.reading().words().get(text.reading().words().size() - 1);

    assertEquals("word", last.form());
    assertEquals("wo&#114;d", text.original(last.span()).of(body));
    assertEquals("> > first\n> second\nreply & word", text.seen());
  }

  @Test
  void original_ofALinkThatDoesNotSayWhereItLeads_isTheWholeLink() {
    String body = "read [this page](https://cas&#105;no.example/) today";
    Text text = read(body);

    assertEquals(
        List.of("[this page](https://cas&#105;no.example/)"),
        text.original(text.links()).stream().map(span -> span.of(body)).toList());
  }

  @Test
  void original_ofALongText_isInTheWholeOfIt() {
    String body = "word ".repeat(5_000) + "**las**t";
    Text text = read(body);
    Word last = text.reading().words().get(text.reading().words().size() - 1);

    assertTrue(text.truncated());
    assertEquals("las**t", text.original(last.span()).of(body));
    assertFalse(read("word").truncated());
    assertEquals(new Span(0, 4), read("word").original(new Span(0, 4)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[this page](https://cas&#105;no.example/)|casino.example",
        "go to casino.com now|casino.com",
        "hxxp://bad.casino.com/x|casino.com",
        "[x](https://казино.example/)|xn--80aodfsg.example",
        "https://казино.example/|xn--80aodfsg.example",
        "[x](https://www.casino.co.uk)|casino.co.uk",
        "<a href=\"https://casino.example\">x</a>|casino.example",
        "сasino.com|casino.com",
      })
  void domains_ofALink_areWhatABrowserOrAPersonWouldGoTo(String body, String domain) {
    assertTrue(read(body).domains().contains(domain), () -> read(body).domains().toString());
    assertTrue(html(body).domains().contains(domain), () -> html(body).domains().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"no link e.g. here", "that is it.So what", "version 1.2.3", "[a] (b)"})
  void domains_ofWhatIsNoLink_areNone(String body) {
    assertEquals(List.of(), read(body).domains());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"Opening hours, `08:00`–`20:00`.\"",
        "```\nfor (int i = 0; i < words.size(); i++) print(words.get(i));\n```",
        "`der die das und ist nicht ein mit auf` ok",
      })
  void language_ofCode_isNotTold(String body) {
    assertEquals("en", read(body).language().code());
  }
}
