package dev.parley.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordListTest {
  private final WordList list =
      WordList.of(
          List.of(
              "# rude",
              "",
              "ass",
              "fuck*",
              "fuck",
              "shit",
              "Buy Cheap Pills",
              "go die*",
              "cunt",
              "coon"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ass",
        "ASS!",
        "a.s.s",
        "@ss",
        "fucking",
        "f*ck",
        "f**k",
        "f***",
        "FUUUUCK",
        "sh1t",
        "s*it",
        "s**t",
        "buy  CHEAP\npills",
        "go dieeee",
        "go dies",
        "сunt",
        "shiiiiit",
        "f u c k"
      })
  void in_listedWord_isFoundOnce(String text) {
    List<WordList.Match> found = list.in(Reading.of("well, " + text + " indeed"));
    assertEquals(1, found.size(), found::toString);
    assertEquals(text.replaceAll("!$", ""), found.get(0).span().of("well, " + text + " indeed"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Scunthorpe",
        "class",
        "assassin",
        "assess the pass",
        "Cockburn",
        "shiitake",
        "buy cheap",
        "cheap pills",
        "go to die",
        "con",
        "conn",
        "**a**",
        "5*4",
        "as",
        "**as** is",
        "Passau"
      })
  void in_ordinaryWords_findsNothing(String text) {
    assertEquals(List.of(), list.in(Reading.of(text)));
  }

  @Test
  void in_entriesThatBeginAlike_findsTheLongest() {
    WordList phrases = WordList.of(List.of("buy", "buy now"));
    assertEquals(
        List.of("buy now", "buy"),
        phrases.in(Reading.of("buy now, buy")).stream().map(WordList.Match::entry).toList());
  }
}
