package dev.parley.text;

import java.util.List;

/**
 * The steps of normalising that look at neighbours: letters written apart are joined, "leet"
 * spelling is read as letters, drawn-out letters are shortened, and white space is collapsed. Web
 * and e-mail addresses stay as they are folded.
 *
 * <p>No step leaves anything for itself or an earlier one to do, so normalising twice changes
 * nothing; property tests hold this on random text.
 */
final class Normalisation {
  /**
   * At most so many different letters in a row make "sh!thead" one word; "wonderful!thanks" is two.
   */
  private static final int LONGEST_WITH_EXCLAMATION = 10;

  private final FoldedText in;
  private final boolean[] kept;

  private Normalisation(FoldedText in, List<int[]> links) {
    this.in = in;
    kept = new boolean[in.length];
    for (int[] link : links) {
      keepChunk(link[0]);
    }
    for (int i = 1; i + 1 < in.length; i++) {
      if (in.characters[i] == '@' && !kept[i] && mailAt(i)) {
        keepChunk(i);
      }
    }
  }

  /** Normalises folded text whose links are known. */
  static FoldedText of(FoldedText folded, List<int[]> links) {
    Normalisation steps = new Normalisation(folded, links);
    FoldedText joined = steps.joinLettersApart();
    return new Normalisation(joined, new LinkFinder(joined).find()).readLeetAndShorten();
  }

  /**
   * Whether the sign at {@code i} is inside an e-mail address: a word before it, and a dot between
   * word parts after it.
   */
  private boolean mailAt(int i) {
    if (!Letters.wordPart(in.at(i - 1))) {
      return false;
    }
    int k = i + 1;
    while (Letters.wordPart(in.at(k)) || in.at(k) == '-') {
      k++;
    }
    return k > i + 1 && in.at(k) == '.' && Letters.letter(in.at(k + 1));
  }

  private void keepChunk(int at) {
    for (int i = at; i >= 0 && in.characters[i] != ' ' && !kept[i]; i--) {
      kept[i] = true;
    }
    for (int i = at + 1; i < in.length && in.characters[i] != ' ' && !kept[i]; i++) {
      kept[i] = true;
    }
  }

  /** A single letter, digit or leet sign that stands alone. */
  private boolean alone(int i) {
    if (i < 0 || i >= in.length || kept[i]) {
      return false;
    }
    char c = in.characters[i];
    return part(c)
        && !part(in.at(i - 1))
        && !part(in.at(i + 1))
        && in.at(i - 1) != '\''
        && in.at(i + 1) != '\'';
  }

  private static boolean part(char c) {
    return Letters.wordPart(c) || c == '@' || c == '$';
  }

  /**
   * The next place where a letter may stand alone, one separator after {@code i}: one of {@code . -
   * _ *} or white space.
   */
  private int behindSeparator(int i) {
    char c = in.at(i + 1);
    if (c == '.' || c == '-' || c == '_' || c == '*') {
      return i + 2;
    }
    int k = i + 1;
    while (k < in.length && in.characters[k] == ' ') {
      k++;
    }
    return k == i + 1 ? -1 : k;
  }

  private FoldedText joinLettersApart() {
    FoldedText out = in.another();
    int i = 0;
    while (i < in.length) {
      int last = i;
      int count = 0;
      int letters = 0;
      int narrowest = Integer.MAX_VALUE;
      if (alone(i)) {
        count = 1;
        letters = Letters.letter(in.characters[i]) ? 1 : 0;
        for (int next = behindSeparator(last);
            next > 0 && alone(next);
            next = behindSeparator(last)) {
          narrowest = Math.min(narrowest, next - last);
          letters += Letters.letter(in.characters[next]) ? 1 : 0;
          last = next;
          count++;
        }
      }
      if (count >= 3 && letters >= 3) {
        join(out, i, last, groupsOfTwo(i, last, narrowest) ? narrowest : Integer.MAX_VALUE);
      } else {
        copy(out, i, last);
      }
      i = last + 1;
    }
    return out;
  }

