package dev.parley.outgoing;

import dev.parley.text.WebAddress;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A web address as it was given, once it is known that it names one host in one way. Where it leads
 * is decided when its name has been resolved.
 *
 * @param host without the brackets of IPv6
 * @param path with the query
 */
record Target(boolean secure, String host, int port, String path) {
  /** Hosts that browsers read as an IPv4 address (WHATWG URL, “ends in a number”). */
  private static final Pattern NUMBER = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)\\.?");

  /** The one form of such an address that all programs read alike. */
  private static final Pattern QUAD =
      Pattern.compile("(?:0|[1-9][0-9]{0,2})(?:\\.(?:0|[1-9][0-9]{0,2})){3}");

  /** Refuses what is no address, or one that programs read in several ways. */
  static Target of(String url) {
    URI uri =
        WebAddress.of(url)
            .map(web -> URI.create(web.address()))
            .orElseThrow(
                () ->
                    new TargetRefused(
                        "Use an address like https://example.org/path, with the host's name"));
    if (uri.getRawUserInfo() != null) {
      throw new TargetRefused("Remove the name and password before the host");
    }
    String host = Optional.ofNullable(uri.getHost()).orElse(uri.getRawAuthority());
    String plain = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    if (NUMBER.matcher(plain).matches() && !QUAD.matcher(plain).matches()) {
      throw new TargetRefused("Write the host's number as four decimal ones: 192.0.2.1");
    }
    boolean secure = uri.getScheme().equals("https");
    int port = uri.getPort() < 0 ? (secure ? 443 : 80) : uri.getPort();
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery();
    return new Target(secure, plain, port, query == null ? path : path + "?" + query);
  }

  /** The very address to connect to: the name is not asked for again. */
  SocketAddress at(InetAddress address) {
    return SocketAddress.inetSocketAddress(port, address.getHostAddress());
  }

  /** The host as the request's head names it. */
  String named() {
    return host.indexOf(':') < 0 ? host : "[" + host + "]";
  }
}
