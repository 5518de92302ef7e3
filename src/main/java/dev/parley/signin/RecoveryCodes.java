package dev.parley.signin;

import dev.parley.comment.EditToken;
import io.vertx.core.buffer.Buffer;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Codes for somebody who has lost their second factor: 50 random bits each, shown once, known to
 * the database by a hash that needs the service's secret.
 */
final class RecoveryCodes {
  private static final int COUNT = 10;
  private static final int HALF = 5;

  /** No letter or digit looks like another. */
  private static final String SIGNS = "23456789abcdefghjkmnpqrstuvwxyz0";

  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] secret;

  RecoveryCodes(byte[] secret) {
    this.secret = secret.clone();
  }

  /** New codes such as {@code f3k9m-x72qp}. */
  static List<String> fresh() {
    return Stream.generate(() -> half() + "-" + half()).limit(COUNT).toList();
  }

  private static String half() {
    return IntStream.range(0, HALF)
        .mapToObj(i -> String.valueOf(SIGNS.charAt(RANDOM.nextInt(SIGNS.length()))))
        .reduce("", String::concat);
  }

  /** Whether a text has the length of a recovery code. */
  static boolean isOne(String text) {
    return plain(text).length() == 2 * HALF;
  }

  /** The hash of a code as somebody types it, with or without its hyphen. */
  Buffer hash(UUID moderator, String code) {
    return Buffer.buffer(EditToken.keyedHash(secret, "recovery/" + moderator + "/" + plain(code)));
  }

  private static String plain(String code) {
    return code.toLowerCase(Locale.ROOT).replaceAll("[\\s-]", "");
  }
}
