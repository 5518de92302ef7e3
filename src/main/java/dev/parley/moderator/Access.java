package dev.parley.moderator;

import dev.parley.http.OwnOrigin;
import dev.parley.http.Parameters;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import dev.parley.site.Site;
import dev.parley.site.Sites;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Who asks, and whether they may: by session cookie or API token. */
public final class Access {
  private final Sessions sessions;
  private final Sites sites;
  private final OwnOrigin own;

  Access(Sessions sessions, Sites sites, OwnOrigin own) {
    this.sessions = sessions;
    this.sites = sites;
    this.own = own;
  }

  /** Under TLS the prefix makes browsers hold the cookie to this host alone (RFC 6265bis). */
  String cookieName() {
    return own.isSecure() ? "__Host-parley_session" : "parley_session";
  }

  /** The cookie of a device that has signed in before. */
  String deviceCookie() {
    return secure() ? "__Host-parley_trusted" : "parley_trusted";
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

  /** What a request is signed in by, as the store knows it. */
  Buffer credential(RoutingContext context) {
    Optional<String> token = Parameters.bearer(context);
    if (token.isPresent()) {
      return Sessions.hash(ApiToken.asIssued(token.get()));
    }
    Cookie cookie = context.request().getCookie(cookieName());
    return Sessions.hash(cookie == null ? "" : cookie.getValue());
  }

  /**
   * Calls {@code end} when what a request is signed in by ends. The answer lets go of it; a stream
   * that closes by itself must call it.
   */
  public Runnable untilSignedOut(RoutingContext context, Moderator moderator, Runnable end) {
    return sessions.hold(credential(context), moderator.id(), end);
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

  /**
   * The moderator who is signed in, on the site that the path names. Nothing else of a request is
   * looked at before: a stranger does not learn what a body should hold.
   */
  public Future<OnSite> onSite(RoutingContext context) {
    return onSite(context, context.pathParam("site"));
  }

  /** The moderator who is signed in, on a site by its slug. */
  public Future<OnSite> onSite(RoutingContext context, String slug) {
    return moderator(context)
        .compose(moderator -> sites.get(slug).map(site -> onSite(moderator, site)));
  }

  private static OnSite onSite(Moderator moderator, Site site) {
    if (!moderator.moderates(site.id())) {
      throw new Refusal(Problem.FORBIDDEN, "You do not moderate this site");
    }
    return new OnSite(moderator, site);
  }

  /** The administrator who is signed in, and the site that the path names. */
  public Future<OnSite> administratorOnSite(RoutingContext context) {
    return administrator(context)
        .compose(
            administrator ->
                sites.get(context.pathParam("site")).map(site -> new OnSite(administrator, site)));
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
