package dev.parley.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The same vector is verified by the library of Standard Webhooks in {@code webhook.test.js}. */
class SecretsTest {
  @Test
  void signature_whileASecretIsReplaced_isThatOfTheVector() throws IOException {
    JsonObject vector =
        new JsonObject(Files.readString(Path.of("src/test/web/webhook-vector.json")));
    Instant at = Instant.ofEpochSecond(vector.getLong("timestamp"));
    UUID id = UUID.fromString(vector.getString("id"));
    Secrets secrets =
        new Secrets(
            vector.getString("secret"),
            Optional.of(vector.getString("previous")),
            Optional.of(at.plusSeconds(1)));
    String signature = secrets.signature(id, at, vector.getString("body"));
    assertEquals(vector.getString("signature"), signature);
    String later = secrets.signature(id, at.plusSeconds(1), vector.getString("body"));
    assertEquals(-1, later.indexOf(' '), "the old secret signs no more");
  }

  @Test
  void next_isAKeyOfStandardWebhooksEachTime() {
    assertTrue(Secrets.next().matches("whsec_[A-Za-z0-9+/]{43}="));
    assertNotEquals(Secrets.next(), Secrets.next());
  }
}
