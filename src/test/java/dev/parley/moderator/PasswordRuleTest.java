package dev.parley.moderator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRuleTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "short",
        "7 chars",
        "Password1234",
        "P@ssw0rd2024!",
        "passwordpassword",
        "qwertyuiop",
        "QWERTYUIOPasdf",
        "1234567890",
        "0000000000",
        "abcdefghijkl",
        "iloveyou2024",
        "letmein12345",
        "changeme!!!!",
        "ana.lund@harbour.example",
        "ana.lund2026",
        "Ana Lund 1987"
      })
  void refusal_ofAShortOrCommonPasswordOrOnesOwnName_saysWhatToDo(String password) {
    String sentence =
        PasswordRule.refusal(password, "ana.lund@harbour.example", "Ana Lund").orElse("");

    assertTrue(sentence.startsWith("Use ") || sentence.startsWith("Choose "), password);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "correct horse battery",
        "another long password",
        "a good password",
        "8 oarses",
        "tidal lamp 4 oars",
        "мой старый зелёный чайник",
        "xK3!vq9_Lp"
      })
  void refusal_ofAnyOtherLongPassword_isNone(String password) {
    assertEquals(
        Optional.empty(), PasswordRule.refusal(password, "ana.lund@harbour.example", "Ana Lund"));
  }
}
