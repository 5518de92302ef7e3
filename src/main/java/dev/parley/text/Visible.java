package dev.parley.text;

/**
 * Tells what of a text can be seen on a screen. White space, controls, fillers that count as
 * letters, and marks with nothing to stand on cannot.
 */
public final class Visible {
  /** The most marks that living scripts put on one letter, apart from Tibetan stacks. */
  private static final int MOST_MARKS = 4;

  private static final int MOST_TIBETAN_MARKS = 8;

  /** Fillers whose category is letter or symbol but which are blank on the screen. */
  private static final String FILLERS =
      "\u115F\u1160\u17B4\u17B5\u2800\u3164\uFFA0\uFFFC\uD80D\uDC41\uD80D\uDC42\uD834\uDD59";

  private Visible() {}

  /** Whether a reader sees anything of a text. */
  public static boolean shows(CharSequence text) {
    return text.codePoints().anyMatch(Visible::shows);
  }

  /** Whether a reader sees anything of a code point that stands alone. */
  public static boolean shows(int codePoint) {
    return !isBlank(codePoint) && !isMark(codePoint);
  }

  /** Whether a code point leaves its place on the screen empty, or takes no place. */
  static boolean isBlank(int codePoint) {
    if (codePoint > ' ' && codePoint < 127) {
      return false;
    }
    int type = Character.getType(codePoint);
    return isSpace(codePoint)
        || type == Character.FORMAT
        || type == Character.CONTROL
        || type == Character.SURROGATE
        || isFiller(codePoint)
        // Reserved by Unicode for characters that will show nothing.
        || codePoint >= 0xE0000 && codePoint <= 0xE0FFF;
  }

  static boolean isSpace(int codePoint) {
    return Character.isWhitespace(codePoint)
        || Character.isSpaceChar(codePoint)
        || codePoint == 0x85;
  }

  static boolean isFiller(int codePoint) {
    return FILLERS.indexOf(codePoint) >= 0;
  }

  private static boolean isMark(int codePoint) {
    int type = codePoint < 0x300 ? 0 : Character.getType(codePoint);
    return type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }

  /** Removes marks beyond what scripts need on a letter. More would cover the lines around them. */
  public static String withFewMarks(String text) {
    int i = 0;
    while (i < text.length() && text.charAt(i) < 0x300) {
      i++;
    }
    return i == text.length() ? text : fewMarks(text, i);
  }

  private static String fewMarks(String text, int from) {
    StringBuilder kept = new StringBuilder(text.length()).append(text, 0, from);
    int marks = 0;
    for (int i = from; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      i += Character.charCount(codePoint);
      int type = codePoint < 0x300 ? 0 : Character.getType(codePoint);
      boolean stacks = type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
      // A joiner between two marks takes no place, so the count does not begin again.
      marks = stacks ? marks + 1 : type == Character.FORMAT ? marks : 0;
      if (!stacks || marks <= mostMarks(codePoint)) {
        kept.appendCodePoint(codePoint);
      }
    }
    return kept.toString();
  }

  private static int mostMarks(int mark) {
    return Character.UnicodeScript.of(mark) == Character.UnicodeScript.TIBETAN
        ? MOST_TIBETAN_MARKS
        : MOST_MARKS;
  }

  /**
   * A name on one line, without controls that turn the words around it and without marks beyond
   * what letters need. Joiners that some scripts and signs need stay.
   */
  public static String name(String text) {
    StringBuilder name = new StringBuilder(text.length());
    withFewMarks(text)
        .codePoints()
        .map(codePoint -> isSpace(codePoint) ? ' ' : codePoint)
        .filter(codePoint -> !isDirection(codePoint))
        .filter(codePoint -> codePoint != ' ' || !endsInSpace(name))
        .forEachOrdered(name::appendCodePoint);
    return name.toString().strip();
  }

  private static boolean endsInSpace(StringBuilder text) {
    return text.length() > 0 && text.charAt(text.length() - 1) == ' ';
  }

  /** Whether a control changes the direction of what follows. */
  private static boolean isDirection(int codePoint) {
    return codePoint >= 0x202A && codePoint <= 0x202E || codePoint >= 0x2066 && codePoint <= 0x2069;
  }
}
