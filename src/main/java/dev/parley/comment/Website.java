package dev.parley.comment;

import dev.parley.text.Domains;
import dev.parley.text.Reading;
import dev.parley.text.WebAddress;
import java.util.Optional;

/**
 * The web address that an author gives.
 *
 * @param reading the address as people read it, with its host in its own script
 * @param host in ASCII; empty when the address cannot be followed
 * @param domain the registrable domain
 */
public record Website(Reading reading, Optional<String> host, Optional<String> domain) {
  static Website of(String url) {
    Optional<String> host = WebAddress.typed(url).map(WebAddress::host);
    return new Website(
        Reading.of(WebAddress.readable(url)), host, host.flatMap(Domains::registrable));
  }

  /** The registrable domain of an address as people type it. */
  static Optional<String> domain(String address) {
    return WebAddress.typed(address).map(WebAddress::host).flatMap(Domains::registrable);
  }
}
