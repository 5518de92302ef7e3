package dev.parley.text;

/**
 * Writes the letters of a host name in ASCII (RFC 3492). Java's library follows the standard of
 * 2003 only, which does not know {@code ß}.
 */
final class Punycode {
  private static final int BASE = 36;
  private static final int LEAST = 1;
  private static final int MOST = 26;
  private static final int SKEW = 38;
  private static final int DAMP = 700;
  private static final int FIRST_BIAS = 72;
  private static final int FIRST_CODE_POINT = 128;

  private Punycode() {}

  /** A label of a host, at most 63 characters, without {@code xn--}. */
  static String encoded(String label) {
    StringBuilder encoded = new StringBuilder();
    label.chars().filter(c -> c < FIRST_CODE_POINT).forEach(c -> encoded.append((char) c));
    int basic = encoded.length();
    int handled = basic;
    if (basic > 0) {
      encoded.append('-');
    }
    int n = FIRST_CODE_POINT;
    int delta = 0;
    int bias = FIRST_BIAS;
    int all = label.codePointCount(0, label.length());
    while (handled < all) {
      int known = n;
      int next = label.codePoints().filter(c -> c >= known).min().orElseThrow();
      delta += (next - n) * (handled + 1);
      n = next;
      for (int c : label.codePoints().toArray()) {
        if (c < n) {
          delta++;
        } else if (c == n) {
          append(encoded, delta, bias);
          bias = adapted(delta, handled + 1, handled == basic);
          delta = 0;
          handled++;
        }
      }
      delta++;
      n++;
    }
    return encoded.toString();
  }

  private static void append(StringBuilder encoded, int delta, int bias) {
    int rest = delta;
    for (int k = BASE; ; k += BASE) {
      int threshold = Math.min(Math.max(k - bias, LEAST), MOST);
      if (rest < threshold) {
        encoded.append(digit(rest));
        return;
      }
      encoded.append(digit(threshold + (rest - threshold) % (BASE - threshold)));
      rest = (rest - threshold) / (BASE - threshold);
    }
  }

  private static char digit(int value) {
    return (char) (value < 26 ? 'a' + value : '0' + value - 26);
  }

  private static int adapted(int delta, int points, boolean first) {
    int rest = first ? delta / DAMP : delta / 2;
    rest += rest / points;
    int k = 0;
    while (rest > (BASE - LEAST) * MOST / 2) {
      rest /= BASE - LEAST;
      k += BASE;
    }
    return k + (BASE - LEAST + 1) * rest / (rest + SKEW);
  }
}
