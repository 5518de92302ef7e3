package dev.parley.embedding;

import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A content security policy (W3C CSP 3) as far as it concerns what the widget loads: a script from
 * this service, and connections to it.
 */
final class ContentPolicy {
  private final Map<String, List<String>> directives = new HashMap<>();

  ContentPolicy(String written) {
    for (String directive : written.split(";", -1)) {
      List<String> words = Arrays.asList(directive.strip().split("\\s+"));
      directives.putIfAbsent(words.get(0).toLowerCase(Locale.ROOT), words.subList(1, words.size()));
    }
  }

  /**
   * Whether something may be loaded.
   *
   * @param names the directive for it, then those that stand in for it
   * @param nonce the one its tag has; empty when it has none
   */
  boolean allows(List<String> names, URI address, URI page, String nonce) {
    return names.stream()
        .map(directives::get)
        .filter(sources -> sources != null)
        .findFirst()
        .map(sources -> anyAllows(sources, address, page, nonce))
        .orElse(true);
  }

  private static boolean anyAllows(List<String> sources, URI address, URI page, String nonce) {
    boolean byNonce = !nonce.isEmpty() && sources.contains("'nonce-" + nonce + "'");
    // Then addresses count for nothing.
    boolean dynamic = sources.contains("'strict-dynamic'");
    return byNonce
        || !dynamic && sources.stream().anyMatch(source -> matches(source, address, page));
  }

  private static boolean matches(String written, URI address, URI page) {
    String source = written.toLowerCase(Locale.ROOT);
    if (source.equals("*")) {
      return true;
    }
    if (source.equals("'self'")) {
      return origin(address).equals(origin(page));
    }
    if (source.startsWith("'")) {
      return false;
    }
    if (source.endsWith(":")) {
      return scheme(address).equals(source.substring(0, source.length() - 1));
    }
    int scheme = source.indexOf("://");
    String rest = scheme < 0 ? source : source.substring(scheme + 3);
    if (scheme >= 0 && !upgraded(source.substring(0, scheme), scheme(address))) {
      return false;
    }
    if (scheme < 0 && !upgraded(scheme(page), scheme(address))) {
      return false;
    }
    int slash = rest.indexOf('/');
    String path = slash < 0 ? "" : rest.substring(slash);
    return matchesHost(slash < 0 ? rest : rest.substring(0, slash), address)
        && (path.isEmpty()
            || (path.endsWith("/")
                ? address.getPath().startsWith(path)
                : address.getPath().equals(path)));
  }

  /** An address that is more secure than the source says is allowed as well. */
  private static boolean upgraded(String source, String scheme) {
    return source.equals(scheme) || source.equals("http") && scheme.equals("https");
  }

  private static boolean matchesHost(String source, URI address) {
    int colon = source.lastIndexOf(':');
    String host = colon < 0 ? source : source.substring(0, colon);
    String port = colon < 0 ? "" : source.substring(colon + 1);
    String name = address.getHost().toLowerCase(Locale.ROOT);
    boolean sameHost = host.startsWith("*.") ? name.endsWith(host.substring(1)) : name.equals(host);
    int usual = scheme(address).equals("https") ? 443 : 80;
    int own = address.getPort() < 0 ? usual : address.getPort();
    return sameHost
        && (port.equals("*") || (port.isEmpty() ? own == usual : port.equals(String.valueOf(own))));
  }

  private static String scheme(URI address) {
    return Optional.ofNullable(address.getScheme()).orElse("").toLowerCase(Locale.ROOT);
  }

  private static String origin(URI address) {
    return scheme(address) + "://" + address.getAuthority();
  }
}
