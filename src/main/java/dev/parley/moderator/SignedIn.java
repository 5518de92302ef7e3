package dev.parley.moderator;

import dev.parley.http.Fields;
import io.vertx.core.Future;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Opens the session of a moderator who has shown who they are, however they did, and gives the
 * browser its cookies.
 */
public final class SignedIn {
  private static final int LONGEST_DEVICE = 200;

  /** The longest time that browsers keep a cookie. */
  private static final Duration DEVICE = Duration.ofDays(400);

  private final Sessions sessions;
  private final Access access;
  private final SignInThrottle throttle;

  SignedIn(Sessions sessions, Access access, SignInThrottle throttle) {
    this.sessions = sessions;
    this.access = access;
    this.throttle = throttle;
  }

  /**
   * Opens a session.
   *
   * @param remember whether it outlives the browser's window
   */
  public Future<Void> open(RoutingContext context, Moderator moderator, boolean remember) {
    return open(context, moderator, remember, Optional.empty());
  }

  /** The same, as long as the password with that hash is still theirs. */
  Future<Void> open(
      RoutingContext context, Moderator moderator, boolean remember, Optional<String> password) {
    return sessions
        .open(
            moderator.id(),
            remember ? Sessions.REMEMBERED : Sessions.ONE_DAY,
            deviceName(context),
            password)
        .map(
            token -> {
              context
                  .response()
                  .addCookie(
                      cookie(access.cookieName(), token, remember ? Sessions.REMEMBERED : null))
                  .addCookie(
                      cookie(access.deviceCookie(), throttle.deviceOf(moderator.email()), DEVICE));
              return null;
            });
  }

  /** The browser's description of itself. */
  private static Optional<String> deviceName(RoutingContext context) {
    return Optional.ofNullable(context.request().getHeader("User-Agent"))
        .filter(Fields::storable)
        .map(name -> name.substring(0, Math.min(LONGEST_DEVICE, name.length())));
  }

  Cookie cookie(String name, String value, @Nullable Duration length) {
    Cookie cookie =
        Cookie.cookie(name, value)
            .setPath("/")
            .setHttpOnly(true)
            .setSecure(access.secure())
            .setSameSite(CookieSameSite.STRICT);
    return length == null ? cookie : cookie.setMaxAge(length.toSeconds());
  }
}
