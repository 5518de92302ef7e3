package dev.parley.model;

import dev.parley.text.Reading;
import dev.parley.text.Word;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the models see of a text, extracted once for all of them: the distinct words and word pairs,
 * the distinct 2- to 5-grams of characters inside words (boundaries included), and the shape of the
 * text with its links. Each is a 32-bit hash; no string is made.
 *
 * <p>In a group of {@code n} features each has the value {@code 1 / sqrt(n)}, so that long texts do
 * not weigh more than short ones.
 *
 * <p>Models of other {@linkplain Wording wordings} read the text again; see {@link #as}.
 */
public final class Features {
  /** The groups of features, which are normalised separately. */
  public static final int WORDS = 0;

  public static final int CHARACTERS = 1;

  /** The look of a text; in {@link Wording#SYLLABLES}, the letters of syllables. */
  public static final int SHAPE = 2;

  public static final int GROUPS = 3;

  /** Stands for the word before the first one. */
  static final int FIRST = 0x3c6ef372;

  /** The weight of the characters of words beside whole words, where nothing tells the shape. */
  private static final float WEIGHT_OF_CHARACTERS = 1.5f;

  /** Distinct hashes by group. */
  private final int[][] hashes;

  /** For each hash, the index of the first word it came from; -1 for shape. */
  private final int[][] origins;

  /** For each hash of characters, whether it also occurs in words of another form. */
  private final boolean[] elsewhere;

  private final Wording wording;

  /** What is read again for another wording; null when it has been let go. */
  private final @Nullable Reading reading;

  private volatile @Nullable Features other;

  private Features(
      int[][] hashes,
      int[][] origins,
      boolean[] elsewhere,
      Wording wording,
      @Nullable Reading reading) {
    this.hashes = hashes;
    this.origins = origins;
    this.elsewhere = elsewhere;
    this.wording = wording;
    this.reading = reading;
  }

  /** The features of a text. */
  public static Features of(Reading reading) {
    List<Word> words = reading.words();
    int characters = 0;
    for (Word word : words) {
      characters += word.form().length() + 2;
    }
    HashSet32 ofWords = new HashSet32(2 * words.size() + 1);
    HashSet32 ofCharacters = new HashSet32(4 * characters + 1);
    int previous = FIRST;
    for (int w = 0; w < words.size(); w++) {
      String form = words.get(w).form();
      int own = word(form);
      int first = ofWords.add(mix(own), w);
      ofWords.add(mix(pair(previous, own)), w);
      previous = own;
      // A repeated word has the same characters; two words with one hash may not.
      if (first == w || !words.get(first).form().equals(form)) {
        grams(form, w, ofCharacters);
      }
    }
    int[] shape = Shape.of(reading);
    int[] nowhere = new int[shape.length];
    Arrays.fill(nowhere, -1);
    return new Features(
        new int[][] {ofWords.values(), ofCharacters.values(), shape},
        new int[][] {ofWords.origins(), ofCharacters.origins(), nowhere},
        ofCharacters.elsewhere(),
        Wording.COMMENT,
        reading);
  }

  /** The features of a text that models of a wording read. */
  public static Features of(Reading reading, Wording wording) {
    return wording == Wording.COMMENT ? of(reading) : of(reading, wording, "");
  }

  private static Features of(Reading reading, Wording wording, String leftOut) {
    int[][][] found = WordFeatures.of(reading, wording, word -> !word.form().equals(leftOut));
    return new Features(found[0], found[1], new boolean[0], wording, reading);
  }

  /**
   * The features of the same text that models of another wording read, computed when they are first
   * asked for.
   *
   * @throws IllegalStateException when the text has been let go; see {@link #withoutOrigins}
   */
  public Features as(Wording asked) {
    if (asked == wording) {
      return this;
    }
    Features known = other;
    if (known == null || known.wording != asked) {
      if (reading == null) {
        throw new IllegalStateException("The text is no longer known");
      }
      known = of(reading, asked);
      other = known;
    }
    return known;
  }

  /**
   * The features without a word, wherever it occurs, and without origins. The shape stays that of
   * the whole text: nothing is read again.
   *
   * @param text the text these are the features of
   */
  Features without(Reading text, String form) {
    if (wording != Wording.COMMENT) {
      return of(text, wording, form);
    }
    List<Word> words = text.words();
    HashSet32 ofWords = new HashSet32(2 * words.size() + 1);
    int previous = FIRST;
    int left = -1;
    for (int w = 0; w < words.size(); w++) {
      String other = words.get(w).form();
      if (other.equals(form)) {
        left = left < 0 ? w : left;
      } else {
        int own = word(other);
        ofWords.add(mix(own), w);
        ofWords.add(mix(pair(previous, own)), w);
        previous = own;
      }
    }
    return new Features(
        new int[][] {ofWords.values(), charactersWithout(left), hashes[SHAPE]},
        new int[GROUPS][0],
        new boolean[0],
        wording,
        null);
  }

  private int[] charactersWithout(int word) {
    int[] all = hashes[CHARACTERS];
    int[] kept = new int[all.length];
    int size = 0;
    for (int i = 0; i < all.length; i++) {
      if (elsewhere[i] || origins[CHARACTERS][i] != word) {
        kept[size++] = all[i];
      }
    }
    return Arrays.copyOf(kept, size);
  }

  /**
   * The features without the text and the words they came from, which only explanations and models
   * of another wording need. This takes less than half the memory, for whoever keeps many.
   */
  public Features withoutOrigins() {
    return new Features(hashes, new int[GROUPS][0], new boolean[0], wording, null);
  }

  public int[] hashes(int group) {
    return hashes[group];
  }

  int[] origins(int group) {
    return origins[group];
  }

  /** The value of each feature of a group. */
  public float value(int group) {
    int count = hashes[group].length;
    if (group == SHAPE && wording == Wording.COMMENT) {
      return 0.25f;
    }
    float value = count == 0 ? 0 : (float) (1 / Math.sqrt(count));
    return group == WORDS || wording == Wording.COMMENT ? value : WEIGHT_OF_CHARACTERS * value;
  }

  static int pair(int previous, int own) {
    return previous * 0x01000193 + own + 0x5bd1e995;
  }

  static int word(String form) {
    int hash = 0x811c9dc5;
    for (int i = 0; i < form.length(); i++) {
      hash = (hash ^ form.charAt(i)) * 0x01000193;
    }
    return hash;
  }

  private static void grams(String form, int origin, HashSet32 into) {
    int length = form.length();
    for (int start = -1; start < length; start++) {
      int hash = 0x9747b28c;
      int end = Math.min(start + 5, length + 1);
      for (int i = start; i < end; i++) {
        char c = i < 0 || i == length ? ' ' : form.charAt(i);
        hash = (hash ^ c) * 0x01000193;
        if (i > start) {
          into.add(mix(hash + (i - start)), origin);
        }
      }
    }
  }

  /** The finisher of MurmurHash3, 32 bits. */
  static int mix(int hash) {
    int mixed = (hash ^ (hash >>> 16)) * 0x85ebca6b;
    mixed = (mixed ^ (mixed >>> 13)) * 0xc2b2ae35;
    return mixed ^ (mixed >>> 16);
  }
}
