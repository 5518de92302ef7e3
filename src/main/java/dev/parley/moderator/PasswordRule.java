package dev.parley.moderator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Decides which passwords are accepted: they must be long enough and not easy to guess (NIST SP
 * 800-63B, section 5.1.1.2). No kinds of character are required: such rules make passwords easier
 * to guess, not harder.
 */
public final class PasswordRule {
  /** The fewest characters of a password. */
  public static final int LEAST = 8;

  private static final Set<String> COMMON = common();
  private static final Pattern OUTSIDE = Pattern.compile("^[^\\p{L}]+|[^\\p{L}]+$");
  private static final Pattern REPEATED = Pattern.compile("(.{1,8}?)\\1+");
  private static final String RUNS =
      "01234567890123456789 98765432109876543210 abcdefghijklmnopqrstuvwxyz"
          + " qwertyuiopasdfghjklzxcvbnm qwertzuiopasdfghjklyxcvbnm azertyuiopqsdfghjklmwxcvbn"
          + " 1qaz2wsx3edc4rfv5tgb6yhn7ujm 1q2w3e4r5t6y7u8i9o0p";

  private PasswordRule() {}

  private static Set<String> common() {
    try (InputStream words = PasswordRule.class.getResourceAsStream("common-passwords.txt")) {
      return new String(Objects.requireNonNull(words).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank())
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** What is wrong with a password and how to correct it; empty when it is accepted. */
  public static Optional<String> refusal(String password, String email, String name) {
    if (password.codePointCount(0, password.length()) < LEAST) {
      return Optional.of("Use at least " + LEAST + " characters");
    }
    if (isGuessedFirst(password)) {
      return Optional.of("Choose another password: this one is easy to guess");
    }
    String core = core(plain(password));
    String account = email.strip().toLowerCase(Locale.ROOT);
    if (password.strip().equalsIgnoreCase(account)
        || core.equals(core(account.substring(0, Math.max(0, account.indexOf('@')))))
        || core.equals(core(account.substring(account.indexOf('@') + 1)))
        || core.equals(core(plain(name)))) {
      return Optional.of("Choose a password that is neither your name nor your email");
    }
    return Optional.empty();
  }

  /**
   * Whether it is a listed word, perhaps with digits around it or instead of letters or repeated,
   * or a row of keys.
   */
  private static boolean isGuessedFirst(String password) {
    String plain = plain(password);
    String once = REPEATED.matcher(plain).replaceFirst("$1");
    return COMMON.contains(plain)
        || COMMON.contains(core(plain))
        || COMMON.contains(asLetters(core(plain), 'i'))
        || COMMON.contains(asLetters(core(plain), 'l'))
        || COMMON.contains(asLetters(plain, 'i'))
        || COMMON.contains(core(once))
        || once.length() <= 3
        || RUNS.contains(plain)
        || RUNS.contains(once);
  }

  private static String plain(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }

  private static String core(String text) {
    return OUTSIDE.matcher(text).replaceAll("");
  }

  /** Replaces digits and signs that stand for letters. */
  private static String asLetters(String text, char one) {
    StringBuilder letters = new StringBuilder(text);
    for (int i = 0; i < letters.length(); i++) {
      int at = "0345@$1!".indexOf(letters.charAt(i));
      if (at >= 0) {
        letters.setCharAt(i, at < 6 ? "oeasas".charAt(at) : one);
      }
    }
    return letters.toString();
  }
}
