package dev.parley.signin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
  private static final byte[] KEY = "12345678901234567890".getBytes(StandardCharsets.UTF_8);

  /** Appendix B of RFC 6238, whose codes have two digits more. */
  @ParameterizedTest
  @CsvSource({
    "59,94287082",
    "1111111109,07081804",
    "1111111111,14050471",
    "1234567890,89005924",
    "2000000000,69279037",
    "20000000000,65353130"
  })
  void codes_ofTheStandard_areTheirHalfMinutes(long seconds, String eightDigits) {
    assertEquals(
        OptionalLong.of(seconds / 30),
        Totp.stepOf(KEY, eightDigits.substring(2), Instant.ofEpochSecond(seconds)));
  }

  @Test
  void code_ofAClockHalfAMinuteOff_isTakenAndNoneBeyond() {
    String code = "287082";
    assertEquals(OptionalLong.of(1), Totp.stepOf(KEY, code, Instant.ofEpochSecond(29)));
    assertEquals(OptionalLong.of(1), Totp.stepOf(KEY, code, Instant.ofEpochSecond(89)));
    assertEquals(OptionalLong.empty(), Totp.stepOf(KEY, code, Instant.ofEpochSecond(90)));
    assertEquals(OptionalLong.empty(), Totp.stepOf(KEY, "287083", Instant.ofEpochSecond(59)));
    assertEquals(OptionalLong.empty(), Totp.stepOf(KEY, "", Instant.ofEpochSecond(59)));
  }

  @Test
  void uri_hasKeyAndNamesAsAppsReadThem() {
    assertEquals(
        "otpauth://totp/Parley%20talk.example:ana%2Bdesk%40news.example"
            + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Parley%20talk.example",
        Totp.uri(KEY, "Parley talk.example", "ana+desk@news.example"));
  }

  @Test
  void box_opensForItsModeratorAndSecretOnly() {
    UUID ana = UUID.randomUUID();
    SecretBox box = new SecretBox("secret".getBytes(StandardCharsets.UTF_8));
    byte[] closed = box.closed(ana, KEY);

    assertArrayEquals(KEY, box.opened(ana, closed).orElseThrow());
    assertEquals(Optional.empty(), box.opened(UUID.randomUUID(), closed));
    assertEquals(
        Optional.empty(),
        new SecretBox("other".getBytes(StandardCharsets.UTF_8)).opened(ana, closed));
    assertNotEquals(List.of(closed), List.of(box.closed(ana, KEY)));
  }

  @Test
  void recoveryCodes_areTenDifferentOnesAndReadHoweverTheyAreTyped() {
    RecoveryCodes codes = new RecoveryCodes(KEY);
    UUID ana = UUID.randomUUID();
    List<String> fresh = RecoveryCodes.fresh();

    assertEquals(10, new TreeSet<>(fresh).size());
    assertTrue(fresh.stream().allMatch(RecoveryCodes::isOne));
    String typed = " " + fresh.get(0).toUpperCase(java.util.Locale.ROOT).replace("-", " ");
    assertEquals(codes.hash(ana, fresh.get(0)), codes.hash(ana, typed));
    assertNotEquals(codes.hash(ana, fresh.get(0)), codes.hash(UUID.randomUUID(), fresh.get(0)));
  }

  @Test
  void qrCode_isASquareOfDarkModulesWithinItsMargin() {
    var code = QrCode.of("otpauth://totp/Parley");
    int size = code.getInteger("size");
    assertTrue(size >= 21 + 8, code::encode);
    assertTrue(code.getString("path").startsWith("M4 4h1v1h-1zM5 4h1v1h-1z"), code::encode);
  }
}
