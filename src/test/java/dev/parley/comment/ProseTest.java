package dev.parley.comment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsCoverage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProseTest {
  @Property(tries = 20_000, shrinking = ShrinkingMode.BOUNDED)
  void html_ofProse_isWhatParsingItGives(@ForAll("bodies") String body) {
    Optional<Prose> prose = Prose.of(body);
    prose.ifPresent(
        words -> {
          Markdown parsed = Markdown.of(body);
          assertTrue(parsed.shows());
          assertEquals(parsed.html(), words.html());
        });
    Statistics.collect(prose.isPresent());
    Statistics.coverage(
        (StatisticsCoverage cases) -> cases.check(true).percentage(share -> share > 5));
  }

  @Provide
  Arbitrary<String> bodies() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            List.of(
                "word",
                "The",
                "a",
                "7",
                "7.",
                "3)",
                ".",
                "!",
                "?",
                "-",
                "--",
                "+",
                "=",
                "#",
                ">",
                ":",
                ";",
                "|",
                "(",
                ")",
                "{",
                "}",
                "\"",
                "'",
                "/",
                "$",
                "%",
                "^",
                "*",
                "_",
                "`",
                "~",
                "<",
                "&",
                "amp;",
                "\\",
                "@",
                "www.",
                "www",
                "://",
                "example.org",
                " ",
                " ",
                " ",
                "\n",
                "\n",
                "\n\n",
                "\t",
                "\u00a0",
                "\u200b",
                "\u0301",
                "é",
                "\ud83d\ude00",
                "\ud83d",
                "שלום",
                "\u202e",
                "\u2028",
                "\u0085",
                "\u0000",
                "\r",
                "ok\u0301"));
    return pieces.list().ofMaxSize(9).map(list -> String.join("", list));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Thanks!",
        "First line\nsecond line",
        "One paragraph.\n\nAnother \"quoted\" one; it's fine (really) – 100 % = all > none.",
        "Ça va? שלום 😀!",
        "We paid 3. That was it.\n\n\nAnd then nothing."
      })
  void of_wordsInParagraphs_isProse(String body) {
    assertEquals(
        Optional.of(Markdown.of(body).html()),
        Prose.of(body).map(Prose::html),
        Prose.of(body)::toString);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "1. list",
        "- list",
        "> quote",
        "two spaces  \nat the end",
        " indented",
        "*emphasis*",
        "www.example.org",
        "see https://example.org",
        "me@example.org",
        "a &amp; b",
        "word\n\n\u200b\n\nword",
        "a\tb"
      })
  void of_whatMayBeMore_isLeftToTheParser(String body) {
    assertEquals(Optional.empty(), Prose.of(body));
  }
}
