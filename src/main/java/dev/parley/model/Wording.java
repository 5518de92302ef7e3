package dev.parley.model;

/**
 * What a model reads of a text. Only {@link #COMMENT} reads the look of a text; the others read its
 * words alone, without hashtags and names of users: in the data of their languages these, and
 * length, tell the source and with it the label.
 */
public enum Wording {
  /** Words, characters inside words, and shape. */
  COMMENT,
  /** Words, and characters inside words. */
  WORDS,
  /** The same, for words with and without their accents: in Vietnamese they make other words. */
  ACCENTS,
  /**
   * Words, syllables inside words, and the letters that Hangul syllables consist of: an insult is
   * often written with one letter changed.
   */
  SYLLABLES;

  /** What models of a language read. */
  public static Wording of(String language) {
    return ModelledLanguage.of(language).map(ModelledLanguage::wording).orElse(WORDS);
  }
}
