package dev.parley.mail;

import dev.parley.comment.EditToken;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a link in a mail says, with a signature: whoever holds the link may do that one thing. For
 * another purpose it is worth nothing.
 */
final class LinkToken {
  /** What a link is for. */
  enum Purpose {
    /** Confirms an address. */
    CONFIRM,
    /** Changes or stops a reader's mail. */
    READER,
    /** Decides on one comment. */
    DECIDE,
    /** Stops a moderator's mail about a site. */
    QUIET
  }

  private final byte[] secret;

  LinkToken(byte[] secret) {
    this.secret = secret.clone();
  }

  /** Signs parts, none of which has a slash in it. */
  String sign(Purpose purpose, Object... parts) {
    String said = String.join("/", java.util.Arrays.stream(parts).map(String::valueOf).toList());
    return base64(said.getBytes(StandardCharsets.UTF_8)) + "." + base64(mac(purpose, said));
  }

  /** The parts of a token for that purpose; empty when nobody here has signed it. */
  Optional<List<String>> read(Purpose purpose, String token) {
    int dot = token.indexOf('.');
    if (dot < 0) {
      return Optional.empty();
    }
    try {
      byte[] said = Base64.getUrlDecoder().decode(token.substring(0, dot));
      byte[] mac = Base64.getUrlDecoder().decode(token.substring(dot + 1));
      String text = new String(said, StandardCharsets.UTF_8);
      return MessageDigest.isEqual(mac, mac(purpose, text))
          ? Optional.of(List.of(text.split("/", -1)))
          : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  private byte[] mac(Purpose purpose, String said) {
    return EditToken.keyedHash(
        secret, "mail-link/" + purpose.name().toLowerCase(Locale.ROOT) + "/" + said);
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
