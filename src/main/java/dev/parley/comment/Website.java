package dev.parley.comment;

import dev.parley.text.Domains;
import dev.parley.text.Reading;
import dev.parley.text.WebAddress;
import java.util.Optional;

/**
 * The address an author's name leads to.
 *
 * @param reading of the address as people read it, its host in its own script
 * @param host in ASCII; empty when it is no address that can be followed
 * @param domain the registrable one
 */
public record Website(Reading reading, Optional<String> host, Optional<String> domain) {
  static Website of(String url) {
    Optional<String> host = WebAddress.typed(url).map(WebAddress::host);
    return new Website(
        Reading.of(WebAddress.readable(url)), host, host.flatMap(Domains::registrable));
  }

  /** The registrable domain of an address, typed as people do. */
  static Optional<String> domain(String address) {
    return WebAddress.typed(address).map(WebAddress::host).flatMap(Domains::registrable);
  }
}
