package dev.parley.signin;

import dev.parley.comment.EditToken;
import io.vertx.core.buffer.Buffer;
import java.util.Base64;

/**
 * The random text in a browser's cookie from which all that binds a sign-in to that browser is
 * derived: state, nonce and the verifier of PKCE (RFC 7636). So nothing is stored, and any node can
 * finish what another began.
 *
 * @param text as in the cookie
 * @param secret the service's own
 */
record SignInSeed(String text, Buffer secret) {
  static SignInSeed random(Buffer secret) {
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
    return encoded(EditToken.keyedHash(secret.getBytes(), "oidc/" + what + "/" + text));
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
