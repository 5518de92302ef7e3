package dev.parley.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A text that has been read once: its normalised form, words and links, each with its place in the
 * original.
 *
 * <p>Normalised text is in lower case, without accents and without invisible and bidirectional
 * characters. Letters that imitate others are replaced by the imitated ones ({@code сunt} with a
 * Cyrillic с), letters written apart are joined ({@code f u c k}), digits and signs used as letters
 * are read as letters ({@code b1tch}), drawn-out letters are shortened ({@code soooo}), and white
 * space is one space. Masked rude words are read ({@code f*ck}); any other {@code *} between
 * letters stays and stands for a masked letter. Normalising is idempotent and takes time linear in
 * the text.
 *
 * <p>Any string is accepted, even with lone surrogates. Readings are immutable.
 */
public final class Reading {
  private final String original;
  private final String normalized;
  private final int[] starts;
  private final int[] ends;
  private final List<Word> words;
  private final List<Link> links;

  private Reading(String original, FoldedText folded) {
    this.original = original;
    List<int[]> addresses = new LinkFinder(folded).find();
    this.links = links(folded, addresses);
    FoldedText text = Normalisation.of(folded, addresses);
    this.words = List.copyOf(Masks.read(words(text), original));
    this.normalized = text.toString();
    this.starts = text.starts;
    this.ends = text.ends;
  }

  /** Reads a text. */
  public static Reading of(String original) {
    return new Reading(original, FoldedText.of(original));
  }

  /** The text as written. */
  public String original() {
    return original;
  }

  /** The normalised text. */
  public String normalized() {
    return normalized;
  }

  /**
   * The words of the normalised text in order: letters and digits, with apostrophes and masks
   * inside.
   */
  public List<Word> words() {
    return words;
  }

  /** The addresses in order. */
  public List<Link> links() {
    return links;
  }

  /**
   * The place in the original of a stretch of the normalised text.
   *
   * @throws IndexOutOfBoundsException unless {@code 0 <= normStart < normEnd <=
   *     normalized().length()}
   */
  public Span originalSpan(int normStart, int normEnd) {
    if (normStart < 0 || normEnd > normalized.length() || normStart >= normEnd) {
      throw new IndexOutOfBoundsException(
          String.format(Locale.ROOT, "[%d, %d) of %d", normStart, normEnd, normalized.length()));
    }
    return new Span(starts[normStart], ends[normEnd - 1]);
  }

  /**
   * A 64-bit hash of the words: equal for texts that differ only in case, punctuation, spacing or
   * disguise.
   */
  public long fingerprint() {
    return Hashes.fingerprint(words);
  }

  /** A sketch for finding texts from the same template; empty when the text is too short. */
  public Optional<Sketch> sketch() {
    return Sketch.of(original, words, links);
  }

  private List<Link> links(FoldedText folded, List<int[]> addresses) {
    if (addresses.isEmpty()) {
      return List.of();
    }
    List<Link> found = new ArrayList<>(addresses.size());
    for (int[] address : addresses) {
      int start = folded.starts[address[0]];
      int end = folded.ends[address[1] - 1];
      String host = LinkFinder.host(folded, address);
      found.add(new Link(original.substring(start, end), host, start, end));
    }
    return List.copyOf(found);
  }

  private static List<Word> words(FoldedText text) {
    List<Word> found = new ArrayList<>(text.length / 5 + 1);
    for (int i = 0; i < text.length; ) {
      if (!Letters.wordPart(text.characters[i])) {
        i++;
        continue;
      }
      int end = wordEnd(text, i);
      if (text.at(i - 1) == '@' && text.at(i - 2) == ' ' && standsApart(text, i - 1, end)) {
        // "@rsehole" is read as a word that mentions somebody only if no rude word fits.
        Masks.lift(text, i - 1, end);
        i = text.at(i - 1) == '@' ? i : i - 1;
      } else if (masked(text, i, end) && standsApart(text, i, end)) {
        Masks.lift(text, i, end);
      }
      found.add(new Word(text.text(i, end), text.starts[i], text.ends[end - 1]));
      i = end;
    }
    return found;
  }

  private static boolean masked(FoldedText text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (Masks.standsIn(text, i)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether no sign beside a word could be read as one of its letters. Once the mask is lifted it
   * would be, and reading the text again would change it again.
   */
  private static boolean standsApart(FoldedText text, int start, int end) {
    char before = text.at(start - 1);
    char after = text.at(end);
    return (before == ' ' || before == '(' || before == '"')
        && (after == ' ' || ".,;:?!)\"".indexOf(after) >= 0 && text.at(end + 1) == ' ');
  }

  /** The end of the word that begins at {@code start}. */
  private static int wordEnd(FoldedText text, int start) {
    int end = start + 1;
    while (end < text.length) {
      int next = text.characters[end] == '*' ? maskEnd(text, start, end) : letterEnd(text, end);
      if (next == end) {
        return end;
      }
      end = next;
    }
    return end;
  }

  /** After a letter, digit or inner apostrophe at {@code i}; otherwise {@code i}. */
  private static int letterEnd(FoldedText text, int i) {
    char c = text.characters[i];
    boolean inner = c == '\'' && Letters.letter(text.at(i - 1)) && Letters.letter(text.at(i + 1));
    return inner || Letters.wordPart(c) ? i + 1 : i;
  }

  /**
   * After the stars from {@code begin} on if they mask letters of the word that began at {@code
   * start}; otherwise {@code begin}. They do so in f*ck and f**k, but not in **bold** or
   * *stressed*: a closing mark has an opening one, or stands alone.
   */
  private static int maskEnd(FoldedText text, int start, int begin) {
    if (text.at(start - 1) == '*' || !Letters.letter(text.at(begin - 1))) {
      return begin;
    }
    int end = begin;
    while (text.at(end) == '*') {
      end++;
    }
    boolean masks = Letters.letter(text.at(end)) || (end - begin >= 2 && begin - start <= 3);
    return masks ? end : begin;
  }
}
