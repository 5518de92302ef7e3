package dev.parley.text;

import crawlercommons.domains.EffectiveTldFinder;
import java.net.IDN;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Registrable domains: what one owner holds, by the Public Suffix List. A host under {@code
 * blogspot.com} is a domain of its own, because whoever registers there gets no more.
 */
public final class Domains {
  private Domains() {}

  /**
   * The registrable domain of a host, in ASCII; a numeric address is its own. Empty when there is
   * none, as for {@code localhost}.
   */
  public static Optional<String> registrable(String host) {
    String ascii = ascii(host);
    if (ascii.startsWith("[")) {
      return Optional.of(ascii);
    }
    if (ascii.isEmpty() || ascii.indexOf('.') < 0) {
      return Optional.empty();
    }
    if (ascii.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9')) {
      return Optional.of(ascii);
    }
    // The list's rule for a top-level domain it does not name: that one label is the suffix.
    String domain =
        EffectiveTldFinder.getEffectiveTLD(ascii) == null
            ? ascii.substring(ascii.lastIndexOf('.', ascii.lastIndexOf('.') - 1) + 1)
            : EffectiveTldFinder.getAssignedDomain(ascii, false, false);
    return Optional.ofNullable(domain).filter(name -> name.indexOf('.') > 0);
  }

  /** Whether anyone can register names directly below a domain, as in {@code co.uk}. */
  public static boolean isPublicSuffix(String host) {
    String ascii = ascii(host);
    return EffectiveTldFinder.getEffectiveTLD(ascii) != null
        && EffectiveTldFinder.getAssignedDomain(ascii, true, false) == null;
  }

  /** Whether a host is a domain or below it, in whichever script either is written. */
  public static boolean isWithin(String host, String domain) {
    String below = ascii(host);
    String above = ascii(domain);
    return !above.isEmpty() && (below.equals(above) || below.endsWith("." + above));
  }

  /** Whether a domain occurs in a text as a whole name, not as a part of a longer one. */
  public static boolean isNamed(String domain, String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return spellings(domain).stream().anyMatch(spelling -> stands(spelling, lower));
  }

  /** The ways a domain is written: as it is given, in ASCII, and in its own script. */
  public static Set<String> spellings(String domain) {
    Set<String> spellings = new LinkedHashSet<>();
    String ascii = ascii(domain);
    spellings.add(domain);
    spellings.add(ascii);
    if (ascii.contains("xn--")) {
      spellings.add(IDN.toUnicode(ascii));
    }
    spellings.remove("");
    return spellings;
  }

  private static boolean stands(String domain, String text) {
    for (int at = text.indexOf(domain); at >= 0; at = text.indexOf(domain, at + 1)) {
      int end = at + domain.length();
      boolean begins = at == 0 || !isNamePart(text.charAt(at - 1)) || text.charAt(at - 1) == '.';
      boolean ends =
          end == text.length()
              || !isNamePart(text.charAt(end))
              || text.charAt(end) == '.'
                  && (end + 1 == text.length() || !isNamePart(text.charAt(end + 1)));
      if (begins && ends) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '-' || c == '.';
  }

  private static String ascii(String host) {
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    return WebAddress.ascii(name).orElse("");
  }
}
