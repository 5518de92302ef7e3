package dev.parley.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import dev.parley.TestClock;
import dev.parley.TestParley;
import dev.parley.TestParley.Answer;
import dev.parley.TestParley.Desk;
import dev.parley.TestParley.TestSite;
import dev.parley.slow.OtherProcess;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A second factor is switched on, asked for at every sign-in, and switched off. */
@OtherProcess
class SecondFactorTest {
  private static final TestClock CLOCK = new TestClock();
  private static final TestParley PARLEY =
      TestParley.start(Map.of("limits.enabled", "true"), CLOCK);
  private static final String FACTOR = "/api/v1/me/second-factor";

  private final TestSite site = PARLEY.site();
  private final Desk ana = PARLEY.moderator(site, "Ana");
  private final String email = "ana@" + site.slug() + ".example";

  @AfterAll
  static void stop() {
    PARLEY.close();
  }

  private static JsonObject password() {
    return new JsonObject().put("password", TestParley.PASSWORD);
  }

  /** What the app with this key shows now. */
  private static String code(String key) {
    try {
      return new TimeBasedOneTimePasswordGenerator()
          .generateOneTimePasswordString(
              new SecretKeySpec(Base32.decode(key), "HmacSHA1"), CLOCK.instant());
    } catch (InvalidKeyException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void nextCode() {
    CLOCK.pass(Duration.ofSeconds(30));
  }

  /** The key and the recovery codes. */
  private record Factor(String key, List<String> recoveryCodes) {}

  private Factor switchOn() {
    Answer begun = ana.send("POST", FACTOR, password());
    assertEquals(201, begun.status(), begun::text);
    String key = begun.json().getString("key");
    Answer confirmed =
        ana.send("POST", FACTOR + "/confirmation", new JsonObject().put("code", code(key)));
    assertEquals(200, confirmed.status(), confirmed::text);
    nextCode();
    JsonArray codes = confirmed.json().getJsonArray("recoveryCodes");
    return new Factor(key, codes.stream().map(String.class::cast).toList());
  }

  private Answer signIn(String password, String code) {
    JsonObject body = new JsonObject().put("email", email).put("password", password);
    return PARLEY.send("POST", "/api/v1/session", code == null ? body : body.put("code", code));
  }

  private Answer signIn(String code) {
    return signIn(TestParley.PASSWORD, code);
  }

  private List<String> logged() {
    return PARLEY
        .administrator()
        .get(site.path("/decisions?action=second-factor"))
        .json()
        .getJsonArray("decisions")
        .stream()
        .map(one -> ((JsonObject) one).getString("note"))
        .toList();
  }

  @Test
  void signIn_withASecondFactor_asksForTheCodeAndTakesEachOnce() {
    Factor factor = switchOn();

    Answer asked = signIn(null);
    assertEquals(401, asked.status());
    assertEquals("second-factor-required", asked.code());
    assertEquals(
        new JsonArray().add("totp").add("recovery-code"), asked.json().getJsonArray("methods"));
    assertEquals("", asked.header("Set-Cookie"));

    String code = code(factor.key());
    assertEquals(204, signIn(code).status());
    Answer again = signIn(code);
    assertEquals("second-factor-wrong", again.code());
    assertEquals("", again.header("Set-Cookie"));
    nextCode();
    assertEquals(204, signIn(code(factor.key())).status());
    assertEquals("second-factor-wrong", signIn(code).code());
  }

  @Test
  void signIn_withAWrongPassword_tellsNothingOfASecondFactor() {
    Answer without = signIn("not this one", null);
    Factor factor = switchOn();

    Answer with = signIn("not this one", code(factor.key()));

    assertEquals(without.text(), with.text());
    assertEquals("unauthenticated", with.code());
    // The code of a refused attempt is not used up.
    assertEquals(204, signIn(code(factor.key())).status());
  }

  @Test
  void recoveryCode_isUsedOnceAndLogged() {
    Factor factor = switchOn();
    String code = factor.recoveryCodes().get(3);

    assertEquals(204, signIn(code).status());
    assertEquals("second-factor-wrong", signIn(code).code());

    assertEquals(9, ana.get(FACTOR).json().getInteger("recoveryCodes"));
    assertEquals(List.of("recovery code used, 9 left", "switched on"), logged());
  }

  @Test
  void recoveryCodes_renewed_replaceTheOldOnes() {
    Factor factor = switchOn();

    Answer renewed = ana.send("POST", FACTOR + "/recovery-codes", password());

    assertEquals(200, renewed.status());
    assertEquals("second-factor-wrong", signIn(factor.recoveryCodes().get(0)).code());
    assertEquals(204, signIn(renewed.json().getJsonArray("recoveryCodes").getString(0)).status());
  }

  @Test
  void guessing_isStoppedFromWhateverNetworkAndEndsByItself() {
    Factor factor = switchOn();
    int failures = 0;
    while (failures < 60 && signIn("abcdefg").status() == 401) {
      failures++;
    }

    assertEquals(10, failures);
    Answer stopped = signIn(code(factor.key()));
    assertEquals(429, stopped.status());
    assertFalse(stopped.header("Retry-After").isEmpty());
    assertTrue(stopped.text().contains("Too many wrong codes"), stopped::text);
  }

  @Test
  void switchedOff_byThePasswordAlone_isAskedForNoMore() {
    switchOn();
    Answer wrong = ana.send("DELETE", FACTOR, new JsonObject().put("password", "not this one"));
    assertEquals(422, wrong.status());
    assertEquals("second-factor-required", signIn(null).code());

    assertEquals(204, ana.send("DELETE", FACTOR, password()).status());

    assertEquals(204, signIn(null).status());
    assertEquals(null, ana.get(FACTOR).json().getString("since"));
    assertEquals(List.of("switched off", "switched on"), logged());
  }

  @Test
  void key_whoseAppHasShownNoCode_asksForNothing() {
    assertEquals(422, ana.send("POST", FACTOR, new JsonObject()).status());
    String key = ana.send("POST", FACTOR, password()).json().getString("key");
    assertEquals(204, signIn(null).status());

    Answer wrong =
        ana.send("POST", FACTOR + "/confirmation", new JsonObject().put("code", "000000x"));

    assertEquals(422, wrong.status());
    assertEquals(204, signIn(null).status());
    // One may begin anew; the former key is void.
    String other = ana.send("POST", FACTOR, password()).json().getString("key");
    assertEquals(
        422,
        ana.send("POST", FACTOR + "/confirmation", new JsonObject().put("code", code(key)))
            .status());
    assertEquals(
        200,
        ana.send("POST", FACTOR + "/confirmation", new JsonObject().put("code", code(other)))
            .status());
    assertEquals(409, ana.send("POST", FACTOR, password()).status());
  }

  @Test
  void lostFactor_isRemovedByAnAdministratorAndNobodyElse() {
    switchOn();
    Desk administrator = PARLEY.administrator();
    String id = ana.get("/api/v1/session").json().getJsonObject("moderator").getString("id");
    String path = "/api/v1/moderators/" + id + "/second-factor";
    assertEquals(403, ana.send("DELETE", path, null).status());
    assertEquals("second-factor-required", signIn(null).code());

    assertEquals(204, administrator.send("DELETE", path, null).status());

    assertEquals(204, signIn(null).status());
    assertEquals(404, administrator.send("DELETE", path, null).status());
    assertEquals(List.of("removed from Ana", "switched on"), logged());
  }

  @Test
  void factor_ofARemovedModerator_goesAlong() {
    switchOn();
    Desk administrator = PARLEY.administrator();
    String id = ana.get("/api/v1/session").json().getJsonObject("moderator").getString("id");

    assertEquals(204, administrator.send("DELETE", "/api/v1/moderators/" + id, null).status());

    assertEquals(
        List.of(0L, 0L),
        List.of(
            PARLEY.count("select count(*) from second_factor where moderator_id = $1", uuid(id)),
            PARLEY.count("select count(*) from recovery_code where moderator_id = $1", uuid(id))));
  }

  @Test
  void database_holdsNeitherKeyNorCodes() {
    Factor factor = switchOn();
    String plain =
        new String(Base32.decode(factor.key()), java.nio.charset.StandardCharsets.ISO_8859_1);
    String id = ana.get("/api/v1/session").json().getJsonObject("moderator").getString("id");

    assertEquals(
        0L,
        PARLEY.count(
            "select count(*) from second_factor where moderator_id = $1"
                + " and position($2::bytea in secret) > 0",
            uuid(id),
            io.vertx.core.buffer.Buffer.buffer(
                plain.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1))));
    assertEquals(
        1L, PARLEY.count("select count(*) from second_factor where moderator_id = $1", uuid(id)));
  }

  private static UUID uuid(String id) {
    return UUID.fromString(id);
  }
}
