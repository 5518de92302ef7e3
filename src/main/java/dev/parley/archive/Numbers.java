package dev.parley.archive;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Numbers for systems that number their records. An id has the same number in every export, so a
 * later export is recognised.
 */
final class Numbers {
  private Numbers() {}

  /**
   * The number of an id, from 0 to 2^63 - 1: half of its hash. Among ten million ids, two of one
   * number are to be expected once in a hundred thousand times.
   */
  static long of(UUID id) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES);
    bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    return ByteBuffer.wrap(sha256(bytes.array())).getLong() & Long.MAX_VALUE;
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
