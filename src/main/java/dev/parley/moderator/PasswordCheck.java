package dev.parley.moderator;

import dev.parley.problem.Refusal;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.RoutingContext;

/**
 * Asks somebody who is signed in for their password once more, before what a stranger at their
 * screen must not do. Guesses are limited like those of sign-ins.
 */
public final class PasswordCheck {
  private final Moderators moderators;
  private final Access access;
  private final WorkerExecutor hashing;
  private final SignInThrottle throttle;

  PasswordCheck(
      Moderators moderators, Access access, WorkerExecutor hashing, SignInThrottle throttle) {
    this.moderators = moderators;
    this.access = access;
    this.hashing = hashing;
    this.throttle = throttle;
  }

  /**
   * Succeeds when it is theirs.
   *
   * @param field the field it was sent in, which is refused otherwise
   */
  public Future<Void> check(
      RoutingContext context, Moderator moderator, String field, String password) {
    SignInThrottle.Attempt attempt =
        throttle.begin(context, moderator.email(), access.deviceCookie());
    return moderators
        .withEmail(moderator.email())
        .compose(account -> matches(account.orElseThrow(), password))
        .map(
            matches -> {
              if (!matches) {
                throw Refusal.invalid(field, "This is not your current password. Try again.");
              }
              attempt.forgive();
              return null;
            });
  }

  private Future<Boolean> matches(Moderators.Account account, String password) {
    return hashing.executeBlocking(
        () -> Passwords.matches(password, account.passwordHash()), false);
  }
}
