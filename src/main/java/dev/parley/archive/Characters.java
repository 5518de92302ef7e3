package dev.parley.archive;

/** Which characters of a source can be kept. */
final class Characters {
  private Characters() {}

  /** A value without white space around it, and without what no text can hold. */
  static String clean(String value) {
    String stripped = value.strip();
    int i = 0;
    while (i < stripped.length() && isKept(stripped.codePointAt(i))) {
      i += Character.charCount(stripped.codePointAt(i));
    }
    return i == stripped.length() ? stripped : kept(stripped);
  }

  private static String kept(String value) {
    StringBuilder kept = new StringBuilder(value.length());
    value.codePoints().filter(Characters::isKept).forEach(kept::appendCodePoint);
    return kept.toString().strip();
  }

  /** PostgreSQL stores no NUL, and half a surrogate pair is no character. */
  private static boolean isKept(int codePoint) {
    return codePoint != 0 && (codePoint < 0xD800 || codePoint > 0xDFFF);
  }

  /** Whether XML 1.0 allows a character; half a surrogate pair is judged with its other half. */
  static boolean isXml(int codePoint) {
    return codePoint >= ' '
        ? codePoint != 0xFFFE && codePoint != 0xFFFF
        : codePoint == '\t' || codePoint == '\n' || codePoint == '\r';
  }
}
