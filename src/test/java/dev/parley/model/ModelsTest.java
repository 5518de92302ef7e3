package dev.parley.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.text.Reading;
import dev.parley.text.Span;
import dev.parley.text.Word;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelsTest {
  private static final List<String> ABUSIVE =
      List.of(
          "You are a stupid idiot and nobody likes you.",
          "Shut the fuck up, you pathetic loser",
          "go to hell you worthless piece of shit",
          "What a moron. Only a complete retard would write this garbage.",
          "kill yourself, you disgusting bitch");

  private static Models models;

  @BeforeAll
  static void load() throws ModelUnavailable {
    models = Models.shipped();
  }

  private static double score(Attribute attribute, String text) {
    return models.score(Reading.of(text), "en").of(attribute).orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "You are a stupid idiot and nobody likes you.",
        "Shut the fuck up, you pathetic loser",
        "go to hell you worthless piece of shit",
        "What a moron. Only a complete retard would write this garbage.",
        "kill yourself, you disgusting bitch",
        "y0u are a st*pid 1diot and a f.u.c.k.i.n.g m0ron",
        "fυck уоu аsshоle",
        "FUUUUUCK YOU YOU STUPID BIIIITCH"
      })
  void score_abuse_isLikelyToxic(String text) {
    assertTrue(
        score(Attribute.TOXICITY, text) > 0.5,
        () -> text + " " + models.score(Reading.of(text), "en"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I disagree with you.",
        "Thanks for the article, I learned something about assessment in class today.",
        "The assassin in the second act was played by a young actor.",
        "Could you add a source for the figure in the third paragraph?",
        "The council should publish the cost of the bridge before it votes.",
        "I think the analysis is wrong: inflation fell before the rate was raised.",
        "My grandmother made this with apples, it is lovely.",
        "Das ist gut."
      })
  void score_ordinaryComment_isUnlikelyToxicOrSpam(String text) {
    Scores scores = models.score(Reading.of(text), "en");
    assertTrue(scores.of(Attribute.TOXICITY).orElseThrow() < 0.35, scores::toString);
    assertTrue(scores.of(Attribute.SPAM).orElseThrow() < 0.6, scores::toString);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Scunthorpe is a town in Lincolnshire.",
        "I am a gay Muslim woman.",
        "I am black and proud of my family.",
        "My wife is Jewish and my neighbours are Catholic.",
        "Being transgender is fine.",
        "The lesbian couple next door adopted a child."
      })
  void score_identityMentionOrRudeLetters_isBelowEveryAbuse(String text) {
    double least =
        ABUSIVE.stream().mapToDouble(abuse -> score(Attribute.TOXICITY, abuse)).min().orElseThrow();
    assertTrue(
        score(Attribute.TOXICITY, text) < least,
        () -> text + " " + score(Attribute.TOXICITY, text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Check out my channel and subscribe please!! http://youtube.com/user/abc",
        "Buy cheap viagra online <a href=\"http://cheap-pills.xyz/buy\">cheap viagra</a>",
        "Great post! I really like your blog, please visit my website"
            + " http://best-seo-services.biz/loans",
        "I make $5000 a week working from home, click here: www.easy-money.top"
      })
  void score_promotion_isLikelySpam(String text) {
    assertTrue(
        score(Attribute.SPAM, text) > 0.5, () -> models.score(Reading.of(text), "en").toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "!!!", "\ud800", "http://", "a", "🙂🙂🙂", "漢字かな交じり文"})
  void score_oddText_isInRange(String text) {
    Scores scores = models.score(Reading.of(text), "en");
    assertEquals(Attribute.values().length, scores.available().size());
    scores.available().forEach((a, p) -> assertTrue(p >= 0 && p <= 1, () -> a + " " + p));
  }

  @Test
  void score_languageWithoutModel_saysSo() {
    Scores scores = models.score(Reading.of("Tu es un idiot"), "fr");
    assertEquals(EnumSet.allOf(Attribute.class), scores.unavailable());
    assertTrue(scores.of(Attribute.TOXICITY).isEmpty());
  }

  @Test
  void score_germanAndPortuguese_haveToxicityAndSpamOnly() {
    Set<Attribute> have = EnumSet.of(Attribute.TOXICITY, Attribute.SPAM);
    for (String language : List.of("de", "pt")) {
      assertEquals(
          EnumSet.complementOf(EnumSet.copyOf(have)),
          models.score(Reading.of("Bom dia"), language).unavailable());
    }
    double rude =
        models
            .score(Reading.of("Du dummes Arschloch, halt die Fresse"), "de")
            .of(Attribute.TOXICITY)
            .orElseThrow();
    double kind =
        models
            .score(Reading.of("Vielen Dank für den guten Artikel"), "de")
            .of(Attribute.TOXICITY)
            .orElseThrow();
    assertTrue(rude > kind);
    double rudePt =
        models
            .score(Reading.of("vai tomar no cu seu filho da puta"), "pt")
            .of(Attribute.TOXICITY)
            .orElseThrow();
    double kindPt =
        models
            .score(Reading.of("Obrigado pelo artigo, gostei muito"), "pt")
            .of(Attribute.TOXICITY)
            .orElseThrow();
    assertTrue(rudePt > kindPt);
  }

  @Test
  void score_attributes_neverExceedToxicity() {
    for (String text : ABUSIVE) {
      Scores scores = models.score(Reading.of(text), "en");
      double toxicity = scores.of(Attribute.TOXICITY).orElseThrow();
      scores
          .available()
          .forEach(
              (a, p) -> assertTrue(a == Attribute.SPAM || p <= toxicity, () -> a + " " + text));
    }
  }

  @Test
  void evidence_abuse_marksTheWords() {
    String text = "The bridge is late, and you are a stupid 1d1ot who reads nothing.";
    List<String> marked =
        models.evidence(Attribute.TOXICITY, Reading.of(text), "en", Addition.NONE, 3).stream()
            .map(span -> span.of(text))
            .toList();
    assertTrue(marked.subList(0, 2).containsAll(List.of("stupid", "1d1ot")), marked::toString);
  }

  @Test
  void evidence_spam_marksTheLink() {
    String text = "Nice article. Visit http://cheap-pills.xyz/buy for cheap pills";
    List<String> marked =
        models.evidence(Attribute.SPAM, Reading.of(text), "en", Addition.NONE, 3).stream()
            .map(span -> span.of(text))
            .toList();
    assertTrue(marked.contains("http://cheap-pills.xyz/buy"), marked::toString);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en|The idiots on the council should resign, this is a disgrace.|idiots",
        "en|You are a fucking piece of shit.|fucking piece of shit",
        "en|The bridge is late, and you are a stupid 1d1ot who reads nothing.|stupid 1d1ot",
        "de|Du bist ein verdammter Idiot und solltest die Klappe halten.|Klappe;Idiot"
      })
  void phrases_abuse_marksWhatSaysSomethingAndNoFunctionWordAlone(
      String language, String text, String marked) {
    Reading reading = Reading.of(text);
    Evidence evidence =
        models
            .evidence(Attribute.TOXICITY, reading, Features.of(reading), language, Addition.NONE)
            .orElseThrow();

    assertEquals(
        List.of(marked.split(";")),
        evidence.phrases(Attribute.TOXICITY, 5).stream().map(span -> span.of(text)).toList());
  }

  @Test
  void evidence_leftOut_lowersTheScoreMoreThanRandomWords() {
    SplittableRandom random = new SplittableRandom(5);
    double byEvidence = 0;
    double byRandom = 0;
    for (String abuse : ABUSIVE) {
      String text =
          "The council met on Tuesday to talk about the bridge. "
              + abuse
              + " It will cost nine million.";
      Reading reading = Reading.of(text);
      double whole = score(Attribute.TOXICITY, text);
      Span span = models.evidence(Attribute.TOXICITY, reading, "en", Addition.NONE, 1).get(0);
      List<Word> words = reading.words();
      byEvidence += whole - score(Attribute.TOXICITY, without(text, span));
      byRandom +=
          whole
              - score(
                  Attribute.TOXICITY,
                  without(text, words.get(random.nextInt(words.size())).span()));
    }
    double evidence = byEvidence;
    double other = byRandom;
    assertTrue(
        evidence > 2 * Math.max(0, other) && evidence > 0.1, () -> evidence + " against " + other);
  }

  private static String without(String text, Span span) {
    return text.substring(0, span.start()) + " " + text.substring(span.end());
  }

  @Test
  void in_missingFile_isUnavailable(@TempDir Path folder) {
    ModelUnavailable missing = assertThrows(ModelUnavailable.class, () -> Models.in(folder));
    assertTrue(missing.getMessage().contains("missing"));
  }

  @Test
  void load_damagedFile_isUnavailable() {
    ModelUnavailable damaged =
        assertThrows(
            ModelUnavailable.class,
            () ->
                Models.load(
                    name -> {
                      byte[] bytes = bytes(name);
                      bytes[bytes.length / 2] ^= 1;
                      return new ByteArrayInputStream(bytes);
                    }));
    assertTrue(damaged.getMessage().contains("damaged"));
  }

  @Test
  void version_isTheSameForTheSameFiles() throws ModelUnavailable {
    Models again = Models.load(name -> new ByteArrayInputStream(bytes(name)));
    assertEquals(models.version(), again.version());
    assertFalse(models.version().isEmpty());
  }

  private static byte[] bytes(String name) throws IOException {
    try (InputStream in = Models.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }
}
