package dev.parley.text;

import dev.parley.text.WordList.Match;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds listed words of scripts that are written without spaces: anywhere in running text, and even
 * with signs put between their characters.
 */
final class RunningWords {
  /** So many signs may lie between two characters of a word: more separate sentences. */
  private static final int MOST_BETWEEN = 3;

  /** What ends a sentence separates words. */
  private static final String ENDS = "。！？!?…";

  /** Entries by their first character. */
  private final Map<Character, List<Entry>> entries = new HashMap<>();

  /**
   * An entry of the list.
   *
   * @param form its normalised characters
   */
  private record Entry(String entry, String form) {}

  /** Whether part of a normalised entry is in such a script. */
  static boolean holds(List<Word> words) {
    return words.stream()
        .anyMatch(word -> word.form().chars().anyMatch(c -> Letters.unspaced((char) c)));
  }

  void add(String entry, List<Word> words) {
    StringBuilder form = new StringBuilder();
    words.forEach(word -> form.append(word.form()));
    entries
        .computeIfAbsent(form.charAt(0), first -> new ArrayList<>())
        .add(new Entry(entry, form.toString()));
  }

  /** The longest entry at each place, in order. */
  List<Match> in(Reading reading) {
    if (entries.isEmpty()) {
      return List.of();
    }
    String text = reading.normalized();
    List<Match> found = new ArrayList<>();
    for (int i = 0; i < text.length(); i++) {
      Entry best = null;
      int bestEnd = i;
      for (Entry entry : entries.getOrDefault(text.charAt(i), List.of())) {
        int end = end(reading, i, entry.form());
        if (end > bestEnd) {
          best = entry;
          bestEnd = end;
        }
      }
      add(found, reading, i, bestEnd, best);
    }
    return found;
  }

  private static void add(
      List<Match> found, Reading reading, int start, int end, @Nullable Entry entry) {
    if (entry != null) {
      found.add(new Match(entry.entry(), reading.originalSpan(start, end)));
    }
  }

  /** Where an entry that begins at {@code start} ends; {@code start} if there is none. */
  private static int end(Reading reading, int start, String form) {
    String text = reading.normalized();
    if (!isApart(text, start - 1, form.charAt(0))) {
      return start;
    }
    int at = start + 1;
    for (int k = 1; k < form.length(); k++) {
      int next = behindSigns(reading, at);
      if (next == text.length() || text.charAt(next) != form.charAt(k)) {
        return start;
      }
      at = next + 1;
    }
    return isApart(text, at, form.charAt(form.length() - 1)) ? at : start;
  }

  private static int behindSigns(Reading reading, int from) {
    String text = reading.normalized();
    int at = from;
    while (at < text.length()
        && at - from < MOST_BETWEEN
        && !Letters.wordPart(text.charAt(at))
        && !endsSentence(reading, at)) {
      at++;
    }
    return at;
  }

  /** A full stop of these scripts looks like any other dot once it is normalised. */
  private static boolean endsSentence(Reading reading, int at) {
    return ENDS.indexOf(reading.original().charAt(reading.originalSpan(at, at + 1).start())) >= 0;
  }

  /** A letter at the end of an entry, in a script with spaces, must end a word there. */
  private static boolean isApart(String text, int neighbour, char own) {
    return Letters.unspaced(own)
        || neighbour < 0
        || neighbour >= text.length()
        || !Letters.wordPart(text.charAt(neighbour))
        || Letters.unspaced(text.charAt(neighbour));
  }
}
