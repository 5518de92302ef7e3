package dev.parley.moderator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.slow.OtherProcess;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Guessing is slowed down, and keeps nobody out who knows the password. */
@OtherProcess
class SignInThrottleTest {
  private static final TestParley PARLEY =
      TestParley.start(Map.of("limits.enabled", "true", "http.trustedProxies", "127.0.0.0/8"));

  @AfterAll
  static void stop() {
    PARLEY.close();
  }

  private static Answer signIn(String from, String password, String... headers) {
    return signInAs(TestParley.ADMIN, from, password, headers);
  }

  private static Answer signInAs(String email, String from, String password, String... headers) {
    String[] all = new String[headers.length + 2];
    all[0] = "X-Forwarded-For";
    all[1] = from;
    System.arraycopy(headers, 0, all, 2, headers.length);
    return PARLEY.send(
        "POST",
        "/api/v1/session",
        new JsonObject().put("email", email).put("password", password),
        all);
  }

  private static int failuresUntilStopped(String email, String network) {
    int failures = 0;
    while (failures < 60 && signInAs(email, network + "7", "not this one").status() == 401) {
      failures++;
    }
    return failures;
  }

  @Test
  void attacker_onOneNetwork_isStoppedAndTheOwnerComesInFromElsewhere() {
    int failures = failuresUntilStopped(TestParley.ADMIN, "198.51.100.");

    assertTrue(failures >= 10 && failures < 30, failures + " failures");
    Answer stopped = signIn("198.51.100.99", "not this one either");
    assertEquals(429, stopped.status());
    assertFalse(stopped.header("Retry-After").isEmpty());
    assertFalse(stopped.text().contains("comment"), stopped::text);
    assertEquals(204, signIn("203.0.113.5", TestParley.PASSWORD).status());
  }

  @Test
  void owner_onTheAttackersNetworkWithAKnownDevice_comesIn() {
    Answer first = signIn("192.0.2.10", TestParley.PASSWORD);
    String device =
        first.headers().allValues("Set-Cookie").stream()
            .filter(cookie -> cookie.startsWith("parley_trusted="))
            .findFirst()
            .orElseThrow()
            .split(";", 2)[0];
    failuresUntilStopped(TestParley.ADMIN, "192.0.2.");

    assertEquals(429, signIn("192.0.2.10", TestParley.PASSWORD).status());
    assertEquals(204, signIn("192.0.2.10", TestParley.PASSWORD, "Cookie", device).status());
    assertEquals(429, signIn("192.0.2.10", TestParley.PASSWORD, "Cookie", device + "x").status());
  }

  @Test
  void signIns_thatSucceed_areNotCounted() {
    for (int i = 0; i < 15; i++) {
      assertEquals(204, signIn("203.0.113.77", TestParley.PASSWORD).status());
    }
  }

  @Test
  void address_nobodyHas_isAnsweredLikeAWrongPassword() {
    Answer nobody = signInAs("nobody@parley.example", "203.0.113.130", "not this one");
    Answer wrong = signIn("203.0.113.131", "not this one");

    assertEquals(wrong.status(), nobody.status());
    assertEquals(wrong.text(), nobody.text());
  }
}
