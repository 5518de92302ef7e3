package dev.parley.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A language that has a toxicity model of its own. Whoever needs to know for which languages there
 * is one, how good it is, or what of a text it reads, asks here.
 */
public enum ModelledLanguage {
  ENGLISH("en", Quality.RELEASE, Wording.COMMENT),
  GERMAN("de", Quality.RELEASE, Wording.COMMENT),
  PORTUGUESE("pt", Quality.RELEASE, Wording.COMMENT),
  KOREAN("ko", Quality.RELEASE, Wording.SYLLABLES),
  ROMANIAN("ro", Quality.RELEASE, Wording.WORDS),
  HINDI("hi", Quality.RELEASE, Wording.WORDS),
  PERSIAN("fa", Quality.RELEASE, Wording.WORDS),
  ARABIC("ar", Quality.BETA, Wording.WORDS),
  TURKISH("tr", Quality.BETA, Wording.WORDS),
  GREEK("el", Quality.BETA, Wording.WORDS),
  POLISH("pl", Quality.BETA, Wording.WORDS),
  VIETNAMESE("vi", Quality.BETA, Wording.ACCENTS),
  DANISH("da", Quality.BETA, Wording.WORDS);

  private static final Map<String, ModelledLanguage> BY_CODE =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(ModelledLanguage::code, Function.identity()));

  private final String code;
  private final Quality quality;
  private final Wording wording;

  ModelledLanguage(String code, Quality quality, Wording wording) {
    this.code = code;
    this.quality = quality;
    this.wording = wording;
  }

  /** The language with that ISO 639-1 code. A tag with a script, such as hi-Latn, has no model. */
  public static Optional<ModelledLanguage> of(String code) {
    return Optional.ofNullable(BY_CODE.get(code));
  }

  /** Its ISO 639-1 code. */
  public String code() {
    return code;
  }

  public Quality quality() {
    return quality;
  }

  /** What its model reads of a text. */
  public Wording wording() {
    return wording;
  }

  /** The name of its model. */
  public String model() {
    return "toxicity-" + code;
  }

  /** Its English name. */
  public String inEnglish() {
    return Locale.forLanguageTag(code).getDisplayLanguage(Locale.ENGLISH);
  }
}
