package dev.parley.text;

import crawlercommons.domains.EffectiveTldFinder;
import java.util.Optional;

/**
 * Registrable domains: what one owner holds, by the Public Suffix List. A host under {@code
 * blogspot.com} is a domain of its own there, for whoever registers one gets no more.
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
    // The list's own rule for a top-level domain it does not name: that one label is the suffix.
    String domain =
        EffectiveTldFinder.getEffectiveTLD(ascii) == null
            ? ascii.substring(ascii.lastIndexOf('.', ascii.lastIndexOf('.') - 1) + 1)
            : EffectiveTldFinder.getAssignedDomain(ascii, false, false);
    return Optional.ofNullable(domain).filter(name -> name.indexOf('.') > 0);
  }

  /** Whether a domain is one below which anyone can register names, such as {@code co.uk}. */
  public static boolean isPublicSuffix(String host) {
    String ascii = ascii(host);
    return EffectiveTldFinder.getEffectiveTLD(ascii) != null
        && EffectiveTldFinder.getAssignedDomain(ascii, true, false) == null;
  }

  private static String ascii(String host) {
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    return WebAddress.ascii(name).orElse("");
  }
}
