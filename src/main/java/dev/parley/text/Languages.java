package dev.parley.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import opennlp.tools.langdetect.Language;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;

/**
 * Guesses the language of a text among those that are served. A script of its own decides first, at
 * any length. For texts in Latin letters common small words and letters that few languages have
 * decide most cases. Otherwise OpenNLP's language detector is asked, at ten times the cost. Texts
 * too short to tell count as the site's own language, unless their letters say otherwise.
 */
public final class Languages {
  /** With fewer letters neither way is better than the site's own language. */
  private static final int FEWEST_LETTERS = 20;

  private static final int FEWEST_COMMON_WORDS = 3;
  private static final int FEWEST_OWN_WORDS = 2;
  private static final int FEWEST_OWN_LETTERS = 2;

  /** A letter that few languages have tells as much as so many small words. */
  private static final int WORDS_A_LETTER = 2;

  /** How much likelier a site's languages are before anything is read. */
  private static final double PRIOR = 1.3;

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
          Map.entry("ro", "ron"),
          Map.entry("vi", "vie"),
          Map.entry("id", "ind"),
          Map.entry("no", "nob"),
          Map.entry("fa", "pes"),
          Map.entry("sk", "slk"),
          Map.entry("hr", "hrv"),
          Map.entry("bg", "bul"),
          Map.entry("sr", "srp"),
          Map.entry("ca", "cat"),
          Map.entry("et", "ekk"),
          Map.entry("lt", "lit"),
          Map.entry("lv", "lvs"),
          Map.entry("sl", "slv"),
          Map.entry("sq", "sqi"));

  /**
   * ISO 639-1 codes of the languages in Latin letters that can be told from others; other scripts
   * are recognised without being served.
   */
  public static final Set<String> KNOWN = Set.copyOf(CommonWords.languages());

  private final Set<String> served;
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
    this.served = Set.copyOf(served);
    for (String language : served) {
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
    if (codes.size() < 2) {
      return new LanguageGuess(own, 0);
    }
    int[] letters = OwnLetters.counts(text);
    int[] evidence = CommonWords.counts(reading.words());
    int at = CommonWords.languages().indexOf(own);
    int small = at < 0 ? 0 : evidence[at];
    for (int i = 0; i < evidence.length; i++) {
      evidence[i] += WORDS_A_LETTER * letters[i];
    }
    CommonWords.Best best = CommonWords.best(among(evidence));
    if (text.codePoints().filter(Character::isLetter).count() < FEWEST_LETTERS) {
      return brief(best, letters);
    }
    LanguageGuess quick = byCommonWords(best, small, reading.words());
    return quick.confidence() > 0 ? quick : byDetector(text, best, evidence);
  }

  /** In a brief text only letters that few languages have speak against the site's own. */
  private LanguageGuess brief(CommonWords.Best best, int[] letters) {
    int at = CommonWords.languages().indexOf(own);
    int other = letters[CommonWords.languages().indexOf(best.language())];
    return other >= FEWEST_OWN_LETTERS
            && best.evidence() > best.second()
            && (at < 0 || letters[at] < other)
        ? new LanguageGuess(best.language(), 0.5)
        : new LanguageGuess(own, 0);
  }

  /**
   * Its confidence is 0 when there is little evidence or it points to more than one language.
   *
   * @param own how many small words of the site's own language there are
   */
  private LanguageGuess byCommonWords(CommonWords.Best best, int own, List<Word> words) {
    int most = own;
    if (most >= FEWEST_OWN_WORDS) {
      // The site's own language is the likeliest before anything is read, so only words that it has
      // not speak against it.
      int against = CommonWords.best(among(CommonWords.counts(words, this.own))).evidence();
      if (most >= 2 * against && most * 2 >= best.evidence()) {
        return new LanguageGuess(this.own, (double) most / (most + against));
      }
    }
    most = best.evidence();
    boolean clear =
        most >= FEWEST_COMMON_WORDS && most >= 2 * best.second() + 1 && most * 8 >= words.size();
    return new LanguageGuess(best.language(), clear ? (double) most / (most + best.second()) : 0);
  }

  /** Without the evidence for languages that are not served. */
  private int[] among(int[] evidence) {
    for (int i = 0; i < evidence.length; i++) {
      evidence[i] = served.contains(CommonWords.languages().get(i)) ? evidence[i] : 0;
    }
    return evidence;
  }

  /** Among the languages that have evidence, if there is enough; the expected ones come first. */
  private LanguageGuess byDetector(String text, CommonWords.Best best, int[] evidence) {
    boolean some = best.evidence() >= FEWEST_COMMON_WORDS;
    double all = 0;
    double most = 0;
    String likeliest = some ? best.language() : own;
    // A detector is not known to be safe for threads, and is cheap to make from the shared model.
    for (Language language : new LanguageDetectorME(Detector.MODEL).predictLanguages(text)) {
      String code = codes.get(language.getLang());
      if (code != null && !Scripts.isForeign(code) && (!some || has(code, best, evidence))) {
        double confidence = language.getConfidence() * (expected.contains(code) ? PRIOR : 1);
        all += confidence;
        if (confidence > most) {
          most = confidence;
          likeliest = code;
        }
      }
    }
    return new LanguageGuess(likeliest, all <= 0 ? 0 : most / all);
  }

  private static boolean has(String language, CommonWords.Best best, int[] evidence) {
    int at = CommonWords.languages().indexOf(language);
    return at >= 0 && evidence[at] * 2 >= best.evidence();
  }

  /**
   * The parts of a text in other languages than most of it, with enough letters to be judged: words
   * of another script, or sentences with small words of another language. At most one of each.
   *
   * @param guess the language of most of it
   */
  public List<LanguagePart> parts(Reading reading, List<Span> code, String guess) {
    String text = Prose.of(reading, code);
    Reading prose = text.equals(reading.original()) ? reading : Reading.of(text);
    Mixture mixture = new Mixture(prose);
    if (!Scripts.isLatin(text)) {
      boolean foreign = Scripts.language(text, expected).isPresent();
      Optional<String> part = foreign ? mixture.latin() : mixture.foreign();
      return part.map(some -> List.of(new LanguagePart(ofPart(some), some))).orElse(List.of());
    }
    return mixture
        .second(guess)
        .filter(served::contains)
        .flatMap(
            second -> mixture.sentences(guess, second).map(part -> new LanguagePart(second, part)))
        .map(List::of)
        .orElse(List.of());
  }

  /** Few Latin words among others are English, unless a site expects another language. */
  private String ofPart(String part) {
    LanguageGuess guess = guess(Reading.of(part), List.of());
    return guess.confidence() == 0 && Scripts.isForeign(own) ? "en" : guess.language();
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
