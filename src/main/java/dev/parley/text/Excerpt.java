package dev.parley.text;

/**
 * What is read of a text: all of it, or of a long one its beginning and its end, where what it is
 * about and what it is for usually stand.
 *
 * @param text what is read
 * @param skipped how many UTF-16 code units are left out
 * @param end where the end begins in {@code text}; its length when nothing is left out
 */
public record Excerpt(String text, int skipped, int end) {
  /** At most {@code most} code points of a text, and a line break between its two parts. */
  public static Excerpt of(String whole, int most) {
    int length = whole.codePointCount(0, whole.length());
    if (length <= most) {
      return new Excerpt(whole, 0, whole.length());
    }
    int half = most / 2;
    int head = whole.offsetByCodePoints(0, half);
    int tail = whole.offsetByCodePoints(whole.length(), -half);
    String text = whole.substring(0, head) + "\n" + whole.substring(tail);
    return new Excerpt(text, tail - head - 1, head + 1);
  }

  /** Whether something was left out. */
  public boolean truncated() {
    return skipped > 0;
  }

  /** Where a place of the excerpt is in the whole text. */
  public int original(int offset) {
    return offset < end ? offset : offset + skipped;
  }
}
