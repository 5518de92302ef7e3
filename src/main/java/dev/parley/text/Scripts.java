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
      Map.of("uk", "іїєґІЇЄҐ", "be", "ўЎ", "ur", "ٹڈڑںےھہ", "fa", "پچژگ");

  /**
   * Small words of Persian and Arabic: a short Persian text may have none of its own letters, and
   * Arabic names in Persian ones tell nothing. A word ends in a space.
   */
  private static final Map<String, List<String>> SMALL_WORDS =
      Map.of(
          "fa",
          List.of(
              "است", "این", "که", "را", "رو", "می", "نمی", "از", "با", "هم", "تو", "من", "یه",
              "اون", "برای", "خیلی", "ها", "باید", "شما", "نیست"),
          "ar",
          List.of(
              "في", "من", "على", "هذا", "هذه", "ما", "لا", "ان", "أن", "إلى", "الى", "انت", "أنت",
              "يا", "كل", "مع", "كان", "الله", "عن", "هو"));

  /** Letters that Persian writes in another way than Arabic, or not at all. */
  private static final String PERSIAN = "یکپچژگ";

  private static final String ARABIC_ONLY = "يكةىأإؤ";

  /** The last letter of Latin Extended-B. */
  private static final char LAST_LATIN = 0x24F;

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
    if (isLatin(text)) {
      return Optional.empty();
    }
    Map<UnicodeScript, Integer> letters = letters(text);
    int latin = letters.getOrDefault(UnicodeScript.LATIN, 0);
    return letters.entrySet().stream()
        .filter(one -> one.getKey() != UnicodeScript.LATIN)
        .max(Map.Entry.comparingByValue())
        .filter(most -> most.getValue() * weight(most.getKey()) > latin)
        .map(most -> language(most.getKey(), letters, text, expected));
  }

  /** Whether there is nothing in a text but Latin letters and signs. */
  static boolean isLatin(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > LAST_LATIN) {
        return false;
      }
    }
    return true;
  }

  /** Whether a word is written in Latin letters, or in digits. */
  static boolean isLatin(Word word, String original) {
    return original
        .substring(word.start(), word.end())
        .codePoints()
        .filter(Character::isLetter)
        .allMatch(letter -> letter < 128 || UnicodeScript.of(letter) == UnicodeScript.LATIN);
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
      case ARABIC -> arabic(text, expected);
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

  /**
   * Urdu by its letters; Persian and Arabic by letters and small words, or by what a site expects.
   */
  private static String arabic(String text, List<String> expected) {
    if (has(text, "ur")) {
      return "ur";
    }
    int persian = 0;
    for (int i = 0; i < text.length(); i++) {
      persian += PERSIAN.indexOf(text.charAt(i)) >= 0 ? 1 : 0;
      persian -= ARABIC_ONLY.indexOf(text.charAt(i)) >= 0 ? 1 : 0;
    }
    for (String word : text.split("[^\\p{L}\\p{M}]+", -1)) {
      persian += SMALL_WORDS.getOrDefault("fa", List.of()).contains(word) ? 2 : 0;
      persian -= SMALL_WORDS.getOrDefault("ar", List.of()).contains(word) ? 2 : 0;
    }
    String own = first(ARABIC, expected);
    // Other languages of the script are taken for expected: little is known of them here.
    return persian > 0 && (own.isEmpty() || own.equals("ar"))
        ? "fa"
        : persian < 0 && (own.isEmpty() || own.equals("fa")) ? "ar" : own.isEmpty() ? "ar" : own;
  }

  private static boolean has(String text, String language) {
    String letters = TELLING.getOrDefault(language, "");
    return text.chars().anyMatch(c -> letters.indexOf(c) >= 0);
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
