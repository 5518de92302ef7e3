package dev.parley.moderator;

import dev.parley.config.Config;
import dev.parley.database.Database;
import dev.parley.http.Answers;
import dev.parley.http.Fields;
import dev.parley.http.OwnOrigin;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import dev.parley.site.Sites;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.Cookie;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** The routes for signing in and out, with those of the account and the API tokens. */
public final class SessionRoutes {
  private static final String PATH = "/api/v1/session";

  /** Checked when no account has that address, so that the answer takes as long. */
  private static final String NOBODY = Passwords.hash("nobody");

  private final Moderators moderators;
  private final Sessions sessions;
  private final ApiTokens tokens;
  private final Access access;
  private final Sites sites;
  private final WorkerExecutor hashing;
  private final SignInThrottle throttle;
  private final AccountLog log;
  private final SecondFactor second;
  private final Optional<String> otherWay;
  private final SignedIn signedIn;
  private final PasswordCheck passwords;
  private final Clock clock;

  /**
   * @param otherWay the path where a sign-in without password begins, if there is one
   */
  public SessionRoutes(
      Database database,
      Moderators moderators,
      Sites sites,
      Config config,
      WorkerExecutor hashing,
      SignInThrottle throttle,
      AccountLog log,
      SecondFactor second,
      Optional<String> otherWay,
      Clock clock) {
    this.moderators = moderators;
    OpenStreams streams = new OpenStreams();
    this.sessions = new Sessions(database, moderators, streams, clock);
    this.tokens = new ApiTokens(database, moderators, log, streams, clock);
    this.access = new Access(sessions, tokens, sites, new OwnOrigin(config.http().publicUrl()));
    this.clock = clock;
    this.sites = sites;
    this.hashing = hashing;
    this.throttle = throttle;
    this.log = log;
    this.second = second;
    this.otherWay = otherWay;
    this.signedIn = new SignedIn(sessions, access, throttle);
    this.passwords = new PasswordCheck(moderators, access, hashing, throttle);
  }

  /** Opens sessions, for other ways to sign in. */
  public SignedIn signedIn() {
    return signedIn;
  }

  /** Asks for the password once more, for the routes of other packages. */
  public PasswordCheck passwords() {
    return passwords;
  }

  /** The access control, for the routes of other packages. */
  public Access access() {
    return access;
  }

  public void mount(Router router) {
    router.post(PATH).handler(Answers.empty(204, this::signIn));
    router.get(PATH).handler(Answers.json(this::whoAmI));
    router.delete(PATH).handler(Answers.empty(204, this::signOut));
    new TokenRoutes(tokens, access, sites, clock).mount(router);
    new AccountRoutes(
            moderators,
            sessions,
            tokens,
            access,
            hashing,
            passwords,
            log,
            renamed -> {
              // Their streams go on: they may do what they might before.
              sessions.renamed(renamed.id());
              sites.staffChanged();
            })
        .mount(router);
  }

  private Future<Void> signIn(RoutingContext context) {
    access.refuseOtherOrigins(context);
    Fields fields = Fields.ofBody(context);
    String email = fields.text("email", 254, "Enter your email");
    String password = fields.text("password", 1_000, "Enter your password");
    Optional<String> code = fields.optionalText("code", 100);
    boolean remember = fields.flag("remember", false);
    fields.checkAll();
    SignInThrottle.Attempt attempt = throttle.begin(context, email, access.deviceCookie());
    return moderators
        .withEmail(email)
        .compose(account -> verified(account, password))
        .onSuccess(right -> attempt.forgive())
        .compose(account -> second.check(account.moderator(), code).map(account))
        .compose(
            account ->
                signedIn.open(
                    context, account.moderator(), remember, Optional.of(account.passwordHash())));
  }

  static Refusal wrongPassword() {
    return new Refusal(
        Problem.UNAUTHENTICATED, "The email or password is not right. Check both and try again.");
  }

  private Future<Moderators.Account> verified(
      Optional<Moderators.Account> account, String password) {
    String hash = account.map(Moderators.Account::passwordHash).orElse(NOBODY);
    return hashing
        .executeBlocking(() -> Passwords.matches(password, hash), false)
        .map(
            matches -> {
              if (!matches || account.isEmpty()) {
                throw wrongPassword();
              }
              return account.get();
            });
  }

  private Future<JsonObject> whoAmI(RoutingContext context) {
    return Future.succeededFuture(context)
        .compose(access::moderator)
        .map(moderator -> new JsonObject().put("moderator", moderator.toJson()))
        .recover(failure -> Future.failedFuture(withOtherWay(failure)));
  }

  /** Whoever is not signed in hears of the other way to do so. */
  private Throwable withOtherWay(Throwable failure) {
    return failure instanceof Refusal refusal && refusal.problem() == Problem.UNAUTHENTICATED
        ? otherWay.map(path -> refusal.with("oidc", path)).orElse(refusal)
        : failure;
  }

  private Future<Void> signOut(RoutingContext context) {
    access.refuseOtherOrigins(context);
    Cookie cookie = context.request().getCookie(access.cookieName());
    context.response().addCookie(signedIn.cookie(access.cookieName(), "", Duration.ZERO));
    return cookie == null ? Future.succeededFuture() : sessions.close(cookie.getValue());
  }
}
