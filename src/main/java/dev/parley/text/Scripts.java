package dev.parley.text;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a script tells about the language that is written in it. */
final class Scripts {
  private static final Set<String> CYRILLIC =
      Set.of("ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "mn", "tg");

  /** The code for a language that has no name here (ISO 639-2). */
  static final String UNKNOWN = "und";

  private static final Set<String> HAN = Set.of("zh", "ja");
  private static final Set<String> ARABIC = Set.of("ar", "fa", "ur", "ps", "ug", "sd");
  private static final Set<String> HEBREW = Set.of("he", "yi");
  private static final Set<String> DEVANAGARI = Set.of("hi", "mr", "ne", "sa");

  /** The languages of scripts that have few, the likeliest first. */
  private static final Map<UnicodeScript, String> LIKELIEST =
      Map.ofEntries(
          Map.entry(UnicodeScript.CYRILLIC, "ru"),
          Map.entry(UnicodeScript.ARABIC, "ar"),
          Map.entry(UnicodeScript.HEBREW, "he"),
          Map.entry(UnicodeScript.DEVANAGARI, "hi"),
          Map.entry(UnicodeScript.HAN, "zh"),
          Map.entry(UnicodeScript.HIRAGANA, "ja"),
          Map.entry(UnicodeScript.KATAKANA, "ja"),
          Map.entry(UnicodeScript.HANGUL, "ko"),
          Map.entry(UnicodeScript.BOPOMOFO, "zh"),
          Map.entry(UnicodeScript.GREEK, "el"),
          Map.entry(UnicodeScript.THAI, "th"),
          Map.entry(UnicodeScript.LAO, "lo"),
          Map.entry(UnicodeScript.KHMER, "km"),
          Map.entry(UnicodeScript.MYANMAR, "my"),
          Map.entry(UnicodeScript.TIBETAN, "bo"),
          Map.entry(UnicodeScript.BENGALI, "bn"),
          Map.entry(UnicodeScript.TAMIL, "ta"),
          Map.entry(UnicodeScript.TELUGU, "te"),
          Map.entry(UnicodeScript.KANNADA, "kn"),
          Map.entry(UnicodeScript.MALAYALAM, "ml"),
          Map.entry(UnicodeScript.GUJARATI, "gu"),
          Map.entry(UnicodeScript.GURMUKHI, "pa"),
          Map.entry(UnicodeScript.SINHALA, "si"),
          Map.entry(UnicodeScript.GEORGIAN, "ka"),
          Map.entry(UnicodeScript.ARMENIAN, "hy"),
          Map.entry(UnicodeScript.ETHIOPIC, "am"),
          Map.entry(UnicodeScript.THAANA, "dv"),
          Map.entry(UnicodeScript.ORIYA, "or"));

  /** Letters that one language of a script has and the likeliest one does not. */
  private static final Map<String, String> TELLING =
      Map.of("uk", "іїєґІЇЄҐ", "be", "ўЎ", "fa", "پچژگ", "ur", "ٹڈڑںے");

  private Scripts() {}

  /** Whether a language is never written in Latin letters. */
  static boolean isForeign(String language) {
    return LIKELIEST.containsValue(language) || CYRILLIC.contains(language)
        ? !language.equals("sr")
        : ARABIC.contains(language) || HEBREW.contains(language) || DEVANAGARI.contains(language);
  }

  /**
   * The language of a text that is mostly in another script than Latin; empty for others. It is
   * {@value #UNKNOWN} for a script of which no language is known here.
   *
   * @param expected a site's languages, which come first where they use that script
   */
  static Optional<String> language(String text, List<String> expected) {
    Map<UnicodeScript, Integer> letters = letters(text);
    int latin = letters.getOrDefault(UnicodeScript.LATIN, 0);
    return letters.entrySet().stream()
        .filter(one -> one.getKey() != UnicodeScript.LATIN)
        .max(Map.Entry.comparingByValue())
        .filter(most -> most.getValue() * weight(most.getKey()) > latin)
        .map(most -> language(most.getKey(), letters, text, expected));
  }

  private static Map<UnicodeScript, Integer> letters(String text) {
    Map<UnicodeScript, Integer> letters = new EnumMap<>(UnicodeScript.class);
    text.codePoints()
        .filter(Character::isLetter)
        .forEach(
            letter ->
                letters.merge(
                    letter < 128 ? UnicodeScript.LATIN : UnicodeScript.of(letter),
                    1,
                    Integer::sum));
    // Signs that are letters but belong to no script, such as ª, tell nothing.
    letters.remove(UnicodeScript.COMMON);
    letters.remove(UnicodeScript.INHERITED);
    letters.remove(UnicodeScript.UNKNOWN);
    return letters;
  }

  /** One sign of these scripts says as much as two or three letters. */
  private static int weight(UnicodeScript script) {
    return switch (script) {
      case HAN, HIRAGANA, KATAKANA, HANGUL -> 2;
      default -> 1;
    };
  }

  private static String language(
      UnicodeScript script,
      Map<UnicodeScript, Integer> letters,
      String text,
      List<String> expected) {
    return switch (script) {
      case HAN -> han(letters, expected);
      case CYRILLIC -> among(CYRILLIC, script, text, expected);
      case ARABIC -> among(ARABIC, script, text, expected);
      case HEBREW -> among(HEBREW, script, text, expected);
      case DEVANAGARI -> among(DEVANAGARI, script, text, expected);
      default -> LIKELIEST.getOrDefault(script, UNKNOWN);
    };
  }

  /** Japanese mixes Chinese characters with its own; a single one of its own may be decoration. */
  private static String han(Map<UnicodeScript, Integer> letters, List<String> expected) {
    int kana =
        letters.getOrDefault(UnicodeScript.HIRAGANA, 0)
            + letters.getOrDefault(UnicodeScript.KATAKANA, 0);
    int all = kana + letters.getOrDefault(UnicodeScript.HAN, 0);
    return kana > 0 && kana * 8 >= all || first(HAN, expected).equals("ja") ? "ja" : "zh";
  }

  private static String among(
      Set<String> languages, UnicodeScript script, String text, List<String> expected) {
    for (Map.Entry<String, String> telling : TELLING.entrySet()) {
      if (languages.contains(telling.getKey())
          && text.chars().anyMatch(c -> telling.getValue().indexOf(c) >= 0)) {
        return telling.getKey();
      }
    }
    String own = first(languages, expected);
    return own.isEmpty() ? LIKELIEST.getOrDefault(script, UNKNOWN) : own;
  }

  private static String first(Set<String> languages, List<String> expected) {
    return expected.stream().filter(languages::contains).findFirst().orElse("");
  }
}
