package dev.parley.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.config.OpenIdConnect;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What makes an ID token one for this sign-in; each test changes one thing of a good one. */
class IdTokenTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final String ISSUER = "https://login.example";
  private static final KeyPair KEYS = keys();
  private static final KeyPair OTHER = keys();

  private final IdToken tokens =
      new IdToken(VERTX, new OpenIdConnect(URI.create(ISSUER), "parley", "", "groups", List.of()));

  @AfterAll
  static void close() {
    VERTX.close();
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return bytes[0] == 0 ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }

  private static JsonArray published() {
    RSAPublicKey key = (RSAPublicKey) KEYS.getPublic();
    return new JsonArray()
        .add(
            new JsonObject()
                .put("kty", "oct")
                .put("k", encoded("shared".getBytes(StandardCharsets.UTF_8)))
                .put("alg", "HS256"))
        .add(
            new JsonObject()
                .put("kty", "RSA")
                .put("alg", "RS256")
                .put("use", "sig")
                .put("n", encoded(unsigned(key.getModulus())))
                .put("e", encoded(unsigned(key.getPublicExponent()))));
  }

  private static JsonObject good() {
    long now = Instant.now().getEpochSecond();
    return new JsonObject()
        .put("iss", ISSUER)
        .put("aud", "parley")
        .put("sub", "ana")
        .put("nonce", "the nonce")
        .put("iat", now)
        .put("exp", now + 300);
  }

  private static String signed(KeyPair keys, JsonObject claims) {
    String pem =
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded())
            + "\n-----END PRIVATE KEY-----\n";
    return JWTAuth.create(
            VERTX,
            new JWTAuthOptions()
                .addPubSecKey(new PubSecKeyOptions().setAlgorithm("RS256").setBuffer(pem)))
        .generateToken(claims, new JWTOptions().setAlgorithm("RS256").setNoTimestamp(true));
  }

  private String outcome(String token) {
    try {
      return tokens
          .claims(token, published(), "the nonce")
          .await(10, TimeUnit.SECONDS)
          .getString("sub");
    } catch (Exception refused) {
      assertTrue(refused instanceof IdToken.Invalid, String.valueOf(refused));
      return "refused";
    }
  }

  private String outcome(JsonObject claims) {
    return outcome(signed(KEYS, claims));
  }

  @Test
  void token_ofThisSignIn_isTaken() {
    assertEquals("ana", outcome(good()));
    assertEquals("ana", outcome(good().put("aud", new JsonArray().add("parley"))));
    assertEquals(
        "ana",
        outcome(good().put("aud", new JsonArray().add("parley").add("x")).put("azp", "parley")));
  }

  @Test
  void token_ofAClockAMinuteOff_isTakenAndNoneBeyond() {
    long now = Instant.now().getEpochSecond();
    assertEquals("ana", outcome(good().put("exp", now - 30)));
    assertEquals("refused", outcome(good().put("exp", now - 90)));
    assertEquals("refused", outcome(good().put("nbf", now + 300)));
  }

  @Test
  void token_ofOthers_isRefused() {
    assertEquals("refused", outcome(good().put("iss", "https://evil.example")));
    assertEquals("refused", outcome(good().put("aud", "another")));
    assertEquals("refused", outcome(good().put("nonce", "another")));
    assertEquals("refused", outcome(good().put("azp", "another")));
    assertEquals("refused", outcome(good().put("aud", new JsonArray().add("parley").add("x"))));
    assertEquals("refused", outcome(signed(OTHER, good())));
  }

  @Test
  void token_withoutWhatItNeeds_isRefused() {
    for (String name : List.of("iss", "aud", "sub", "nonce", "exp")) {
      JsonObject claims = good();
      claims.remove(name);
      assertEquals("refused", outcome(claims), name);
    }
    for (String token : List.of("", "a", "a.b", "a.b.c", "..", "e30.e30.e30")) {
      assertEquals("refused", outcome(token), token);
    }
  }

  @Test
  void token_signedByASecretOrNothing_isRefused() {
    String claims = encoded(good().encode().getBytes(StandardCharsets.UTF_8));
    String none =
        encoded("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8)) + "." + claims + ".";
    assertEquals("refused", outcome(none));
    String shared =
        JWTAuth.create(
                VERTX,
                new JWTAuthOptions()
                    .addPubSecKey(new PubSecKeyOptions().setAlgorithm("HS256").setBuffer("shared")))
            .generateToken(good());
    assertEquals("refused", outcome(shared));
    String[] parts = signed(KEYS, good()).split("\\.");
    String other = encoded(good().put("sub", "boss").encode().getBytes(StandardCharsets.UTF_8));
    assertEquals("refused", outcome(parts[0] + "." + other + "." + parts[2]));
  }
}
