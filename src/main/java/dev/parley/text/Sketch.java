package dev.parley.text;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * A MinHash sketch of a text (Broder, "On the resemblance and containment of documents", 1997). The
 * share of equal values in two sketches estimates the share of word pairs that the texts have in
 * common, of all pairs either has. Texts from one template, with some words swapped, share many;
 * unrelated texts hardly any. An address counts as one word whatever it says, and so does a number,
 * because a template changes these first; HTML tags do not count. In scripts without spaces,
 * characters stand for words.
 *
 * <p>Only a text long enough to rule out chance has a sketch. Values have 16 bits, so that a sketch
 * takes 64 bytes; two different values are equal by chance once in 65,536.
 */
public final class Sketch {
  /** The number of values. The estimate's standard deviation is at most 0.09. */
  static final int VALUES = 32;

  /** The number of values in a band. */
  private static final int ROWS = 2;

  /**
   * The number of bands. Texts that share half their pairs agree in at least one band 99 times of
   * 100.
   */
  public static final int BANDS = VALUES / ROWS;

  /** "Happy birthday to you" and "who else is here in 2026" are written by many. */
  private static final int FEWEST_WORDS = 10;

  /** A text that repeats itself has many words but few pairs. */
  private static final int FEWEST_PAIRS = 8;

  private static final int LONGEST_TAG = 500;

  private static final long LINK = 0x9E3779B97F4A7C15L;
  private static final long NUMBER = 0xC2B2AE3D27D4EB4FL;

  private final short[] values;

  private Sketch(short[] values) {
    this.values = values;
  }

  /** The sketch of a text; empty when it is too short. */
  static Optional<Sketch> of(String text, List<Word> words, List<Link> links) {
    long[] units = units(text, words, links);
    if (units.length < FEWEST_WORDS) {
      return Optional.empty();
    }
    long[] pairs = new long[units.length - 1];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = Hashes.mix(units[i] * 31 + units[i + 1]);
    }
    return LongStream.of(pairs).distinct().limit(FEWEST_PAIRS).count() < FEWEST_PAIRS
        ? Optional.empty()
        : Optional.of(of(pairs));
  }

  private static Sketch of(long[] pairs) {
    int[] least = new int[VALUES];
    Arrays.fill(least, Integer.MAX_VALUE);
    for (long pair : pairs) {
      // One family of hashes from two (Kirsch and Mitzenmacher, "Less hashing, same performance").
      int hash = (int) pair;
      int step = (int) (pair >>> 32) | 1;
      for (int i = 0; i < VALUES; i++) {
        hash += step;
        least[i] = Math.min(least[i], spread(hash));
      }
    }
    short[] values = new short[VALUES];
    for (int i = 0; i < VALUES; i++) {
      values[i] = (short) least[i];
    }
    return new Sketch(values);
  }

  /**
   * The finisher of MurmurHash3 for 32 bits: sums alone would keep the order of what was summed.
   */
  private static int spread(int value) {
    int mixed = (value ^ (value >>> 16)) * 0x85EBCA6B;
    mixed = (mixed ^ (mixed >>> 13)) * 0xC2B2AE35;
    return mixed ^ (mixed >>> 16);
  }

  /** A hash for each word, each row of addresses, and each character of a script without spaces. */
  private static long[] units(String text, List<Word> words, List<Link> links) {
    long[] units = new long[words.size() + 8];
    int count = 0;
    int tagEnd = 0;
    int link = 0;
    for (Word word : words) {
      tagEnd = word.start() < tagEnd ? tagEnd : tagEnd(text, tagEnd, word.start());
      while (link < links.size() && links.get(link).end() <= word.start()) {
        link++;
      }
      boolean linked = link < links.size() && links.get(link).start() < word.end();
      if (linked ? count > 0 && units[count - 1] == LINK : word.start() < tagEnd) {
        continue;
      }
      String form = word.form();
      if (linked || !Letters.unspaced(form.charAt(0))) {
        units = withRoom(units, count + 1);
        units[count++] = linked ? LINK : number(form) ? NUMBER : Hashes.of(form);
      } else {
        units = withRoom(units, count + form.length());
        for (int i = 0; i < form.length(); i++) {
          units[count++] = Hashes.mix(form.charAt(i));
        }
      }
    }
    return Arrays.copyOf(units, count);
  }

  private static long[] withRoom(long[] units, int count) {
    return count <= units.length ? units : Arrays.copyOf(units, count * 2);
  }

  /**
   * The end of an HTML tag whose name or closing name begins at {@code word}; {@code before} when
   * there is none. Spam is full of tags, which are the same in all of it.
   */
  private static int tagEnd(String text, int before, int word) {
    boolean opens = text.startsWith("<", word - 1) || text.startsWith("</", word - 2);
    for (int i = word; opens && i < Math.min(text.length(), word + LONGEST_TAG); i++) {
      if (text.charAt(i) == '>') {
        return i;
      }
    }
    return before;
  }

  private static boolean number(String form) {
    return form.chars().allMatch(Character::isDigit);
  }

  /** How similar the texts are, in [0, 1]: the estimated share of common pairs. */
  public double likeness(Sketch other) {
    int equal = 0;
    for (int i = 0; i < VALUES; i++) {
      equal += values[i] == other.values[i] ? 1 : 0;
    }
    return (double) equal / VALUES;
  }

  /** The key of a band: texts that are nearly equal agree in at least one. */
  public long band(int number) {
    long key = number;
    for (int row = 0; row < ROWS; row++) {
      key = key << 16 | values[number * ROWS + row] & 0xFFFF;
    }
    return key;
  }

  /** The stored form of the sketch. */
  public byte[] toBytes() {
    byte[] bytes = new byte[VALUES * 2];
    for (int i = 0; i < VALUES; i++) {
      bytes[2 * i] = (byte) (values[i] >>> 8);
      bytes[2 * i + 1] = (byte) values[i];
    }
    return bytes;
  }

  /** The sketch in a stored form; empty when it was made by other rules. */
  public static Optional<Sketch> ofBytes(byte[] bytes) {
    if (bytes.length != VALUES * 2) {
      return Optional.empty();
    }
    short[] values = new short[VALUES];
    for (int i = 0; i < VALUES; i++) {
      values[i] = (short) (bytes[2 * i] << 8 | bytes[2 * i + 1] & 0xFF);
    }
    return Optional.of(new Sketch(values));
  }
}
