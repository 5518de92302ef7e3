package dev.parley.signin;

import dev.parley.comment.EditToken;
import java.util.Base64;

/**
 * The random text in a browser's cookie from which all that binds a sign-in to that browser is
 * derived: state, nonce and the verifier of PKCE (RFC 7636). So nothing is stored, and any node can
 * finish what another began.
 *
 * @param text as in the cookie
 */
record SignInSeed(String text, byte[] secret) {
  static SignInSeed random(byte[] secret) {
    return new SignInSeed(EditToken.random().text(), secret);
  }

  String state() {
    return derived("state");
  }

  String nonce() {
    return derived("nonce");
  }

  String verifier() {
    return derived("verifier");
  }

  /** The verifier's SHA-256, which the provider sees first. */
  String challenge() {
    return encoded(EditToken.sha256(verifier()));
  }

  private String derived(String what) {
    return encoded(EditToken.keyedHash(secret, "oidc/" + what + "/" + text));
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
