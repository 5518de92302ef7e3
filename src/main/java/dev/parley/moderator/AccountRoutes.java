package dev.parley.moderator;

import dev.parley.http.Answers;
import dev.parley.http.Fields;
import dev.parley.http.Parameters;
import dev.parley.problem.Refusal;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Consumer;

/** The routes of a moderator's own account: name, password, and the list of sign-ins. */
final class AccountRoutes {
  private static final String PASSWORD = "/api/v1/me/password";
  private static final String SESSIONS = "/api/v1/me/sessions";

  private final Moderators moderators;
  private final Sessions sessions;
  private final ApiTokens tokens;
  private final Access access;
  private final WorkerExecutor hashing;
  private final PasswordCheck passwords;
  private final AccountLog log;
  private final Consumer<Moderator> changed;

  AccountRoutes(
      Moderators moderators,
      Sessions sessions,
      ApiTokens tokens,
      Access access,
      WorkerExecutor hashing,
      PasswordCheck passwords,
      AccountLog log,
      Consumer<Moderator> changed) {
    this.moderators = moderators;
    this.sessions = sessions;
    this.tokens = tokens;
    this.access = access;
    this.hashing = hashing;
    this.passwords = passwords;
    this.log = log;
    this.changed = changed;
  }

  void mount(Router router) {
    router.patch("/api/v1/me").handler(Answers.json(this::rename));
    router.put(PASSWORD).handler(Answers.json(this::changePassword));
    router.get(SESSIONS).handler(Answers.json(this::list));
    router.delete(SESSIONS + "/:id").handler(Answers.empty(204, this::endOne));
    router.delete(SESSIONS).handler(Answers.empty(204, this::endOthers));
  }

  private Future<JsonObject> rename(RoutingContext context) {
    return access
        .moderator(context)
        .compose(
            moderator -> {
              Fields fields = Fields.ofBody(context);
              String name = fields.text("name", 100, "Enter your name").strip();
              fields.checkAll();
              return moderators.rename(moderator, name, log);
            })
        .onSuccess(changed::accept)
        .map(Moderator::toJson);
  }

  /** Ends all other sign-ins. Answers which API tokens stay valid. */
  private Future<JsonObject> changePassword(RoutingContext context) {
    return access
        .moderator(context)
        .compose(moderator -> changePassword(context, moderator, Fields.ofBody(context)))
        .compose(moderator -> tokens.of(moderator.id()))
        .map(TokenRoutes::json);
  }

  private Future<Moderator> changePassword(
      RoutingContext context, Moderator moderator, Fields fields) {
    String current = fields.text("current", 1_000, "Enter your current password");
    String chosen = fields.text("new", 1_000, "Enter a new password");
    fields.checkAll();
    PasswordRule.refusal(chosen, moderator.email(), moderator.name())
        .ifPresent(
            wrong -> {
              throw Refusal.invalid("new", wrong);
            });
    return passwords
        .check(context, moderator, "current", current)
        .compose(right -> hashing.executeBlocking(() -> Passwords.hash(chosen), false))
        .compose(
            hash -> moderators.changePassword(moderator, hash, access.credential(context), log))
        .map(
            changed -> {
              sessions.endedOthers(moderator.id(), access.credential(context));
              return moderator;
            });
  }

  private Future<JsonObject> list(RoutingContext context) {
    return access
        .moderator(context)
        .compose(moderator -> sessions.of(moderator.id(), access.credential(context)))
        .map(all -> new JsonObject().put("sessions", new JsonArray(all)));
  }

  private Future<Void> endOthers(RoutingContext context) {
    return access
        .moderator(context)
        .compose(moderator -> sessions.endOthers(moderator.id(), access.credential(context)));
  }

  private Future<Void> endOne(RoutingContext context) {
    return access
        .moderator(context)
        .compose(moderator -> sessions.end(moderator.id(), Parameters.id(context, "id")));
  }
}
