package dev.parley.text;

/**
 * The part of a text that is read: all of it or, of a long one, its beginning and end, which
 * usually tell what it is about and what it is for.
 *
 * @param text the part that is read
 * @param skipped how many UTF-16 code units are left out
 * @param end where the end begins in {@code text}; its length when nothing is left out
 */
public record Excerpt(String text, int skipped, int end) {
  /** At most {@code most} code points of a text, with a line break between the two parts. */
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

  /** The place in the whole text of a place in the excerpt. */
  public int original(int offset) {
    return offset < end ? offset : offset + skipped;
  }
}
