package dev.parley.text;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An http or https address in the form that every program follows in the same way: its host in
 * ASCII (RFC 5891), every forbidden character percent-encoded. An address written otherwise is
 * corrected if it leads somewhere; one that leads different programs to different places is none.
 *
 * @param address the whole address, in ASCII
 * @param host in lower case, without port; an IPv6 address in its brackets
 * @param origin scheme, host and port as browsers send them: without the scheme's own port
 */
public record WebAddress(String address, String host, String origin) {
  private static final Pattern HOST =
      Pattern.compile(
          "[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*\\.?");

  private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-f:.]{2,45}]");

  /** What may stand before a host; anything else hides where the host begins. */
  private static final Pattern USER = Pattern.compile("(?:[a-zA-Z0-9._~!$&'()*+,;=:%-]*@)?");

  private static final Pattern PORT = Pattern.compile("(?::(\\d{0,5}))?");

  /** Letters that Java's older standard takes to another host than browsers do. */
  private static final Pattern DEVIATING = Pattern.compile("[ßẞς]");

  /** Letters allowed in some scripts only, which Java's standard does not check. */
  private static final Pattern JOINERS = Pattern.compile("[\u200C\u200D]");

  private static final Pattern DOT = Pattern.compile("[.\u3002\uFF0E\uFF61]");

  private static final Pattern LABEL = Pattern.compile("[\\p{L}\\p{M}\\p{Nd}-]+");

  private static final int LONGEST_LABEL = 63;

  private static final String KEPT = "-._~!$&'()*+,;=:@/?%";

  /** The address in a text that contains nothing else. */
  public static Optional<WebAddress> of(String text) {
    String stripped = text.strip();
    int colon = stripped.indexOf("://");
    if (colon < 0) {
      return Optional.empty();
    }
    String scheme = stripped.substring(0, colon).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      return Optional.empty();
    }
    String rest = stripped.substring(colon + 3);
    int end = authorityEnd(rest);
    String authority = rest.substring(0, end);
    int at = authority.lastIndexOf('@');
    String user = authority.substring(0, at + 1);
    String behind = authority.substring(at + 1);
    int port = behind.indexOf(':', behind.startsWith("[") ? behind.indexOf(']') + 1 : 0);
    String name = port < 0 ? behind : behind.substring(0, port);
    Optional<String> number = port(port < 0 ? "" : behind.substring(port));
    Optional<String> host = host(name);
    boolean clear =
        USER.matcher(user).matches() && (end == rest.length() || rest.charAt(end) != '\\');
    if (host.isEmpty() || number.isEmpty() || !clear) {
      return Optional.empty();
    }
    String own = scheme.equals("http") ? ":80" : ":443";
    String origin = scheme + "://" + host.get() + (number.get().equals(own) ? "" : number.get());
    String address = scheme + "://" + user + host.get() + number.get() + path(rest.substring(end));
    return Optional.of(new WebAddress(address, host.get(), origin));
  }

  /** The address a person types, where {@code example.com} counts as one. */
  public static Optional<WebAddress> typed(String text) {
    return of(text.contains("://") ? text : "https://" + text.strip());
  }

  /** Browsers read a backslash as a slash. */
  private static int authorityEnd(String rest) {
    int end = 0;
    while (end < rest.length() && "/?#\\".indexOf(rest.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  private static Optional<String> host(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return (IPV6.matcher(lower).matches()
            ? Optional.of(lower)
            : ascii(name).filter(known -> known.length() <= 253 && HOST.matcher(known).matches()))
        .filter(WebAddress::isUnderstood);
  }

  /** Programs read numbers that are not a whole IPv4 address ({@code 127.1}) in several ways. */
  private static boolean isUnderstood(String host) {
    try {
      // Java's standard does not allow underscores; resolvers do.
      return new URI("http://" + host.replace('_', 'x')).getHost() != null;
    } catch (URISyntaxException broken) {
      return false;
    }
  }

  /** A host name in ASCII and lower case; empty when it is not one. */
  public static Optional<String> ascii(String name) {
    if (JOINERS.matcher(name).find()) {
      return Optional.empty();
    }
    try {
      String known =
          DEVIATING.matcher(name).find()
              ? Arrays.stream(DOT.split(name, -1))
                  .map(WebAddress::label)
                  .collect(Collectors.joining("."))
              : name;
      return Optional.of(IDN.toASCII(known, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException | IndexOutOfBoundsException noName) {
      return Optional.empty();
    }
  }

  /** A label as browsers read it, where Java's standard would change its letters. */
  private static String label(String written) {
    if (!DEVIATING.matcher(written).find()) {
      return written;
    }
    // Letter by letter: a capital sigma at the end must not become a final one here.
    StringBuilder lower = new StringBuilder(written.length());
    written.codePoints().map(Character::toLowerCase).forEach(lower::appendCodePoint);
    String label = Normalizer.normalize(lower, Normalizer.Form.NFKC);
    if (!LABEL.matcher(label).matches() || label.length() > LONGEST_LABEL) {
      throw new IllegalArgumentException("no label of a host");
    }
    return "xn--" + Punycode.encoded(label);
  }

  private static Optional<String> port(String text) {
    var digits = PORT.matcher(text);
    if (!digits.matches()) {
      return Optional.empty();
    }
    String number = digits.group(1) == null ? "" : digits.group(1);
    return number.isEmpty()
        ? Optional.of("")
        : Optional.of(":" + number).filter(port -> Integer.parseInt(number) <= 65_535);
  }

  private static String path(String text) {
    int fragment = text.indexOf('#');
    return fragment < 0
        ? encoded(text)
        : encoded(text.substring(0, fragment)) + "#" + encoded(text.substring(fragment + 1));
  }

  /** Percent-encodes what must not stand in an address, and a percent sign that encodes nothing. */
  static String encoded(String text) {
    StringBuilder encoded = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      int next = i + Character.charCount(codePoint);
      if (isKept(codePoint) && (codePoint != '%' || isEncoding(text, i))) {
        encoded.append((char) codePoint);
      } else {
        for (byte b : text.substring(i, next).getBytes(StandardCharsets.UTF_8)) {
          encoded.append(String.format(Locale.ROOT, "%%%02X", b & 0xFF));
        }
      }
      i = next;
    }
    return encoded.toString();
  }

  private static boolean isKept(int codePoint) {
    return codePoint < 128
        && (Letters.letter((char) Character.toLowerCase(codePoint))
            || Letters.digit((char) codePoint)
            || KEPT.indexOf(codePoint) >= 0);
  }

  private static boolean isEncoding(String text, int percent) {
    return percent + 2 < text.length()
        && Character.digit(text.charAt(percent + 1), 16) >= 0
        && Character.digit(text.charAt(percent + 2), 16) >= 0
        && text.charAt(percent + 1) < 128
        && text.charAt(percent + 2) < 128;
  }

  /**
   * The address of a mailbox ({@code mailto:}), with forbidden characters percent-encoded; empty
   * for anything else.
   */
  public static Optional<String> mailbox(String text) {
    return text.regionMatches(true, 0, "mailto:", 0, 7) && text.indexOf('@') > 7
        ? Optional.of("mailto:" + encoded(text.substring(7)))
        : Optional.empty();
  }

  /** The address with its host in its own script. */
  public String legible() {
    return host.contains("xn--")
        ? address.substring(0, address.indexOf("://") + 3) + readable(address)
        : address;
  }

  /** An address as people read it: its host in its own script, without the scheme. */
  public static String readable(String address) {
    return of(address)
        .map(
            web ->
                IDN.toUnicode(web.host, IDN.ALLOW_UNASSIGNED)
                    + web.address.substring(
                        web.address.indexOf(web.host, web.address.indexOf("://") + 3)
                            + web.host.length()))
        .orElse(address);
  }

  @Override
  public String toString() {
    return address;
  }
}
