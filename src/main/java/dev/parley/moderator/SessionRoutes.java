package dev.parley.moderator;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.config.Config;
import dev.parley.database.Database;
import dev.parley.http.Answers;
import dev.parley.http.ClientAddress;
import dev.parley.http.Fields;
import dev.parley.http.Network;
import dev.parley.http.OwnOrigin;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import dev.parley.site.Sites;
import io.github.bucket4j.Bucket;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Signing in and out, and the API tokens. */
public final class SessionRoutes {
  private static final String PATH = "/api/v1/session";
  private static final int ATTEMPTS_PER_MINUTE = 10;

  /** Checked when nobody has that address, so that the answer takes as long. */
  private static final String NOBODY = Passwords.hash("nobody");

  private final Moderators moderators;
  private final Sessions sessions;
  private final Access access;
  private final Sites sites;
  private final WorkerExecutor hashing;
  private final ClientAddress addresses;
  private final boolean limited;
  private final Cache<String, Bucket> attempts =
      Caffeine.newBuilder().maximumSize(100_000).expireAfterAccess(Duration.ofMinutes(10)).build();

  public SessionRoutes(
      Database database,
      Moderators moderators,
      Sites sites,
      Config config,
      WorkerExecutor hashing,
      ClientAddress addresses,
      Clock clock) {
    this.moderators = moderators;
    this.sessions = new Sessions(database, moderators, clock);
    this.access = new Access(sessions, new OwnOrigin(config.http().publicUrl()));
    this.sites = sites;
    this.hashing = hashing;
    this.addresses = addresses;
    this.limited = config.limits().enabled();
  }

  /** Who asks, for the routes of others. */
  public Access access() {
    return access;
  }

  public void mount(Router router) {
    router.post(PATH).handler(Answers.empty(204, this::signIn));
    router.get(PATH).handler(Answers.json(this::whoAmI));
    router.delete(PATH).handler(Answers.empty(204, this::signOut));
    new TokenRoutes(sessions, access, sites).mount(router);
  }

  private Future<Void> signIn(RoutingContext context) {
    access.refuseOtherOrigins(context);
    Fields fields = Fields.ofBody(context);
    String email = fields.text("email", 254, "Enter your email");
    String password = fields.text("password", 1_000, "Enter your password");
    boolean remember = fields.flag("remember", false);
    fields.checkAll();
    String address = addresses.of(context.request());
    takeAttempt("net/" + Network.around(address).map(Network::toString).orElse(address));
    takeAttempt("email/" + email.strip().toLowerCase(Locale.ROOT));
    return moderators
        .withEmail(email)
        .compose(account -> verified(account, password))
        .compose(
            moderator ->
                sessions.open(moderator.id(), remember ? Sessions.REMEMBERED : Sessions.ONE_DAY))
        .map(
            token -> {
              context.response().addCookie(cookie(token, remember ? Sessions.REMEMBERED : null));
              return null;
            });
  }

  private Future<Moderator> verified(Optional<Moderators.Account> account, String password) {
    String hash = account.map(Moderators.Account::passwordHash).orElse(NOBODY);
    return hashing
        .executeBlocking(() -> Passwords.matches(password, hash), false)
        .map(
            matches -> {
              if (!matches || account.isEmpty()) {
                throw new Refusal(
                    Problem.UNAUTHENTICATED,
                    "The email or password is not right. Check both and try again.");
              }
              return account.get().moderator();
            });
  }

  private void takeAttempt(String who) {
    if (!limited) {
      return;
    }
    Bucket bucket =
        attempts.get(
            who,
            key ->
                Bucket.builder()
                    .addLimit(
                        limit ->
                            limit
                                .capacity(ATTEMPTS_PER_MINUTE)
                                .refillGreedy(ATTEMPTS_PER_MINUTE, Duration.ofMinutes(1)))
                    .build());
    if (!bucket.tryConsume(1)) {
      throw new Refusal(Problem.TOO_FAST, "Too many attempts. Try again in a minute.")
          .retryAfter(60);
    }
  }

  private Cookie cookie(String value, @org.jspecify.annotations.Nullable Duration length) {
    Cookie cookie =
        Cookie.cookie(access.cookieName(), value)
            .setPath("/")
            .setHttpOnly(true)
            .setSecure(access.secure())
            .setSameSite(CookieSameSite.STRICT);
    return length == null ? cookie : cookie.setMaxAge(length.toSeconds());
  }

  private Future<JsonObject> whoAmI(RoutingContext context) {
    return access
        .moderator(context)
        .map(moderator -> new JsonObject().put("moderator", moderator.toJson()));
  }

  private Future<Void> signOut(RoutingContext context) {
    access.refuseOtherOrigins(context);
    Cookie cookie = context.request().getCookie(access.cookieName());
    context.response().addCookie(cookie("", Duration.ZERO));
    return cookie == null ? Future.succeededFuture() : sessions.close(cookie.getValue());
  }
}
