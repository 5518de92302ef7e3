package dev.parley.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "F U C K",
        "f.u.c.k",
        "f-u-c-k",
        "f_u_c_k",
        "fuuuuuck",
        "FUCK",
        "ｆｕｃｋ",
        "𝐟𝐮𝐜𝐤",
        "f\u200bu\u00adck",
        "fυсk",
        "f\u0335u\u0301ck",
        "\u202efuck\u202c",
        "🅵🆄🅲🅺"
      })
  void normalized_disguisedWord_isThePlainWord(String disguised) {
    assertEquals("fuck", Reading.of(disguised).normalized());
  }

  @ParameterizedTest
  @CsvSource({
    "b1tch,bitch",
    "sh!t,shit",
    "a55hole,asshole",
    "@sshole,asshole",
    "$hit,shit",
    "5hit,shit",
    "n00b,noob",
    "fa99ot, faggot"
  })
  void normalized_leet_isLetters(String written, String read) {
    assertEquals(read, Reading.of(written).normalized());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1st",
        "2nd",
        "4th",
        "covid19",
        "mp3",
        "100",
        "2026",
        "50%",
        "@user",
        "rock'n'roll",
        "don't",
        "scunthorpe",
        "a b",
        "i am a b-side fan",
        "good book",
        "assess",
        "bob@site4you.com",
        "see http://a55.example/b1tch",
        "c. 300"
      })
  void normalized_ordinaryText_staysAsItIs(String text) {
    assertEquals(text, Reading.of(text).normalized());
  }

  @Test
  void normalized_widerGapsBetweenLettersApart_areWordBoundaries() {
    assertEquals("fuck you", Reading.of("f u c k   y o u").normalized());
  }

  @Test
  void words_offsets_pointIntoTheOriginal() {
    String original = "Tu  ｅｒｅｓ un i d i o t, señor";
    List<String> covered =
        Reading.of(original).words().stream().map(w -> w.span().of(original)).toList();
    assertEquals(List.of("Tu", "ｅｒｅｓ", "un", "i d i o t", "señor"), covered);
  }

  @Test
  void words_masks_areReadOrStayInTheWord() {
    List<String> forms =
        Reading.of("f*ck f**k (F***! b*tches, g*rden as*!a **bold** *so* 3*4").words().stream()
            .map(Word::form)
            .toList();
    assertEquals(
        List.of("fuck", "fuck", "fuck", "bitches", "g*rden", "as", "a", "bold", "so", "3", "4"),
        forms);
  }

  @Test
  void links_ofEveryKind_areFound() {
    String text =
        "See https://Example.com:8080/a?b=c, www.foo.org and [x](http://bar.net/y) or <a"
            + " href=\"http://baz.ru/z\">z</a>, cheap-pills.xyz!";
    Reading reading = Reading.of(text);
    assertEquals(
        List.of("example.com", "www.foo.org", "bar.net", "baz.ru", "cheap-pills.xyz"),
        reading.links().stream().map(Link::host).toList());
    assertEquals("https://Example.com:8080/a?b=c", reading.links().get(0).url());
    reading.links().forEach(link -> assertEquals(link.url(), link.span().of(text)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "the end.so what",
        "e.g. this",
        "U.S.A.",
        "3.14",
        "bob@example.com",
        "wait...what",
        "node.js",
        "and/or",
        "file.txt",
        "ends."
      })
  void links_ordinaryText_hasNone(String text) {
    assertEquals(List.of(), Reading.of(text).links());
  }

  @Test
  void links_disguisedScheme_isFound() {
    assertEquals("evil.com", Reading.of("ｈｔｔｐ://еvil.com/x").links().get(0).host());
  }

  @Test
  void originalSpan_outside_isRefused() {
    Reading reading = Reading.of("abc");
    assertEquals(new Span(1, 3), reading.originalSpan(1, 3));
    assertThrows(IndexOutOfBoundsException.class, () -> reading.originalSpan(2, 4));
    assertThrows(IndexOutOfBoundsException.class, () -> reading.originalSpan(2, 2));
  }

  @Test
  void fingerprint_sameWords_isEqual() {
    assertEquals(Reading.of("Buy  now!").fingerprint(), Reading.of("b.u.y NOW").fingerprint());
    assertNotEquals(Reading.of("buy now").fingerprint(), Reading.of("now buy").fingerprint());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\u0000",
        "\ud800",
        "\udc00\ud800",
        "*",
        "***",
        ".",
        "://",
        "http://",
        "@",
        "a@",
        "\u0301",
        "www."
      })
  void of_oddText_isRead(String text) {
    Reading reading = Reading.of(text);
    assertEquals(reading.normalized(), Reading.of(reading.normalized()).normalized());
  }

  @Test
  void folding_everyCodePoint_isIdempotent() {
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      String once = Folding.of(codePoint);
      StringBuilder twice = new StringBuilder();
      once.codePoints().forEach(c -> twice.append(Folding.of(c)));
      assertEquals(once, twice.toString(), Integer.toHexString(codePoint));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "f@ck, fuck",
    "ni99er, nigger",
    "s1ut, slut",
    "cvnt, cunt",
    "phuck, fuck",
    "idi-ot, idiot",
    "re.tard, retard",
    "ass_hole, asshole",
    "@rsehole, arsehole",
    "kcuf, fuck",
    "toidi, idiot",
    "A****loch, arschloch",
    "f*der, foder"
  })
  void words_disguisedRudeWord_isRead(String typed, String word) {
    Reading reading = Reading.of("You " + typed + " there");
    assertEquals(List.of("you", word, "there"), forms(reading));
    assertEquals(typed, reading.words().get(1).span().of(reading.original()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "anna@example.org",
        "@anna",
        "1941",
        "b2b",
        "v2ray",
        "4th",
        "the-rapist",
        "co-op",
        "well-being",
        "Esra",
        "parc",
        "m4a1",
        "50/50",
        "under-class",
        "re-elect"
      })
  void words_ordinaryWord_isNotTakenForADisguise(String typed) {
    for (String form : forms(Reading.of("So " + typed + " is"))) {
      assertFalse(List.of("therapist", "arse", "crap", "ass", "rape", "fuck").contains(form), form);
    }
  }

  private static List<String> forms(Reading reading) {
    return reading.words().stream().map(Word::form).toList();
  }
}
