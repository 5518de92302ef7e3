package dev.parley.posting;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The address and title of a page, as its widget sends them. No reader typed them and none could
 * correct them. So nothing here is refused: what cannot be used is encoded, shortened or left out.
 */
final class ArticlePage {
  private static final int LONGEST_ADDRESS = 2_000;
  private static final int LONGEST_TITLE = 500;

  private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

  /** Half a surrogate pair or a control character, which can be neither stored nor shown. */
  private static final Pattern UNSHOWN = Pattern.compile("[\\p{Cs}\\p{Cc}]");

  /** Scheme and host, then path and query. The fragment does not belong to a page's address. */
  private static final Pattern PARTS = Pattern.compile("(?s)([^:/]+://[^/?#]*)([^#]*).*");

  private static final Pattern LONE_PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");

  private ArticlePage() {}

  /** The page's http or https address, with forbidden characters encoded. */
  static Optional<String> address(@Nullable Object sent) {
    if (!(sent instanceof String text) || text.length() > LONGEST_ADDRESS) {
      return Optional.empty();
    }
    String address = encoded(text.strip());
    try {
      URI uri = new URI(address);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      boolean web = scheme.equals("http") || scheme.equals("https");
      // java.net.URI finds no host in an address like https://my_paper.example.
      return Optional.of(address)
          .filter(whole -> web && uri.getRawAuthority() != null)
          .filter(whole -> whole.length() <= LONGEST_ADDRESS);
    } catch (URISyntaxException broken) {
      return Optional.empty();
    }
  }

  private static String encoded(String text) {
    Matcher parts = PARTS.matcher(LONE_PERCENT.matcher(text).replaceAll("%25"));
    // Only a host may contain brackets, around an IPv6 address.
    return parts.matches() ? encoded(parts.group(1), "") + encoded(parts.group(2), "[]") : text;
  }

  private static String encoded(String text, String also) {
    StringBuilder encoded = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              if (c > ' ' && c < 0x7f && ("\"<>\\^`{|}" + also).indexOf(c) < 0) {
                encoded.append((char) c);
              } else {
                for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                  encoded.append(String.format(Locale.ROOT, "%%%02X", b));
                }
              }
            });
    return encoded.toString();
  }

  /** The page's title on one line. */
  static Optional<String> title(@Nullable Object sent) {
    if (!(sent instanceof String text)) {
      return Optional.empty();
    }
    String line =
        WHITE_SPACE
            .matcher(UNSHOWN.matcher(WHITE_SPACE.matcher(text).replaceAll(" ")).replaceAll(""))
            .replaceAll(" ")
            .strip();
    return Optional.of(cut(line)).filter(title -> !title.isEmpty());
  }

  private static String cut(String line) {
    int length = line.codePointCount(0, line.length());
    return length <= LONGEST_TITLE
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST_TITLE - 1)).strip() + "…";
  }
}
