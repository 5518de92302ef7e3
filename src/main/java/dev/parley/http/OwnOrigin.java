package dev.parley.http;

import dev.parley.text.WebAddress;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Optional;

/**
 * Where this service is to be found from outside: at its public address when that is settled, and
 * under whatever host a request names. Proxies need not pass that host on.
 */
public final class OwnOrigin {
  private final Optional<URI> publicUrl;
  private final Optional<String> publicOrigin;

  /**
   * @param publicUrl the address readers come by; empty when they come directly
   */
  public OwnOrigin(Optional<URI> publicUrl) {
    this.publicUrl = publicUrl;
    this.publicOrigin = publicUrl.flatMap(url -> origin(url.toString()));
  }

  /** Whether readers come by TLS. */
  public boolean isSecure() {
    return publicUrl.map(url -> "https".equals(url.getScheme())).orElse(false);
  }

  /** Whether a page of that origin is one of ours. */
  public boolean is(HttpServerRequest request, String origin) {
    String host = String.valueOf(request.authority());
    return origin.equals("http://" + host)
        || origin.equals("https://" + host)
        || publicOrigin.isPresent() && publicOrigin.equals(origin(origin));
  }

  /** The address others know a request's page by. */
  public String address(HttpServerRequest request) {
    return publicUrl
        .map(url -> url.toString().replaceFirst("/+$", "") + request.uri())
        .orElseGet(() -> String.valueOf(request.absoluteURI()));
  }

  /** An origin without the port that goes without saying. */
  private static Optional<String> origin(String address) {
    return WebAddress.of(address)
        .map(WebAddress::origin)
        .map(
            origin ->
                origin
                    .replaceFirst("^(http://.*):80$", "$1")
                    .replaceFirst("^(https://.*):443$", "$1"));
  }
}
