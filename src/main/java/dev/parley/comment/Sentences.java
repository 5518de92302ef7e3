package dev.parley.comment;

import dev.parley.text.Span;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds the sentences of a text. */
final class Sentences {
  private Sentences() {}

  /**
   * The places of the sentences, without the white space around them. The last one may hold
   * several.
   */
  static List<Span> of(String text, String language, int most) {
    BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.forLanguageTag(language));
    breaks.setText(text);
    List<Span> sentences = new ArrayList<>();
    int start = breaks.first();
    for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
      if (sentences.size() == most - 1) {
        end = breaks.last();
      }
      if (!text.substring(start, end).isBlank()) {
        sentences.add(stripped(text, start, end));
      }
      start = end;
    }
    return sentences;
  }

  private static Span stripped(String text, int start, int end) {
    String sentence = text.substring(start, end);
    return new Span(
        end - sentence.stripLeading().length(), start + sentence.stripTrailing().length());
  }
}
