package dev.parley.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The small words of languages in Latin letters, in the form they have in a reading: without
 * accents. Each word is looked up once for all languages.
 */
final class CommonWords {
  private static final Map<String, String> LISTS =
      Map.ofEntries(
          Map.entry(
              "en",
              "the and of to is that it was for you with not this but are have be they what who your"
                  + " would from there"),
          Map.entry(
              "de",
              "der die das und ist nicht ich du sie es ein eine mit auf den dem zu auch wie aber nur"
                  + " noch wir ihr sich für"),
          Map.entry(
              "pt",
              "o os que não uma um é do da em para com você mas mais por se eu ele isso foi muito"
                  + " tem ao dos pra"),
          Map.entry(
              "fr",
              "le la les et est pas je vous que des une un du en pour dans qui ce sur il avec mais"
                  + " nous c'est sont"),
          Map.entry(
              "es",
              "el la los que de y no es en un una por con para se lo las del pero como más muy yo su"
                  + " está"),
          Map.entry(
              "it",
              "il la che di e non è un una per con sono ma come più lo gli si del della questo anche"
                  + " mi ha"),
          Map.entry(
              "nl",
              "de het een en van ik niet dat is je op te met voor maar zijn ook er wat naar dit heb"
                  + " die"),
          Map.entry(
              "ro",
              "și nu că este sunt de la cu pe în din pentru ce mai un o să se care dar asta am ai"
                  + " are au fost lui ei sa si"),
          Map.entry(
              "tr",
              "ve bir bu da de için çok ne var yok ama gibi kadar daha ben sen biz o olarak mi mı"
                  + " değil şey olan her ki"),
          Map.entry(
              "pl",
              "nie to się na jest że w z i do co jak ale po tak dla od za już tylko mnie by są ten"
                  + " jego być bo o"),
          Map.entry(
              "vi",
              "không là và có của cho người này một những được các với như đã thì mà đi cũng ở tôi"
                  + " bạn rồi làm nó khi"),
          Map.entry(
              "da",
              "og det er ikke jeg at en den til på med for af som der har du de vi man hvad kan også"
                  + " bare meget hvis blev noget fra"),
          Map.entry(
              "no",
              "og det er ikke jeg at en den til på med for av som har du de vi man hva kan også bare"
                  + " veldig hvis ble noe fra mye"),
          Map.entry(
              "sv",
              "och det är inte jag att en den till på med för av som har du de vi man vad kan också"
                  + " bara mycket om blev något från ett"),
          Map.entry(
              "cs",
              "a je to se na že v ne si jsem ale jak tak za do co by jsou s pro když už jen ten byl"
                  + " nebo ještě"),
          Map.entry(
              "sk",
              "a je to sa na že v nie si som ale ako tak za do čo by sú s pre keď už len ten bol"
                  + " alebo ešte"),
          Map.entry(
              "hr",
              "je da se u na i to ne su za što ali kao bi sam od li s nije samo koji još više kad"
                  + " ima biti"),
          Map.entry(
              "fi",
              "ja on ei se että en niin mutta ole kun hän tai jos ovat olla oli mitä minä sen vain"
                  + " nyt myös kuin tämä joka"),
          Map.entry(
              "hu",
              "a az és nem hogy is egy ez de van csak meg már ha mint vagy volt még azt ki én te nagyon"
                  + " lesz kell mert"),
          Map.entry(
              "id",
              "yang dan di ini itu tidak untuk dengan dari ada saya kamu aku akan juga sudah bisa"
                  + " orang kalau apa nya gak banget lagi jangan"));

  private static final List<String> LANGUAGES = LISTS.keySet().stream().sorted().toList();

  /** For each word, the languages that have it, as bits. */
  private static final Map<String, Integer> WORDS = words();

  private CommonWords() {}

  /** The language with most evidence. */
  record Best(String language, int evidence, int second) {}

  private static Map<String, Integer> words() {
    Map<String, Integer> words = new HashMap<>();
    for (int language = 0; language < LANGUAGES.size(); language++) {
      // A word that another language has only with accents counts for both.
      String list = LISTS.getOrDefault(LANGUAGES.get(language), "");
      for (Word word : Reading.of(list).words()) {
        words.merge(word.form(), 1 << language, (a, b) -> a | b);
      }
    }
    return Map.copyOf(words);
  }

  /** How many words of a text each language has, in the order of {@link #languages}. */
  static int[] counts(List<Word> words) {
    int[] counts = new int[LANGUAGES.size()];
    for (Word word : words) {
      int bits = WORDS.getOrDefault(word.form(), 0);
      for (int left = bits; left != 0; left &= left - 1) {
        counts[Integer.numberOfTrailingZeros(left)]++;
      }
    }
    return counts;
  }

  /**
   * How many words of a text each language has that another has not. Single letters tell nothing
   * here.
   *
   * @param other the other language
   */
  static int[] counts(List<Word> words, String other) {
    int at = LANGUAGES.indexOf(other);
    int own = at < 0 ? 0 : 1 << at;
    int[] counts = new int[LANGUAGES.size()];
    for (Word word : words) {
      int bits = word.form().length() < 2 ? 0 : WORDS.getOrDefault(word.form(), 0);
      if ((bits & own) == 0) {
        for (int left = bits; left != 0; left &= left - 1) {
          counts[Integer.numberOfTrailingZeros(left)]++;
        }
      }
    }
    return counts;
  }

  /** Whether a language has a word among its small ones. */
  static boolean has(String language, Word word) {
    int at = LANGUAGES.indexOf(language);
    return at >= 0 && (WORDS.getOrDefault(word.form(), 0) >> at & 1) == 1;
  }

  /** ISO 639-1 codes of the languages with small words. */
  static List<String> languages() {
    return LANGUAGES;
  }

  /**
   * The language with most evidence, and the evidence of the runner-up.
   *
   * @param evidence in the order of {@link #languages}
   */
  static Best best(int[] evidence) {
    int first = 0;
    int second = -1;
    for (int i = 1; i < evidence.length; i++) {
      if (evidence[i] > evidence[first]) {
        second = first;
        first = i;
      } else if (second < 0 || evidence[i] > evidence[second]) {
        second = i;
      }
    }
    return new Best(LANGUAGES.get(first), evidence[first], evidence[second]);
  }
}
