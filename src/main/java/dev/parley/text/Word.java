package dev.parley.text;

/**
 * A word of a reading.
 *
 * @param form the normalised form; {@code *} stands for a letter its writer masked
 * @param start where it begins in the original text, in UTF-16 code units
 * @param end where it ends in the original text, exclusive
 */
public record Word(String form, int start, int end) {
  /** The place of the word in the original text. */
  public Span span() {
    return new Span(start, end);
  }

  /** Whether some letters are masked, as in {@code f*ck}. */
  public boolean masked() {
    return form.indexOf('*') >= 0;
  }
}
