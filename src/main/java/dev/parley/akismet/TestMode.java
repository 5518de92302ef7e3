package dev.parley.akismet;

import java.util.Arrays;
import java.util.Locale;

/**
 * The answers that Akismet promises to testers and site owners, known before the comment is read.
 *
 * @param test nothing is counted or learnt from the request
 * @param byAdministrator never spam
 * @param surelySpam always spam
 * @param discard whether certain spam is answered as blatant
 */
record TestMode(boolean test, boolean byAdministrator, boolean surelySpam, boolean discard) {
  private static final String SPAMMER = "viagra-test-123";
  private static final String SPAMMERS_EMAIL = "akismet-guaranteed-spam@example.com";

  static TestMode of(FormBody form) {
    boolean test = form.flag("is_test");
    return new TestMode(
        test,
        form.all("user_role").stream()
            .flatMap(roles -> Arrays.stream(roles.split(",")))
            .anyMatch(role -> role.strip().toLowerCase(Locale.ROOT).equals("administrator")),
        form.text("comment_author").filter(SPAMMER::equals).isPresent()
            || form.text("comment_author_email")
                .filter(SPAMMERS_EMAIL::equalsIgnoreCase)
                .isPresent(),
        test && form.flag("test_discard"));
  }
}
