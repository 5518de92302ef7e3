package dev.parley.model;

import java.util.Arrays;

/**
 * Distinct hashes in their order of arrival, each with the place where it was first seen and
 * whether it was seen elsewhere too. Open addressing; 0 marks an empty slot.
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

  /** Adds a hash. Answers where it was first seen. */
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

  /** For each hash, whether it was also seen at another place than its first. */
  boolean[] elsewhere() {
    return Arrays.copyOf(elsewhere, size);
  }
}
