package dev.parley.text;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The one form of the many addresses a page is reached by: https, the host in lower case without a
 * default port, no fragment, no slash at the end, no parameters that only tell where a visitor came
 * from, and characters outside ASCII in their composed form (NFC), percent-encoded.
 */
public final class CanonicalAddress {
  private static final Pattern TRACKING =
      Pattern.compile(
          "utm_\\w+|mtm_\\w+|pk_\\w+|hsa_\\w+|mc_[ce]id|_ga|_gl|_hs(?:enc|mi)|g(?:clid|braid)|wbraid"
              + "|dclid|fbclid|msclkid|twclid|ttclid|yclid|igshid|igsh|li_fat_id|vero_id|oly_\\w+");

  private static final Set<String> DEFAULT_PORTS = Set.of(":80", ":443");

  /** What means something else when it is not encoded: such octets stay as they are. */
  private static final Pattern ENCODED = Pattern.compile("(?:%[0-9A-Fa-f]{2})+");

  private static final String RESERVED = "/?#[]@!$&'()*+,;=:% ";

  private CanonicalAddress() {}

  /** The form of an http or https address; empty for anything else. */
  public static Optional<String> of(String text) {
    return of(text, name -> false);
  }

  /**
   * The same, without other parameters either.
   *
   * @param drops whether a parameter of that name is left out
   */
  public static Optional<String> of(String text, Predicate<String> drops) {
    return WebAddress.of(Normalizer.normalize(text.strip(), Normalizer.Form.NFC))
        .map(address -> form(address, drops));
  }

  private static String form(WebAddress address, Predicate<String> drops) {
    String origin = address.origin();
    String port = origin.substring(origin.indexOf("://") + 3 + address.host().length());
    String host = address.host() + (DEFAULT_PORTS.contains(port) ? "" : port);
    String rest = address.address();
    rest = rest.substring(rest.indexOf("://") + 3);
    int slash = indexOfAny(rest, "/?#");
    rest = slash < 0 ? "" : rest.substring(slash);
    int fragment = rest.indexOf('#');
    rest = fragment < 0 ? rest : rest.substring(0, fragment);
    int question = rest.indexOf('?');
    String path = question < 0 ? rest : rest.substring(0, question);
    String query = question < 0 ? "" : query(rest.substring(question + 1), drops);
    return "https://" + host + trimmed(composed(path)) + (query.isEmpty() ? "" : "?" + query);
  }

  private static int indexOfAny(String text, String signs) {
    for (int i = 0; i < text.length(); i++) {
      if (signs.indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return -1;
  }

  private static String trimmed(String path) {
    int end = path.length();
    while (end > 0 && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(0, end);
  }

  private static String query(String query, Predicate<String> drops) {
    return Arrays.stream(query.split("&"))
        .filter(one -> !one.isEmpty())
        .filter(
            one -> {
              String name = one.contains("=") ? one.substring(0, one.indexOf('=')) : one;
              return !TRACKING.matcher(name.toLowerCase(Locale.ROOT)).matches()
                  && !drops.test(name);
            })
        .map(CanonicalAddress::composed)
        .collect(Collectors.joining("&"));
  }

  /**
   * Octets that need not be encoded are not; those of letters are the letters' composed form, also
   * where an accent is encoded and its letter is not.
   */
  private static String composed(String text) {
    String decoded =
        ENCODED
            .matcher(text)
            .replaceAll(octets -> Matcher.quoteReplacement(decodedOctets(octets.group())));
    return WebAddress.encoded(Normalizer.normalize(decoded, Normalizer.Form.NFC));
  }

  private static String decodedOctets(String octets) {
    String letters = URLDecoder.decode(octets, StandardCharsets.UTF_8);
    return letters.indexOf('\uFFFD') >= 0 || letters.chars().anyMatch(c -> RESERVED.indexOf(c) >= 0)
        ? octets.toUpperCase(Locale.ROOT)
        : letters;
  }
}
