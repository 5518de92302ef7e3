package dev.parley.text;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Latin letters that only one or a few languages have. */
final class OwnLetters {
  /** So many of them are as good as more: a text may repeat one name. */
  private static final int ENOUGH = 3;

  private static final Map<Character, List<String>> LANGUAGES = languages();

  private OwnLetters() {}

  private static Map<Character, List<String>> languages() {
    Map<Character, List<String>> languages = new HashMap<>();
    add(languages, "ąęłńśźż", "pl");
    add(languages, "ć", "hr", "pl");
    add(languages, "ğı", "tr");
    add(languages, "ş", "tr", "ro");
    add(languages, "țțţș", "ro");
    add(languages, "ă", "ro", "vi");
    add(languages, "ơư", "vi");
    add(languages, "đ", "vi", "hr");
    add(languages, "æø", "da", "no");
    add(languages, "å", "da", "no", "sv");
    add(languages, "ä", "de", "sv", "fi");
    add(languages, "ß", "de");
    add(languages, "řěů", "cs");
    add(languages, "ľĺŕ", "sk");
    add(languages, "šžč", "cs", "sk", "hr");
    add(languages, "őű", "hu");
    add(languages, "ñ", "es");
    add(languages, "ãõ", "pt", "vi");
    add(languages, "œ", "fr");
    for (char c = 'ạ'; c <= 'ỹ'; c++) {
      // Latin Extended Additional has the letters with two marks that only Vietnamese uses.
      languages.put(c, List.of("vi"));
    }
    return languages;
  }

  private static void add(Map<Character, List<String>> languages, String letters, String... have) {
    for (int i = 0; i < letters.length(); i++) {
      languages.put(letters.charAt(i), List.of(have));
    }
  }

  /**
   * How many letters of a text speak for each language, up to {@value #ENOUGH}; in the order of
   * {@link CommonWords#languages}.
   */
  static int[] counts(String written) {
    String text = whole(written);
    int[] counts = new int[CommonWords.languages().size()];
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > 127) {
        for (String language : LANGUAGES.getOrDefault(Character.toLowerCase(c), List.of())) {
          int at = CommonWords.languages().indexOf(language);
          counts[at] = Math.min(ENOUGH, counts[at] + 1);
        }
      }
    }
    return counts;
  }

  /** With each accent on its letter, if some stand alone. */
  private static String whole(String text) {
    return Normalizer.isNormalized(text, Normalizer.Form.NFC)
        ? text
        : Normalizer.normalize(text, Normalizer.Form.NFC);
  }
}
