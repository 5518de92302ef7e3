package dev.parley.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a webhook's messages are signed with (standard-webhooks/standard-webhooks, {@code
 * spec/standard-webhooks.md}).
 *
 * @param current {@code whsec_} and the key in base64
 * @param previous signs as well until a time, so that a receiver can take its successor in between
 */
record Secrets(String current, Optional<String> previous, Optional<Instant> previousUntil) {
  /** How long a secret that was replaced still signs. */
  static final Duration OVERLAP = Duration.ofHours(24);

  private static final String PREFIX = "whsec_";
  private static final int KEY_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** A new secret. */
  static String next() {
    byte[] key = new byte[KEY_BYTES];
    RANDOM.nextBytes(key);
    return PREFIX + Base64.getEncoder().encodeToString(key);
  }

  /** The value of {@code webhook-signature}: one signature, or two while the secret is replaced. */
  String signature(UUID id, Instant at, String body) {
    String signed = id + "." + at.getEpochSecond() + "." + body;
    return "v1,"
        + signature(current, signed)
        + previous
            .filter(old -> previousUntil.filter(at::isBefore).isPresent())
            .map(old -> " v1," + signature(old, signed))
            .orElse("");
  }

  private static String signature(String secret, String signed) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      byte[] key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return Base64.getEncoder()
          .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
