package dev.parley.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import opennlp.tools.langdetect.Language;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;

/**
 * Guesses the language of a text among those a site is read in. A script of its own decides first,
 * at any length. For texts in Latin letters common small words decide most cases. Otherwise
 * OpenNLP's language detector is asked, at ten times the cost. Texts too short to tell count as the
 * site's own language.
 */
public final class Languages {
  /** With fewer letters neither way is better than the site's own language. */
  private static final int FEWEST_LETTERS = 20;

  private static final int FEWEST_COMMON_WORDS = 3;
  private static final int FEWEST_OWN_WORDS = 2;

  private static final Map<String, Set<String>> COMMON_WORDS =
      Map.of(
          "en",
              words(
                  "the and of to is that it was for you with not this but are have be they what who"
                      + " your would from there"),
          "de",
              words(
                  "der die das und ist nicht ich du sie es ein eine mit auf den dem zu auch wie"
                      + " aber nur noch wir ihr sich für"),
          "pt",
              words(
                  "o os que não uma um é do da em para com você mas mais por se eu ele isso foi"
                      + " muito tem ao dos pra"),
          "fr",
              words(
                  "le la les et est pas je vous que des une un du en pour dans qui ce sur il avec"
                      + " mais nous c'est sont"),
          "es",
              words(
                  "el la los que de y no es en un una por con para se lo las del pero como más muy"
                      + " yo su está"),
          "it",
              words(
                  "il la che di e non è un una per con sono ma come più lo gli si del della questo"
                      + " anche mi ha"),
          "nl",
              words(
                  "de het een en van ik niet dat is je op te met voor maar zijn ook er wat naar dit"
                      + " heb die"));

  private static final Map<String, String> ISO_639_3 =
      Map.ofEntries(
          Map.entry("en", "eng"),
          Map.entry("de", "deu"),
          Map.entry("pt", "por"),
          Map.entry("fr", "fra"),
          Map.entry("es", "spa"),
          Map.entry("it", "ita"),
          Map.entry("nl", "nld"),
          Map.entry("ru", "rus"),
          Map.entry("pl", "pol"),
          Map.entry("tr", "tur"),
          Map.entry("sv", "swe"),
          Map.entry("da", "dan"),
          Map.entry("fi", "fin"),
          Map.entry("cs", "ces"),
          Map.entry("uk", "ukr"),
          Map.entry("ar", "ara"),
          Map.entry("he", "heb"),
          Map.entry("hi", "hin"),
          Map.entry("ja", "jpn"),
          Map.entry("zh", "cmn"),
          Map.entry("ko", "kor"),
          Map.entry("el", "ell"),
          Map.entry("hu", "hun"),
          Map.entry("ro", "ron"));

  private final Map<String, Set<String>> common = new TreeMap<>();
  private final Map<String, String> codes = new HashMap<>();
  private final List<String> expected;
  private final String own;

  /**
   * A guesser.
   *
   * @param served ISO 639-1 codes of the languages to choose from
   * @param expected the languages a site is read in, its own first
   */
  public Languages(Set<String> served, List<String> expected) {
    this.expected = List.copyOf(expected);
    this.own = expected.get(0);
    for (String language : served) {
      Set<String> words = COMMON_WORDS.get(language);
      if (words != null) {
        common.put(language, words);
      }
      String code = ISO_639_3.get(language);
      if (code != null) {
        codes.put(code, language);
      }
    }
  }

  /**
   * The likeliest language of a text.
   *
   * @param code the stretches that are code and therefore nobody's words
   */
  public LanguageGuess guess(Reading reading, List<Span> code) {
    String text = Prose.of(reading, code);
    Optional<String> written = Scripts.language(text, expected);
    if (written.isPresent()) {
      // A script tells more than any words.
      return new LanguageGuess(written.get(), 1);
    }
    long letters = text.codePoints().filter(Character::isLetter).count();
    if (letters < FEWEST_LETTERS || codes.size() < 2) {
      return new LanguageGuess(own, 0);
    }
    LanguageGuess quick = byCommonWords(reading.words());
    return quick.confidence() > 0 ? quick : byDetector(text);
  }

  /** Its confidence is 0 when there are few small words or they point to more than one language. */
  private LanguageGuess byCommonWords(List<Word> words) {
    String best = own;
    int most = 0;
    int second = 0;
    for (Map.Entry<String, Set<String>> language : common.entrySet()) {
      int count = 0;
      for (Word word : words) {
        count += language.getValue().contains(word.form()) ? 1 : 0;
      }
      if (count > most) {
        second = most;
        most = count;
        best = language.getKey();
      } else {
        second = Math.max(second, count);
      }
    }
    boolean clear =
        most >= FEWEST_COMMON_WORDS && most >= 2 * second + 1 && most * 8 >= words.size()
            // The site's own language is the likeliest before anything is read.
            || best.equals(own) && most >= FEWEST_OWN_WORDS && most >= 2 * second;
    return new LanguageGuess(best, clear ? (double) most / (most + second) : 0);
  }

  private LanguageGuess byDetector(String text) {
    double all = 0;
    Language best = new Language("", -1);
    // A detector is not known to be safe for threads, and is cheap to make from the shared model.
    for (Language language : new LanguageDetectorME(Detector.MODEL).predictLanguages(text)) {
      String code = codes.get(language.getLang());
      if (code != null && !Scripts.isForeign(code)) {
        all += language.getConfidence();
        best = language.getConfidence() > best.getConfidence() ? language : best;
      }
    }
    return all <= 0
        ? new LanguageGuess(own, 0)
        : new LanguageGuess(codes.getOrDefault(best.getLang(), own), best.getConfidence() / all);
  }

  /** The words in the form they have in a reading: without accents. */
  private static Set<String> words(String text) {
    return Set.copyOf(Reading.of(text).words().stream().map(Word::form).toList());
  }

  /** OpenNLP's model, read from the class path when first needed. */
  private static final class Detector {
    private static final LanguageDetectorModel MODEL = read();

    private static LanguageDetectorModel read() {
      try (InputStream in = Languages.class.getResourceAsStream("/langdetect-183.bin")) {
        if (in == null) {
          throw new IllegalStateException("OpenNLP's language model is not on the class path");
        }
        return new LanguageDetectorModel(in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
