package dev.parley.comment;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proves that a comment is one's own: 256 secret bits, of which the database keeps only the
 * SHA-256.
 *
 * @param text the token in base64url, as its holder sends it
 */
public record EditToken(String text) {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** A new random token. */
  public static EditToken random() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return of(bytes);
  }

  /**
   * The token for an idempotency key: the same request gets the same token, although the token
   * itself is not stored.
   */
  public static EditToken derived(byte[] secret, String seed) {
    return of(keyedHash(secret, "edit-token/" + seed));
  }

  private static EditToken of(byte[] bytes) {
    return new EditToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** The hash that is stored. */
  public byte[] hash() {
    return sha256(text);
  }

  /** Whether {@code hash} is the hash of this token, compared in constant time. */
  public boolean matches(byte[] hash) {
    return MessageDigest.isEqual(hash(), hash);
  }

  /** SHA-256 of a text. */
  public static byte[] sha256(String text) {
    return sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  /** SHA-256 of bytes. */
  public static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** HMAC-SHA-256 (RFC 2104): nobody can compute it, or try values out, without the secret. */
  public static byte[] keyedHash(byte[] secret, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Hides the token, which is a secret. */
  @Override
  public String toString() {
    return "EditToken[…]";
  }
}
