package dev.parley.moderator;

import dev.parley.http.OwnOrigin;
import dev.parley.http.Parameters;
import dev.parley.moderator.Moderator.Role;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import dev.parley.site.Site;
import dev.parley.site.Sites;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Finds out who sends a request, by session cookie or API token, and what they may do. */
public final class Access {
  private final Sessions sessions;
  private final ApiTokens tokens;
  private final Sites sites;
  private final OwnOrigin own;

  Access(Sessions sessions, ApiTokens tokens, Sites sites, OwnOrigin own) {
    this.sessions = sessions;
    this.tokens = tokens;
    this.sites = sites;
    this.own = own;
  }

  /** Under TLS this prefix makes browsers send the cookie to this host only (RFC 6265bis). */
  String cookieName() {
    return own.isSecure() ? "__Host-parley_session" : "parley_session";
  }

  /** The cookie that marks a device which has signed in before. */
  String deviceCookie() {
    return secure() ? "__Host-parley_trusted" : "parley_trusted";
  }

  boolean secure() {
    return own.isSecure();
  }

  /** The signed-in moderator; refused when there is none. Only what reads can be done by GET. */
  public Future<Moderator> moderator(RoutingContext context) {
    return moderator(context, reads(context) ? Scope.READ : Scope.MODERATE);
  }

  /** The signed-in moderator, whose program's token must include a scope. */
  public Future<Moderator> moderator(RoutingContext context, Scope needed) {
    Optional<String> token = Parameters.bearer(context);
    if (token.isPresent()) {
      return program(token.get()).map(program -> owner(program, needed));
    }
    Cookie cookie = context.request().getCookie(cookieName());
    if (cookie == null) {
      throw new Refusal(Problem.UNAUTHENTICATED);
    }
    refuseOtherOrigins(context);
    return sessions.ofCookie(cookie.getValue()).map(Access::present);
  }

  /** The hash under which the database knows a request's cookie or token. */
  Buffer credential(RoutingContext context) {
    Optional<String> token = Parameters.bearer(context);
    if (token.isPresent()) {
      return Sessions.hash(ApiToken.asIssued(token.get()));
    }
    Cookie cookie = context.request().getCookie(cookieName());
    return Sessions.hash(cookie == null ? "" : cookie.getValue());
  }

  /**
   * Calls {@code end} when the session or token of a request ends. Run the answer to cancel this; a
   * stream that closes by itself must do so.
   */
  public Runnable untilSignedOut(RoutingContext context, Moderator moderator, Runnable end) {
    return sessions.hold(credential(context), moderator.id(), end);
  }

  /** The program an API token belongs to; refused when the token is unknown. */
  public Future<Program> program(String token) {
    return tokens
        .program(token)
        .map(program -> program.orElseThrow(() -> new Refusal(Problem.UNAUTHENTICATED)));
  }

  /** A site's keys appear in addresses and host names, so they give no access to this API. */
  private static Moderator owner(Program program, Scope needed) {
    if (program.only().isPresent()) {
      throw new Refusal(
          Problem.FORBIDDEN,
          "This API key can only screen and label texts. Use a moderator's token.");
    }
    if (!program.grant().scope().includes(needed)) {
      throw new Refusal(
          Problem.FORBIDDEN,
          "This API token may only "
              + program.grant().scope().code()
              + ", not "
              + needed.code()
              + ".");
    }
    return program.owner();
  }

  /**
   * The signed-in moderator on the site that the path names. Nothing else of a request is looked at
   * before: a stranger must not learn what a body should contain.
   */
  public Future<OnSite> onSite(RoutingContext context) {
    String slug = context.pathParam("site");
    return moderator(context)
        .compose(moderator -> onSite(moderator, slug))
        .map(on -> mayChange(on, context));
  }

  /** A moderator on a site with a given slug, where they may read. */
  public Future<OnSite> onSite(Moderator moderator, String slug) {
    return sites.get(slug).map(site -> onSite(moderator, site));
  }

  private static OnSite onSite(Moderator moderator, Site site) {
    if (!moderator.has(Role.READER, site.id())) {
      throw new Refusal(Problem.FORBIDDEN, "You do not moderate this site");
    }
    return new OnSite(moderator, site);
  }

  /** Whoever only reads changes nothing: whatever is no GET takes a moderator. */
  private static OnSite mayChange(OnSite on, RoutingContext context) {
    if (!reads(context) && !on.moderator().moderates(on.site().id())) {
      throw new Refusal(
          Problem.FORBIDDEN, "You may read here, but not change anything. Ask an administrator.");
    }
    return on;
  }

  private static boolean reads(RoutingContext context) {
    HttpMethod method = context.request().method();
    return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
  }

  /** The signed-in administrator, and the site that the path names. */
  public Future<OnSite> administratorOnSite(RoutingContext context) {
    return administrator(context)
        .compose(
            administrator ->
                sites.get(context.pathParam("site")).map(site -> new OnSite(administrator, site)));
  }

  /** The signed-in administrator. */
  public Future<Moderator> administrator(RoutingContext context) {
    return moderator(context, Scope.ADMINISTER)
        .map(
            moderator -> {
              if (!moderator.isAdministrator()) {
                throw new Refusal(Problem.FORBIDDEN, "Only administrators may do this");
              }
              return moderator;
            });
  }

  /** Drops everything cached about a moderator who has just been changed. */
  public void forget(Moderator moderator) {
    sessions.forget(moderator.id());
    tokens.forget(moderator.id());
  }

  private static Moderator present(Optional<Moderator> moderator) {
    return moderator.orElseThrow(() -> new Refusal(Problem.UNAUTHENTICATED));
  }

  /** Refuses what another site's page sends with our cookie. */
  public void refuseOtherOrigins(RoutingContext context) {
    String site = context.request().getHeader("Sec-Fetch-Site");
    String origin = context.request().getHeader("Origin");
    boolean otherSite = site != null && !site.equals("same-origin") && !site.equals("none");
    if (otherSite || origin != null && !own.is(context.request(), origin)) {
      throw new Refusal(Problem.FORBIDDEN, "Requests from other origins are refused");
    }
  }
}
