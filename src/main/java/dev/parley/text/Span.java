package dev.parley.text;

/**
 * A stretch of a text, in UTF-16 code units.
 *
 * @param start the first code unit
 * @param end the code unit after the last
 */
public record Span(int start, int end) {
  /** The number of code units covered. */
  public int length() {
    return end - start;
  }

  /** The part of {@code text} covered. */
  public String of(String text) {
    return text.substring(start, end);
  }
}
