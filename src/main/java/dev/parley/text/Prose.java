package dev.parley.text;

/** The part of a text that is somebody's words: without addresses and without code. */
final class Prose {
  private Prose() {}

  static String of(Reading reading) {
    String text = reading.original();
    if (reading.links().isEmpty() && text.indexOf('`') < 0) {
      return text;
    }
    StringBuilder prose = new StringBuilder(text);
    for (Link link : reading.links()) {
      blank(prose, link.start(), link.end());
    }
    for (int open = prose.indexOf("`"); open >= 0; ) {
      int behind = runEnd(prose, open);
      int close = prose.indexOf(prose.substring(open, behind), behind);
      if (close >= 0) {
        behind = runEnd(prose, close);
        blank(prose, open, behind);
      }
      open = prose.indexOf("`", behind);
    }
    return prose.toString();
  }

  private static int runEnd(StringBuilder text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) == '`') {
      end++;
    }
    return end;
  }

  private static void blank(StringBuilder text, int from, int to) {
    for (int i = from; i < to; i++) {
      text.setCharAt(i, ' ');
    }
  }
}
