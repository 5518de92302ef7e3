package dev.parley.backup;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The lines of a table, counted and summed as they go by, when they are written and when read. */
final class Lines {
  private final MessageDigest digest;
  private long count;

  Lines() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Takes one; answers its bytes, with the end of the line. */
  byte[] take(String line) {
    byte[] bytes = (line + '\n').getBytes(StandardCharsets.UTF_8);
    digest.update(bytes);
    count++;
    return bytes;
  }

  long count() {
    return count;
  }

  /** The sum of all, which ends the taking. */
  String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
