package dev.parley.campaign;

import dev.parley.text.Sketch;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The latest texts of a site in a ring, found by hash chains as in LZ77: under each key stands the
 * place of the latest text with that key, and beside each place the place of the text before. The
 * keys of a text are its id, its fingerprint and the bands of its sketch. Nothing is ever unlinked:
 * a link to a place that has been overwritten leads to a later text than the one it came from, and
 * so ends the chain.
 *
 * <p>A search takes time in proportion to the similar texts, not to all texts. Not safe for several
 * threads: each belongs to one {@link SiteActivity}, under whose lock it is used.
 */
final class RecentTexts {
  /** Three days of a large newspaper; 350 bytes each. */
  static final int LARGEST = 32_768;

  private static final int SMALLEST = 256;

  /**
   * Two texts are nearly equal from this share of common word pairs on, in [0, 1]. With a lower
   * share unrelated texts of few phrases were joined; with a higher one, reworded texts were lost.
   */
  static final double NEAR = 14 / 32.0;

  /** At most so many similar texts are looked for, the latest first. */
  static final int MOST_LIKES = 100;

  private static final int ID = Sketch.BANDS;
  private static final int FINGERPRINT = Sketch.BANDS + 1;
  private static final int CHAINS = Sketch.BANDS + 2;

  /** Bounds the work when one text floods a site. */
  private static final int LONGEST_WALK = 128;

  /** Stands in the place of a forgotten text, because chains lead through it. */
  private static final RecentText FORGOTTEN =
      new RecentText(new UUID(0, 0), 0, 0, 0, 0, 0, null, Long.MIN_VALUE);

  private @Nullable RecentText[] ring;

  /** The latest entry of each bucket, as its index plus one; 0 for none. */
  private int[] heads;

  /** The previous entry in the bucket of each entry, as its index plus one; 0 for none. */
  private int[] before;

  private long added;

  RecentTexts() {
    this(SMALLEST);
  }

  private RecentTexts(int capacity) {
    ring = new RecentText[capacity];
    before = new int[capacity * CHAINS];
    heads = new int[Integer.highestOneBit(capacity * CHAINS)];
  }

  /** The number of texts that fit now. */
  int capacity() {
    return ring.length;
  }

  /** Remembers a text; forgets the oldest when there is no more room. */
  void add(RecentText text) {
    if (added == ring.length && ring.length < LARGEST) {
      grow();
    }
    int place = (int) (added % ring.length);
    ring[place] = text;
    added++;
    link(place, ID, id(text.id()));
    link(place, FINGERPRINT, text.fingerprint());
    Sketch sketch = text.sketch();
    if (sketch != null) {
      for (int band = 0; band < Sketch.BANDS; band++) {
        link(place, band, sketch.band(band));
      }
    }
  }

  /** Forgets a comment, whatever its text. */
  void forget(UUID id) {
    for (int place = 0; place < ring.length; place++) {
      RecentText text = ring[place];
      if (text != null && text.id().equals(id)) {
        ring[place] = FORGOTTEN;
      }
    }
  }

  private void grow() {
    RecentTexts larger = new RecentTexts(ring.length * 2);
    for (RecentText text : ring) {
      if (text != null) {
        larger.add(text);
      }
    }
    ring = larger.ring;
    heads = larger.heads;
    before = larger.before;
  }

  private void link(int place, int chain, long key) {
    int bucket = bucket(chain, key);
    int entry = place * CHAINS + chain;
    before[entry] = heads[bucket];
    heads[bucket] = entry + 1;
  }

  private int bucket(int chain, long key) {
    long mixed = (key + chain) * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 32) & heads.length - 1;
  }

  private static long id(UUID id) {
    return id.getMostSignificantBits() ^ id.getLeastSignificantBits();
  }

  /** Whether a comment is remembered. */
  boolean contains(UUID id) {
    boolean[] found = new boolean[1];
    walk(ID, id(id), text -> found[0] |= text.id().equals(id));
    return found[0];
  }

  /** Other comments with the same or nearly the same text; in each chain the latest comes first. */
  Collection<RecentText> like(RecentText text) {
    Map<UUID, RecentText> likes = new LinkedHashMap<>();
    Consumer<RecentText> compare =
        other -> {
          if (likes.size() < MOST_LIKES
              && (other.fingerprint() == text.fingerprint() || near(text, other))
              && !other.id().equals(text.id())) {
            likes.putIfAbsent(other.id(), other);
          }
        };
    walk(FINGERPRINT, text.fingerprint(), compare);
    Sketch sketch = text.sketch();
    if (sketch != null) {
      for (int band = 0; band < Sketch.BANDS; band++) {
        walk(band, sketch.band(band), compare);
      }
    }
    return likes.values();
  }

  /** Whether two texts are nearly equal. A short text is not nearly equal to anything. */
  static boolean near(RecentText one, RecentText other) {
    return likeness(one, other) >= NEAR;
  }

  /**
   * The share of word pairs that two texts have in common, in [0, 1]; 0 when one of them is short.
   */
  static double likeness(RecentText one, RecentText other) {
    Sketch sketch = one.sketch();
    Sketch others = other.sketch();
    return sketch == null || others == null ? 0 : sketch.likeness(others);
  }

  /** Visits the texts under a key, the latest first, and some others that share its bucket. */
  private void walk(int chain, long key, Consumer<RecentText> visit) {
    long last = added;
    int entry = heads[bucket(chain, key)];
    for (int steps = 0; entry != 0 && steps < LONGEST_WALK; steps++) {
      int place = (entry - 1) / CHAINS;
      long number = numberAt(place);
      RecentText text = ring[place];
      if (number > last || text == null) {
        return;
      }
      last = number;
      if (!text.equals(FORGOTTEN)) {
        visit.accept(text);
      }
      entry = before[entry - 1];
    }
  }

  /** The serial number of the text at a place, counted from the first text ever added. */
  private long numberAt(int place) {
    long latest = added - 1;
    return latest - Math.floorMod(latest - place, ring.length);
  }
}
