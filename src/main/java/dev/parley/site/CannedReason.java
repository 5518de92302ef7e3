package dev.parley.site;

import dev.parley.http.Fields;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A reason for rejecting that a site has written beforehand.
 *
 * @param name what moderators choose it by, 1 to 60 characters, on a site only once
 * @param words what the author is told, by language (ISO 639-1), each 1 to 200 characters
 */
public record CannedReason(String name, Map<String, String> words) {
  private static final int MOST = 20;
  private static final int LONGEST_NAME = 60;

  /** As long as the reason of a decision may be. */
  private static final int LONGEST_WORDS = 200;

  private static final Set<String> KNOWN = Set.of("name", "words");

  public CannedReason {
    words = Map.copyOf(words);
  }

  /**
   * Reads the value of a setting; throws {@link IllegalArgumentException} with a sentence when it
   * is wrong.
   */
  static List<CannedReason> of(Object value) {
    if (!(value instanceof JsonArray array) || array.size() > MOST) {
      throw wrong("must be a list of at most " + MOST + " reasons");
    }
    List<CannedReason> all = array.stream().map(CannedReason::one).toList();
    Set<String> names = new HashSet<>();
    for (CannedReason reason : all) {
      if (!names.add(reason.name())) {
        throw wrong("has the name “" + reason.name() + "” twice");
      }
    }
    return all;
  }

  private static CannedReason one(Object value) {
    if (!(value instanceof JsonObject json) || !KNOWN.containsAll(json.fieldNames())) {
      throw wrong("must hold objects with name and words");
    }
    String name = text(json.getValue("name"), LONGEST_NAME, "a name");
    if (!(json.getValue("words") instanceof JsonObject given) || given.isEmpty()) {
      throw wrong("needs words in at least one language for “" + name + "”");
    }
    Map<String, String> words = new TreeMap<>();
    for (String language : given.fieldNames()) {
      if (!language.matches("[a-z]{2}")) {
        throw wrong("has words by ISO 639-1 code, such as en, not " + language);
      }
      words.put(language, text(given.getValue(language), LONGEST_WORDS, "words"));
    }
    return new CannedReason(name, words);
  }

  private static String text(Object value, int most, String what) {
    if (value instanceof String text
        && !text.isBlank()
        && text.length() <= most
        && Fields.storable(text)) {
      return text.strip();
    }
    throw wrong("needs " + what + " of 1 to " + most + " characters that can be shown");
  }

  private static IllegalArgumentException wrong(String how) {
    return new IllegalArgumentException("cannedReasons " + how);
  }

  JsonObject toJson() {
    JsonObject byLanguage = new JsonObject();
    new TreeMap<>(words).forEach(byLanguage::put);
    return new JsonObject().put("name", name).put("words", byLanguage);
  }
}
