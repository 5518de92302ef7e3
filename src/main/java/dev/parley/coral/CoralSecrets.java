package dev.parley.coral;

import dev.parley.config.ConfigError;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secrets with which Coral signs its requests, and whose site each is (coralproject/talk,
 * {@code EXTERNAL_MODERATION_PHASES.md}). The whole secret, as Coral shows it, is the key.
 */
public final class CoralSecrets {
  private static final String PREFIX = "sha256=";

  private final List<Secret> secrets;

  private record Secret(String site, String key) {}

  /**
   * @param written each a site's slug, an equals sign and the secret
   */
  public CoralSecrets(List<String> written) {
    this.secrets = written.stream().map(CoralSecrets::secret).toList();
  }

  private static Secret secret(String written) {
    int equals = written.indexOf('=');
    if (equals < 1 || equals == written.length() - 1) {
      throw new ConfigError("coral.secrets: write each as SITE=SECRET");
    }
    return new Secret(written.substring(0, equals).strip(), written.substring(equals + 1).strip());
  }

  /** The slug of the site whose secret has signed a body; empty when none has. */
  Optional<String> site(String header, byte[] body) {
    return secrets.stream()
        .filter(secret -> signs(secret.key(), header, body))
        .map(Secret::site)
        .findFirst();
  }

  /**
   * Whether one of the signatures in a header, of which there are two while Coral rotates, fits.
   */
  static boolean signs(String key, String header, byte[] body) {
    byte[] expected = signature(key, body).getBytes(StandardCharsets.US_ASCII);
    boolean fits = false;
    for (String one : header.split(",", -1)) {
      fits |= MessageDigest.isEqual(expected, one.strip().getBytes(StandardCharsets.UTF_8));
    }
    return fits;
  }

  private static String signature(String key, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return PREFIX + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
