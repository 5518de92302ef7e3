package dev.parley.coral;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.TestSite;
import dev.parley.apikey.Programs;
import dev.parley.config.ConfigError;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Requests as Coral signs and sends them. */
class CoralPhaseTest {
  private static final String RUDE = "<p>You are a stupid idiot and nobody wants you here.</p>";
  private static TestParley parley;
  private static TestSite site;

  @BeforeAll
  static void start() {
    site =
        TestParley.shared()
            .site(new JsonObject().put("bannedWords", new JsonArray().add("grobnitz")));
    parley = TestParley.beside("coral.secrets", site.slug() + "=whsec_test, x=whsec_other");
  }

  @AfterAll
  static void stop() {
    parley.close();
  }

  private static String signed(String secret, String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "Hmac"));
      byte[] hash = mac.doFinal(body.getBytes(StandardCharsets.UTF_8));
      return "sha256=" + HexFormat.of().formatHex(hash);
    } catch (java.security.GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Answer send(String path, String body, String signature) {
    return parley.send(
        "POST", path, body.getBytes(StandardCharsets.UTF_8), "X-Coral-Signature", signature);
  }

  private static String request(String action, String text, String role) {
    return new JsonObject()
        .put("action", action)
        .put("comment", new JsonObject().put("body", text).putNull("parentID"))
        .put("author", new JsonObject().put("id", "a").put("role", role))
        .put("story", new JsonObject().put("id", "s").put("url", "https://news.example/a"))
        .put("site", new JsonObject().put("id", "t"))
        .put("tenantID", "t")
        .put("tenantDomain", "coral.example")
        .encode();
  }

  private static JsonObject phase(String action, String text, String role) {
    String body = request(action, text, role);
    Answer answer = send("/compat/coral/phase", body, signed("whsec_test", body));
    assertEquals(200, answer.status(), answer::text);
    return answer.json();
  }

  @Test
  void signature_ofCoralsVector_fits() {
    byte[] body = "{\"id\":\"1\"}".getBytes(StandardCharsets.UTF_8);
    String vector = "sha256=841126481502a825091fe9d533b097f1a059140f683a331c80d59fac0c6b4928";
    assertTrue(CoralSecrets.signs("whsec_test", vector, body));
    assertTrue(CoralSecrets.signs("whsec_test", "sha256=00," + vector, body));
    assertFalse(CoralSecrets.signs("whsec_test ", vector, body));
    assertFalse(CoralSecrets.signs("whsec_test", "", body));
  }

  @Test
  void comment_thatIsFine_isNoConcern() {
    for (String action : List.of("NEW", "EDIT")) {
      JsonObject answer = phase(action, "<p>The ferry leaves at <b>nine</b>.</p>", "COMMENTER");
      assertEquals(new JsonObject().put("status", "NONE"), answer);
    }
  }

  @Test
  void comment_thatIsToxic_isWithheldAndFlagged() {
    JsonObject answer = phase("NEW", RUDE, "COMMENTER");
    assertEquals("SYSTEM_WITHHELD", answer.getString("status"));
    assertEquals(
        new JsonObject().put("actionType", "FLAG").put("reason", "COMMENT_DETECTED_TOXIC"),
        answer.getJsonArray("actions").getJsonObject(0));
  }

  @Test
  void comment_withABannedWord_isRejectedWithCoralsCode() {
    JsonObject answer = phase("EDIT", "<p>What a grobnitz this is.</p>", "MEMBER");
    assertEquals("REJECTED", answer.getString("status"));
    assertEquals(
        "BANNED_WORD",
        answer
            .getJsonObject("moderationAction")
            .getJsonObject("rejectionReason")
            .getString("code"));
  }

  @Test
  void comment_ofStaff_isNoConcern() {
    assertEquals("NONE", phase("NEW", RUDE, "MODERATOR").getString("status"));
  }

  @Test
  void request_signedByAnApiKeyInTheAddress_isAnswered() {
    String key = new Programs(parley).key(site);
    String body = request("NEW", RUDE, "COMMENTER");
    Answer answer = send("/compat/coral/phase?key=" + key, body, signed(key, body));
    assertEquals("SYSTEM_WITHHELD", answer.json().getString("status"), answer::text);
  }

  @Test
  void request_notSignedByAnyoneKnown_isRefused() {
    String body = request("NEW", "<p>Hello</p>", "COMMENTER");
    String path = "/compat/coral/phase";
    assertEquals(401, send(path, body, signed("whsec_wrong", body)).status());
    assertEquals(401, send(path, body, "").status());
    assertEquals(401, send(path, body + " ", signed("whsec_test", body)).status());
    assertEquals(401, send(path + "?key=made-up", body, signed("made-up", body)).status());
  }

  @Test
  void request_thatIsNone_isRefusedWithWords() {
    String text = "{\"action\":\"LATER\",\"comment\":{\"body\":\"x\"}}";
    assertEquals(422, send("/compat/coral/phase", text, signed("whsec_test", text)).status());
    String broken = "[1]";
    assertEquals(400, send("/compat/coral/phase", broken, signed("whsec_test", broken)).status());
  }

  @Test
  void secrets_writtenOtherwise_areNamed() {
    assertThrows(ConfigError.class, () -> new CoralSecrets(List.of("whsec_test")));
  }
}
