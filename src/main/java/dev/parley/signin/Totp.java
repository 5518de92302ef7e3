package dev.parley.signin;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;

/**
 * Codes of six digits that an app makes of a shared key and the time (RFC 6238), in the one form
 * all apps know: SHA-1, half-minutes.
 */
final class Totp {
  private static final int KEY_BYTES = 20;

  /** How many half-minutes the app's clock may differ (RFC 6238, section 5.2). */
  private static final int DRIFT = 1;

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final TimeBasedOneTimePasswordGenerator CODES =
      new TimeBasedOneTimePasswordGenerator();
  private static final long STEP = CODES.getTimeStep().toSeconds();

  private Totp() {}

  /** A new random key. */
  static byte[] newKey() {
    byte[] key = new byte[KEY_BYTES];
    RANDOM.nextBytes(key);
    return key;
  }

  /** The key as an app takes it when it is typed. */
  static String typed(byte[] key) {
    return Base32.toBase32String(key).replace("=", "");
  }

  /** The address from which an app takes key and name; usually shown as a QR code. */
  static String uri(byte[] key, String service, String account) {
    return "otpauth://totp/"
        + encoded(service)
        + ":"
        + encoded(account)
        + "?secret="
        + typed(key)
        + "&issuer="
        + encoded(service);
  }

  /** The half-minute whose code this is; empty when it is none of about now. */
  static OptionalLong stepOf(byte[] key, String code, Instant now) {
    long present = Math.floorDiv(now.getEpochSecond(), STEP);
    for (long step = present - DRIFT; step <= present + DRIFT; step++) {
      if (MessageDigest.isEqual(bytes(code(key, step)), bytes(code))) {
        return OptionalLong.of(step);
      }
    }
    return OptionalLong.empty();
  }

  private static String code(byte[] key, long step) {
    try {
      return CODES.generateOneTimePasswordString(
          new SecretKeySpec(key, CODES.getAlgorithm()), Instant.ofEpochSecond(step * STEP));
    } catch (InvalidKeyException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static byte[] bytes(String code) {
    return code.getBytes(StandardCharsets.UTF_8);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
