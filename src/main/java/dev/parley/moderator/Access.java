package dev.parley.moderator;

import dev.parley.http.OwnOrigin;
import dev.parley.http.Parameters;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import dev.parley.site.Site;
import io.vertx.core.Future;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Who asks, and whether they may: by session cookie or API token. */
public final class Access {
  private final Sessions sessions;
  private final OwnOrigin own;

  Access(Sessions sessions, OwnOrigin own) {
    this.sessions = sessions;
    this.own = own;
  }

  /** Under TLS the prefix makes browsers hold the cookie to this host alone (RFC 6265bis). */
  String cookieName() {
    return own.isSecure() ? "__Host-parley_session" : "parley_session";
  }

  boolean secure() {
    return own.isSecure();
  }

  /** The moderator who is signed in; refused otherwise. */
  public Future<Moderator> moderator(RoutingContext context) {
    Optional<String> token = Parameters.bearer(context);
    if (token.isPresent()) {
      return program(token.get()).map(Access::owner);
    }
    Cookie cookie = context.request().getCookie(cookieName());
    if (cookie == null) {
      throw new Refusal(Problem.UNAUTHENTICATED);
    }
    refuseOtherOrigins(context);
    return sessions.ofCookie(cookie.getValue()).map(Access::present);
  }

  /** The program whose API token that is; refused when it is nobody's. */
  public Future<Program> program(String token) {
    return sessions
        .ofApiToken(token)
        .map(program -> program.orElseThrow(() -> new Refusal(Problem.UNAUTHENTICATED)));
  }

  /** Keys of a site go around in addresses and host names, so they open nothing of this API. */
  private static Moderator owner(Program program) {
    if (program.only().isPresent()) {
      throw new Refusal(
          Problem.FORBIDDEN, "A site's key only screens and labels texts, for other programs");
    }
    return program.owner();
  }

  /** The moderator who is signed in and may decide on that site. */
  public Future<Moderator> moderator(RoutingContext context, Site site) {
    return moderator(context)
        .map(
            moderator -> {
              if (!moderator.moderates(site.id())) {
                throw new Refusal(Problem.FORBIDDEN, "You do not moderate this site");
              }
              return moderator;
            });
  }

  /** The administrator who is signed in. */
  public Future<Moderator> administrator(RoutingContext context) {
    return moderator(context)
        .map(
            moderator -> {
              if (!moderator.isAdministrator()) {
                throw new Refusal(Problem.FORBIDDEN, "Only administrators may do this");
              }
              return moderator;
            });
  }

  /** Believes nothing remembered of a moderator who has just been changed. */
  public void forget(Moderator moderator) {
    sessions.forget(moderator.id());
  }

  private static Moderator present(Optional<Moderator> moderator) {
    return moderator.orElseThrow(() -> new Refusal(Problem.UNAUTHENTICATED));
  }

  /** Refuses what another site's page sends along with our cookie. */
  void refuseOtherOrigins(RoutingContext context) {
    String site = context.request().getHeader("Sec-Fetch-Site");
    String origin = context.request().getHeader("Origin");
    boolean otherSite = site != null && !site.equals("same-origin") && !site.equals("none");
    if (otherSite || origin != null && !own.is(context.request(), origin)) {
      throw new Refusal(Problem.FORBIDDEN, "Requests from other origins are refused");
    }
  }
}
