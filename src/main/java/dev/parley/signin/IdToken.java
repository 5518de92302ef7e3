package dev.parley.signin;

import dev.parley.config.OpenIdConnect;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * Checks a provider's ID token as OpenID Connect Core 1.0, section 3.1.3.7, asks: signature,
 * issuer, audience, times, nonce.
 */
final class IdToken {
  /** By public keys only: whoever knows our secret must not be able to sign. */
  private static final Set<String> ALGORITHMS = Set.of("RS256", "ES256");

  private static final int LEEWAY_SECONDS = 60;

  private final Vertx vertx;
  private final OpenIdConnect config;

  /** The token is not one for this sign-in. */
  static final class Invalid extends RuntimeException {
    Invalid(String message) {
      super(message, null, false, false);
    }
  }

  IdToken(Vertx vertx, OpenIdConnect config) {
    this.vertx = vertx;
    this.config = config;
  }

  /** The claims of a token; fails with {@link Invalid} otherwise. */
  Future<JsonObject> claims(String token, JsonArray keys, String nonce) {
    return Future.succeededFuture(token)
        .compose(
            given -> {
              String algorithm = algorithm(given);
              if (!ALGORITHMS.contains(algorithm)) {
                throw new Invalid("it is signed by " + algorithm);
              }
              return verifier(keys).authenticate(new TokenCredentials(given));
            })
        .recover(
            failure ->
                Future.failedFuture(
                    failure instanceof Invalid
                        ? failure
                        : new Invalid(String.valueOf(failure.getMessage()))))
        .map(
            user -> {
              JsonObject claims = claims(token);
              check(claims, nonce);
              return claims;
            });
  }

  private JWTAuth verifier(JsonArray keys) {
    JWTAuthOptions options =
        new JWTAuthOptions()
            .setJWTOptions(
                new JWTOptions()
                    .setIssuer(config.issuer().toString())
                    .setAudience(List.of(config.clientId()))
                    .setLeeway(LEEWAY_SECONDS));
    for (Object key : keys) {
      if (key instanceof JsonObject json
          && Set.of("RSA", "EC").contains(json.getString("kty", ""))
          && !"enc".equals(json.getString("use"))) {
        options.addJwk(json);
      }
    }
    if (options.getJwks() == null || options.getJwks().isEmpty()) {
      throw new Invalid("the provider shows no key that signs");
    }
    return JWTAuth.create(vertx, options);
  }

  /** What the library leaves to its callers. */
  private void check(JsonObject claims, String nonce) {
    if (!(claims.getValue("exp") instanceof Number) || claims.getString("sub", "").isEmpty()) {
      throw new Invalid("it does not say whom it is about and when it ends");
    }
    if (claims.getValue("aud") instanceof JsonArray audiences
        && audiences.size() > 1
        && !claims.containsKey("azp")) {
      throw new Invalid("it is for several programs");
    }
    if (claims.containsKey("azp") && !config.clientId().equals(claims.getString("azp"))) {
      throw new Invalid("it was given to another program");
    }
    if (!MessageDigest.isEqual(
        nonce.getBytes(StandardCharsets.UTF_8),
        claims.getString("nonce", "").getBytes(StandardCharsets.UTF_8))) {
      throw new Invalid("it is of another sign-in");
    }
  }

  private static String algorithm(String token) {
    return part(token, 0).getString("alg", "nothing");
  }

  private static JsonObject claims(String token) {
    return part(token, 1);
  }

  private static JsonObject part(String token, int index) {
    String[] parts = token.split("\\.", -1);
    try {
      if (parts.length == 3) {
        return new JsonObject(Buffer.buffer(Base64.getUrlDecoder().decode(parts[index])));
      }
    } catch (IllegalArgumentException | DecodeException | ClassCastException unreadable) {
      // Refused below.
    }
    throw new Invalid("it cannot be read");
  }
}
