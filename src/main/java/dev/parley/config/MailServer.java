package dev.parley.config;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The server that takes mail, and the address it is sent from.
 *
 * @param tls whether the connection begins with TLS; otherwise it turns to TLS where the server can
 * @param login empty when the server asks for none
 * @param from an address alone, such as {@code comments@example.org}
 */
public record MailServer(String host, int port, boolean tls, Optional<Login> login, String from) {
  private static final Pattern ADDRESS =
      Pattern.compile("[!-~&&[^@<>\"(),:;\\\\\\[\\]]]+@[A-Za-z0-9.-]+");
  private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "::1");

  /** The name and password to sign in with. */
  public record Login(String user, String password) {
    /** Hides the password, which is a secret. */
    @Override
    public String toString() {
      return "Login[" + user + ", …]";
    }
  }

  /** Reads {@code smtp://user:password@host:port}; refuses anything else with a sentence. */
  static MailServer of(String url, String from) {
    if (!ADDRESS.matcher(from).matches()) {
      throw new ConfigError(
          Setting.MAIL_FROM.key()
              + " must be an address like comments@example.org when mail.url is set");
    }
    URI uri = uri(url);
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    boolean tls = scheme.equals("smtps");
    if (!tls && !scheme.equals("smtp") || uri.getHost() == null) {
      throw refused();
    }
    Optional<Login> login = Optional.ofNullable(uri.getRawUserInfo()).map(MailServer::login);
    int standard = tls ? 465 : login.isPresent() ? 587 : 25;
    String host = uri.getHost().replaceAll("[\\[\\]]", "");
    return new MailServer(host, uri.getPort() < 0 ? standard : uri.getPort(), tls, login, from);
  }

  private static URI uri(String url) {
    try {
      return URI.create(url);
    } catch (IllegalArgumentException unreadable) {
      throw refused();
    }
  }

  /** Says nothing of the address itself, which may hold a password. */
  private static ConfigError refused() {
    return new ConfigError(
        Setting.MAIL_URL.key()
            + " must look like smtp://user:password@host:port or smtps://…; write other signs"
            + " than letters and digits in a password as %XX");
  }

  private static Login login(String raw) {
    int colon = raw.indexOf(':');
    return colon < 0
        ? new Login(decoded(raw), "")
        : new Login(decoded(raw.substring(0, colon)), decoded(raw.substring(colon + 1)));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /**
   * Whether a connection must not go on without TLS: a password may cross no network in the clear.
   */
  public boolean needsTls() {
    return login.isPresent() && !LOOPBACK.contains(host);
  }

  /** The domain of the sender, in which messages have their ids. */
  public String domain() {
    return from.substring(from.indexOf('@') + 1);
  }
}
