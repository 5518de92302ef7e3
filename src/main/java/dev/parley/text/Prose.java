package dev.parley.text;

import java.util.List;

/** The part of a text that is somebody's words, without addresses and code. */
final class Prose {
  private Prose() {}

  static String of(Reading reading, List<Span> code) {
    if (reading.links().isEmpty() && code.isEmpty()) {
      return reading.original();
    }
    StringBuilder prose = new StringBuilder(reading.original());
    reading.links().forEach(link -> blank(prose, link.span()));
    code.forEach(span -> blank(prose, span));
    return prose.toString();
  }

  private static void blank(StringBuilder text, Span span) {
    for (int i = span.start(); i < span.end(); i++) {
      text.setCharAt(i, ' ');
    }
  }
}
