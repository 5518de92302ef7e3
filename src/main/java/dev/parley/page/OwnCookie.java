package dev.parley.page;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The edit token of a comment that waits, one cookie a comment. It shows its author the comment for
 * an hour, and keeps the secret out of the page's address, which is shared and logged.
 */
final class OwnCookie {
  private static final String PREFIX = "parley_own_";
  private static final Duration LENGTH = Duration.ofHours(1);

  /** Browsers and servers take only so many bytes of cookies. */
  private static final int MOST = 8;

  private OwnCookie() {}

  /** The token of that comment, if this browser has it. */
  static Optional<String> token(HttpServerRequest request, UUID id) {
    return Optional.ofNullable(request.getCookie(PREFIX + id)).map(Cookie::getValue);
  }

  /** Gives the browser a comment's token; the oldest of many are taken back. */
  static void add(HttpServerRequest request, String site, String id, String token, boolean secure) {
    HttpServerResponse response = request.response();
    List<String> before =
        request.cookies().stream()
            .map(Cookie::getName)
            .filter(name -> name.startsWith(PREFIX))
            .distinct()
            .sorted()
            .toList();
    // Ids are ordered by time, and so are these names.
    before.stream()
        .limit(Math.max(0, before.size() + 1 - MOST))
        .forEach(name -> response.addCookie(cookie(name, "", site, secure).setMaxAge(0)));
    response.addCookie(cookie(PREFIX + id, token, site, secure).setMaxAge(LENGTH.toSeconds()));
  }

  private static Cookie cookie(String name, String value, String site, boolean secure) {
    return Cookie.cookie(name, value)
        .setPath("/sites/" + site + "/thread")
        .setHttpOnly(true)
        .setSecure(secure)
        .setSameSite(CookieSameSite.STRICT);
  }
}
