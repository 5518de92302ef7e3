package dev.parley.http;

import dev.parley.config.ConfigError;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The address a request comes from: that of its peer or, if the peer is a trusted proxy, the one
 * the proxy forwarded.
 */
public final class ClientAddress {
  private static final Pattern WITH_PORT =
      Pattern.compile("^\"?(?:\\[([^\\[\\]]*)]|([^:\"]*|[^\"]*\\.\\d+))(?::[^:\"]*)?\"?$");

  private final List<NetworkPrefix> trusted;

  public ClientAddress(List<String> trustedProxies) {
    this.trusted =
        trustedProxies.stream()
            .map(
                text ->
                    NetworkPrefix.parse(text)
                        .orElseThrow(
                            () ->
                                new ConfigError(
                                    "http.trustedProxies: " + text + " is not a network")))
            .toList();
  }

  /** The client's IP address: the last one in X-Forwarded-For that is not a trusted proxy. */
  public String of(HttpServerRequest request) {
    String connected = request.remoteAddress().hostAddress();
    String peer = NetworkPrefix.plain(connected).orElse(connected);
    if (!isTrusted(peer)) {
      return peer;
    }
    // A proxy may add a line of its own instead of appending to ours.
    String forwarded = String.join(",", request.headers().getAll("X-Forwarded-For"));
    String[] hops = forwarded.split(",", -1);
    for (int i = hops.length - 1; i >= 0; i--) {
      if (hops[i].isBlank()) {
        // A list may have empty elements (RFC 9110, section 5.6.1.2).
        continue;
      }
      Optional<String> hop = NetworkPrefix.plain(withoutPort(hops[i].strip()));
      if (hop.isEmpty()) {
        return peer;
      }
      if (!isTrusted(hop.get())) {
        return hop.get();
      }
    }
    return peer;
  }

  /** Whether the peer is a trusted proxy, whose X-Forwarded-For counts. */
  public boolean believes(HttpServerRequest request) {
    String connected = request.remoteAddress().hostAddress();
    return isTrusted(NetworkPrefix.plain(connected).orElse(connected));
  }

  /**
   * Removes the port that some proxies add, and the brackets they then put around an IPv6 address.
   */
  private static String withoutPort(String hop) {
    return WITH_PORT.matcher(hop).replaceFirst("$1$2");
  }

  private boolean isTrusted(String address) {
    return trusted.stream().anyMatch(network -> network.contains(address));
  }
}
