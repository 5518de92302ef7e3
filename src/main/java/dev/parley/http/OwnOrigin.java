package dev.parley.http;

import dev.parley.text.WebAddress;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Optional;

/**
 * The origin under which clients reach this service: its public address if one is configured, and
 * also the host each request names. Proxies need not pass that host on.
 */
public final class OwnOrigin {
  private final Optional<URI> publicUrl;
  private final Optional<String> publicOrigin;

  /**
   * @param publicUrl the address readers use; empty when they connect directly
   */
  public OwnOrigin(Optional<URI> publicUrl) {
    this.publicUrl = publicUrl;
    this.publicOrigin = publicUrl.flatMap(url -> origin(url.toString()));
  }

  /** Whether readers connect by TLS. */
  public boolean isSecure() {
    return publicUrl.map(url -> "https".equals(url.getScheme())).orElse(false);
  }

  /** Whether a page of that origin belongs to this service. */
  public boolean is(HttpServerRequest request, String origin) {
    String host = String.valueOf(request.authority());
    return origin.equals("http://" + host)
        || origin.equals("https://" + host)
        || publicOrigin.isPresent() && publicOrigin.equals(origin(origin));
  }

  /** The public origin of this service, without a slash behind it. */
  public String of(HttpServerRequest request) {
    return publicUrl
        .map(url -> url.toString().replaceFirst("/+$", ""))
        .orElseGet(() -> request.scheme() + "://" + request.authority());
  }

  private static Optional<String> origin(String address) {
    return WebAddress.of(address).map(WebAddress::origin);
  }
}
