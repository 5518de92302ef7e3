package dev.parley.text;

import java.util.List;

/** Hashes of word sequences. */
final class Hashes {
  private Hashes() {}

  static long fingerprint(List<Word> words) {
    long hash = 0;
    for (Word word : words) {
      hash = mix(hash * 31 + of(word.form()));
    }
    return hash;
  }

  /** The hash of a word. */
  static long of(String form) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < form.length(); i++) {
      hash = (hash ^ form.charAt(i)) * 0x100000001b3L;
    }
    return mix(hash);
  }

  /** The finisher of MurmurHash3, which spreads every bit of its input over all bits. */
  static long mix(long value) {
    long mixed = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ (mixed >>> 33);
  }
}
