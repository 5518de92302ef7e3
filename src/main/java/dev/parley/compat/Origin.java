package dev.parley.compat;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** The origin of a web address (RFC 6454), written in one way. */
final class Origin {
  private Origin() {}

  /** Scheme, host and port in lower case, without a port that goes without saying. */
  static Optional<String> of(String address) {
    try {
      URI uri = URI.create(address.strip());
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      if (uri.getHost() == null || !scheme.equals("http") && !scheme.equals("https")) {
        return Optional.empty();
      }
      int usual = scheme.equals("https") ? 443 : 80;
      String port = uri.getPort() < 0 || uri.getPort() == usual ? "" : ":" + uri.getPort();
      return Optional.of(scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port);
    } catch (IllegalArgumentException noAddress) {
      return Optional.empty();
    }
  }
}
