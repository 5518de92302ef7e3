package dev.parley.signin;

import static j2html.TagCreator.a;
import static j2html.TagCreator.body;
import static j2html.TagCreator.div;
import static j2html.TagCreator.document;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.head;
import static j2html.TagCreator.html;
import static j2html.TagCreator.link;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.p;
import static j2html.TagCreator.title;

import dev.parley.http.Answers;
import dev.parley.http.OwnOrigin;
import dev.parley.moderator.SignedIn;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signing in by an OpenID Connect provider: the authorization code flow with PKCE. The provider
 * answers for its own second factor, so none of ours is asked for.
 */
public final class OidcRoutes {
  /** Where a sign-in begins. */
  public static final String PATH = "/auth/oidc";

  private static final String CALLBACK = PATH + "/callback";
  private static final Logger log = LoggerFactory.getLogger(OidcRoutes.class);

  /** How long somebody may take at the provider. */
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private final Optional<Oidc> oidc;
  private final SignedIn signedIn;
  private final OwnOrigin own;
  private final Buffer secret;

  /**
   * @param oidc empty when no provider is configured
   * @param secret the service's own
   */
  public OidcRoutes(Optional<Oidc> oidc, SignedIn signedIn, OwnOrigin own, byte[] secret) {
    this.oidc = oidc;
    this.signedIn = signedIn;
    this.own = own;
    this.secret = Buffer.buffer(secret);
  }

  public void mount(Router router) {
    router.get(PATH).handler(Answers.handled(context -> told(context, this::begin)));
    router.get(CALLBACK).handler(Answers.handled(context -> told(context, this::end)));
  }

  private Oidc configured() {
    return oidc.orElseThrow(
        () -> new Refusal(Problem.NOT_FOUND, "No provider is configured here. Use your password."));
  }

  private Future<Void> begin(RoutingContext context) {
    SignInSeed seed = SignInSeed.random(secret);
    Oidc provider = configured();
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("response_type", "code");
    parameters.put("client_id", provider.clientId());
    parameters.put("redirect_uri", callback(context));
    parameters.put("scope", "openid email profile");
    parameters.put("state", seed.state());
    parameters.put("nonce", seed.nonce());
    parameters.put("code_challenge", seed.challenge());
    parameters.put("code_challenge_method", "S256");
    return provider
        .authorization(parameters)
        .compose(
            address -> {
              context.response().addCookie(cookie(seed.text(), PATIENCE));
              return redirect(context, address);
            });
  }

  private String callback(RoutingContext context) {
    return own.of(context.request()) + CALLBACK;
  }

  private Future<Void> end(RoutingContext context) {
    Oidc provider = configured();
    HttpServerRequest request = context.request();
    Cookie cookie = request.getCookie(cookieName());
    // Whatever comes of it, this sign-in is over.
    context.response().addCookie(cookie("", Duration.ZERO));
    SignInSeed seed = new SignInSeed(cookie == null ? "" : cookie.getValue(), secret);
    if (cookie == null || !same(seed.state(), request.getParam("state", ""))) {
      throw refused("This sign-in was not begun in this browser, or it took too long.");
    }
    if (request.getParam("error") != null) {
      log.info("The provider refused a sign-in: {}", request.getParam("error"));
      throw refused("The provider did not sign you in.");
    }
    return provider
        .claims(request.getParam("code", ""), request.getParam("iss"), seed, callback(context))
        .compose(provider::account)
        .compose(moderator -> signedIn.open(context, moderator, false))
        .compose(opened -> redirect(context, "/console/"));
  }

  private static Refusal refused(String why) {
    return new Refusal(Problem.UNAUTHENTICATED, why);
  }

  private static boolean same(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  private String cookieName() {
    return own.isSecure() ? "__Host-parley_oidc" : "parley_oidc";
  }

  /** Lax, because the provider's page sends the browser back. */
  private Cookie cookie(String value, Duration length) {
    return Cookie.cookie(cookieName(), value)
        .setPath("/")
        .setHttpOnly(true)
        .setSecure(own.isSecure())
        .setSameSite(CookieSameSite.LAX)
        .setMaxAge(length.toSeconds());
  }

  private static Future<Void> redirect(RoutingContext context, String address) {
    return context
        .response()
        .setStatusCode(302)
        .putHeader("Location", address)
        .putHeader("Cache-Control", "no-store")
        .end();
  }

  /** People read these failures, so they are pages. */
  private static Future<Void> told(
      RoutingContext context, Function<RoutingContext, Future<Void>> route) {
    Future<Void> done = Future.succeededFuture(context).compose(route);
    return done.recover(
        failure -> {
          if (failure instanceof Refusal refusal) {
            return page(context, refusal.problem().status(), refusal.detail());
          }
          if (failure instanceof IdToken.Invalid) {
            log.warn("The provider's ID token is refused: {}", failure.getMessage());
            return page(context, 401, "What the provider said of you could not be checked.");
          }
          if (failure instanceof Provider.Down) {
            log.warn("The OpenID Connect provider does not do its part: {}", failure.getMessage());
            return page(
                context, 503, "The provider does not answer as it should. Try again later.");
          }
          return Future.failedFuture(failure);
        });
  }

  private static Future<Void> page(RoutingContext context, int status, String sentence) {
    String heading = "You are not signed in";
    String page =
        document(
            html(
                    head(
                        meta().attr("charset", "utf-8"),
                        meta()
                            .withName("viewport")
                            .withContent("width=device-width,initial-scale=1"),
                        meta().withName("robots").withContent("noindex"),
                        title(heading),
                        link().withRel("stylesheet").withHref("/thread.css")),
                    body(
                        main(
                            div(
                                    h1(heading),
                                    p(sentence).attr("role", "alert"),
                                    p(a("To the sign-in page").withHref("/console/")))
                                .withClass("about"))))
                .withLang("en"));
    return context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "text/html; charset=utf-8")
        .putHeader("Cache-Control", "no-store")
        .end(page);
  }
}
