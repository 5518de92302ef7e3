package dev.parley.page;

import dev.parley.database.Ids;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The edit token of a comment in a cookie, one cookie per comment. With it the author sees the
 * comment while it waits, and later comments count as theirs too. A token is a secret, so it is not
 * in the page's address, which is shared and logged.
 */
final class OwnCookie {
  private static final String PREFIX = "parley_own_";
  private static final Duration LENGTH = Duration.ofDays(30);

  /** Browsers and servers limit the bytes of cookies. */
  private static final int MOST = 8;

  private static final Pattern TOKEN = Pattern.compile("[\\w-]{1,100}");

  private OwnCookie() {}

  /** The token of that comment, if this browser has it. */
  static Optional<String> token(HttpServerRequest request, UUID id) {
    return Optional.ofNullable(request.getCookie(PREFIX + id)).map(Cookie::getValue);
  }

  /** The proofs of earlier comments that this browser can send with a submission. */
  static JsonArray proofs(HttpServerRequest request) {
    JsonArray proofs = new JsonArray();
    names(request).stream()
        .sorted(Comparator.reverseOrder())
        .limit(MOST)
        .forEach(
            name ->
                Ids.parse(name.substring(PREFIX.length()))
                    .flatMap(
                        id ->
                            token(request, id)
                                .filter(token -> TOKEN.matcher(token).matches())
                                .map(token -> proof(id, token)))
                    .ifPresent(proofs::add));
    return proofs;
  }

  private static JsonObject proof(UUID id, String token) {
    return new JsonObject().put("comment", id.toString()).put("editToken", token);
  }

  private static List<String> names(HttpServerRequest request) {
    return request.cookies().stream()
        .map(Cookie::getName)
        .filter(name -> name.startsWith(PREFIX))
        .distinct()
        .sorted()
        .toList();
  }

  /** Gives the browser a comment's token, and removes the oldest ones when there are too many. */
  static void add(HttpServerRequest request, String site, String id, String token, boolean secure) {
    HttpServerResponse response = request.response();
    List<String> before = names(request);
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
