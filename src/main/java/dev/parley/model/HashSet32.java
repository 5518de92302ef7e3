package dev.parley.model;

import java.util.Arrays;

/**
 * Distinct hashes in the order they came, each with where it was seen first, and whether it was
 * seen elsewhere, too. Open addressing; 0 marks an empty place.
 */
final class HashSet32 {
  private final int[] places;
  private final int mask;
  private final int[] values;
  private final int[] origins;
  private final boolean[] elsewhere;
  private int size;

  HashSet32(int most) {
    int capacity = Integer.highestOneBit(Math.max(8, most)) << 2;
    places = new int[capacity];
    mask = capacity - 1;
    values = new int[Math.max(1, most)];
    origins = new int[Math.max(1, most)];
    elsewhere = new boolean[Math.max(1, most)];
  }

  /** Adds a hash, and answers where it was seen first. */
  int add(int hash, int origin) {
    int place = hash & mask;
    while (places[place] != 0) {
      int index = places[place] - 1;
      if (values[index] == hash) {
        elsewhere[index] |= origins[index] != origin;
        return origins[index];
      }
      place = (place + 1) & mask;
    }
    values[size] = hash;
    origins[size] = origin;
    places[place] = ++size;
    return origin;
  }

  int[] values() {
    return Arrays.copyOf(values, size);
  }

  int[] origins() {
    return Arrays.copyOf(origins, size);
  }

  /** For each hash, whether it was seen at another place than its first. */
  boolean[] elsewhere() {
    return Arrays.copyOf(elsewhere, size);
  }
}