  /**
   * Whether gaps wider than the narrowest divide the letters into groups of two or more, that is,
   * into words.
   */
  private boolean groupsOfTwo(int first, int last, int narrowest) {
    int size = 1;
    for (int i = first; i < last; ) {
      int next = behindSeparator(i);
      if (next - i > narrowest) {
        if (size < 2) {
          return false;
        }
        size = 0;
      }
      size++;
      i = next;
    }
    return size >= 2;
  }

  private void join(FoldedText out, int first, int last, int widest) {
    copy(out, first, first);
    for (int i = first; i < last; ) {
      int next = behindSeparator(i);
      if (next - i > widest) {
        copy(out, i + 1, i + 1);
      }
      copy(out, next, next);
      i = next;
    }
  }

  private void copy(FoldedText out, int from, int to) {
    for (int i = from; i <= to; i++) {
      out.add(in.characters[i], in.starts[i], in.ends[i]);
    }
  }

  private FoldedText readLeetAndShorten() {
    FoldedText out = in.another();
    int i = 0;
    while (i < in.length) {
      if (in.characters[i] == ' ') {
        int end = i;
        while (end < in.length && in.characters[end] == ' ') {
          end++;
        }
        if (out.length > 0 && end < in.length) {
          out.add(' ', in.starts[i], in.ends[end - 1]);
        }
        i = end;
      } else if (kept[i] || !part(in.characters[i])) {
        copy(out, i, i);
        i++;
      } else {
        int end = runEnd(i);
        shorten(out, i, end, leetSpelt(i, end));
        i = end;
      }
    }
    return out;
  }

  /**
   * The end of the letters, digits and leet signs from {@code i} on; an exclamation mark counts
   * between two of them.
   */
  private int runEnd(int i) {
    int end = i;
    while (end < in.length
        && !kept[end]
        && (part(in.characters[end])
            || (in.characters[end] == '!' && end > i && part(in.at(end + 1))))) {
      end++;
    }
    return end;
  }

  /**
   * Whether the digits and signs of a run are disguised letters: one of them has a letter before
   * and after it (b1tch, sh!t), or one stands before at least three letters and nothing else (5hit,
   * but not 1st or 4th).
   */
  private boolean leetSpelt(int from, int to) {
    int firstLetter = -1;
    int lastLetter = -1;
    int letters = 0;
    boolean exclaims = false;
    int changes = 0;
    for (int i = from; i < to; i++) {
      changes += in.characters[i] != in.at(i - 1) ? 1 : 0;
      if (Letters.letter(in.characters[i])) {
        firstLetter = firstLetter < 0 ? i : firstLetter;
        lastLetter = i;
        letters++;
      }
      exclaims |= in.characters[i] == '!';
    }
    if (letters == 0 || letters == to - from || (exclaims && changes > LONGEST_WITH_EXCLAMATION)) {
      return false;
    }
    for (int i = firstLetter + 1; i < lastLetter; i++) {
      if (Letters.leet(in.characters[i]) != 0) {
        return true;
      }
    }
    char first = in.characters[from];
    boolean mention = first == '@' && !(in.at(from + 1) == 's' && in.at(from + 2) == 's');
    boolean enough = letters >= 3 || (first == '@' && letters >= 2);
    return firstLetter == from + 1
        && letters == to - from - 1
        && enough
        && Letters.leet(first) != 0
        && !mention;
  }

  private char read(int i, boolean leet) {
    char c = in.characters[i];
    char letter = leet ? Letters.leet(c) : 0;
    return letter == 0 ? c : letter;
  }

  /** Copies a run, with three or more equal letters as two, or as one where no word has two. */
  private void shorten(FoldedText out, int from, int to, boolean leet) {
    for (int i = from; i < to; ) {
      char c = read(i, leet);
      int end = i + 1;
      while (end < to && read(end, leet) == c) {
        end++;
      }
      boolean drawnOut = end - i >= 3 && Letters.letter(c);
      // A word of a single letter stays two long: otherwise it would look like a letter standing
      // alone.
      int copies = !drawnOut ? end - i : Letters.neverDoubled(c) && (i > from || end < to) ? 1 : 2;
      for (int k = 0; k < copies; k++) {
        out.add(c, in.starts[i + k], k == copies - 1 ? in.ends[end - 1] : in.ends[i + k]);
      }
      i = end;
    }
  }
}
