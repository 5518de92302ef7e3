package dev.parley.outgoing;

import dev.parley.config.ConfigError;
import dev.parley.http.NetworkPrefix;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which IP addresses belong to somebody on the Internet, by the registries of special-purpose
 * addresses (RFC 6890 and its updates at IANA). All others lead to this machine, to its neighbours,
 * or nowhere.
 */
public final class PublicNetworks {
  private static final List<NetworkPrefix> NOT_PUBLIC =
      networks(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4",
          // Protocols of the IETF, among them Teredo, which carries an IPv4 address.
          "2001::/23",
          "2001:db8::/32",
          // 6to4 carries an IPv4 address.
          "2002::/16",
          "3fff::/20");

  /** All of IPv6 that is assigned to anybody. */
  private static final NetworkPrefix ASSIGNED = network("2000::/3");

  /** IPv4 behind a translator (RFC 6052): the last four bytes are the address. */
  private static final NetworkPrefix TRANSLATED = network("64:ff9b::/96");

  private final List<NetworkPrefix> allowed;

  /**
   * @param allowed networks that may be reached although they are not public
   */
  public PublicNetworks(List<String> allowed) {
    this.allowed =
        allowed.stream()
            .map(
                text ->
                    NetworkPrefix.parse(text)
                        .orElseThrow(
                            () ->
                                new ConfigError(
                                    "webhooks.allowPrivate: " + text + " is not a network")))
            .toList();
  }

  private static NetworkPrefix network(String text) {
    return NetworkPrefix.parse(text).orElseThrow();
  }

  private static List<NetworkPrefix> networks(String... texts) {
    return Stream.of(texts).map(PublicNetworks::network).toList();
  }

  /** Whether the operator has allowed an address, public or not. */
  boolean isAllowed(InetAddress address) {
    return contains(allowed, address);
  }

  /** Whether requests may go to an address. */
  boolean mayReach(InetAddress address) {
    return isAllowed(address) || isPublic(address);
  }

  private static boolean isPublic(InetAddress address) {
    if (address instanceof Inet4Address) {
      return !contains(NOT_PUBLIC, address);
    }
    String text = address.getHostAddress();
    return TRANSLATED.contains(text)
        ? isPublic(embedded(address))
        : ASSIGNED.contains(text) && !contains(NOT_PUBLIC, address);
  }

  private static InetAddress embedded(InetAddress address) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(address.getAddress(), 12, 16));
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static boolean contains(List<NetworkPrefix> networks, InetAddress address) {
    String text = address.getHostAddress();
    return networks.stream().anyMatch(network -> network.contains(text));
  }
}
