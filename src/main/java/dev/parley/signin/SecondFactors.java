package dev.parley.signin;

import dev.parley.database.Database;
import dev.parley.ledger.Act.Administered.Kind;
import dev.parley.ledger.Act.Operated;
import dev.parley.ledger.Ledger;
import dev.parley.moderator.AccountLog;
import dev.parley.moderator.Moderator;
import dev.parley.moderator.SecondFactor;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import dev.parley.signin.SecondFactorStore.Stored;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** The second factors of moderators: switched on, asked for, switched off. */
public final class SecondFactors implements SecondFactor {
  private final Database database;
  private final SecretBox box;
  private final RecoveryCodes recovery;
  private final CodeThrottle throttle;
  private final AccountLog log;
  private final Clock clock;

  /**
   * @param secret the service's own
   * @param limited whether wrong codes are limited
   */
  public SecondFactors(
      Database database, byte[] secret, boolean limited, AccountLog log, Clock clock) {
    this.database = database;
    this.box = new SecretBox(secret);
    this.recovery = new RecoveryCodes(secret);
    this.throttle = new CodeThrottle(limited);
    this.log = log;
    this.clock = clock;
  }

  @Override
  public Future<Void> check(Moderator moderator, Optional<String> code) {
    return confirmed(moderator.id())
        .compose(
            stored ->
                stored.isEmpty()
                    ? Future.succeededFuture()
                    : check(moderator, stored.get(), code.orElseThrow(SecondFactors::required)));
  }

  private Future<Void> check(Moderator moderator, Stored stored, String code) {
    Runnable forgive = throttle.begin(moderator.id());
    return use(moderator, stored, code)
        .map(
            used -> {
              if (!used) {
                throw new Refusal(
                    Problem.SECOND_FACTOR_WRONG,
                    "This code is not right, or it was used before. Enter the one shown now.");
              }
              forgive.run();
              return null;
            });
  }

  private static Refusal required() {
    return new Refusal(
            Problem.SECOND_FACTOR_REQUIRED,
            "Send the code of your app, or one of your recovery codes, as “code” as well.")
        .with("methods", List.of("totp", "recovery-code"));
  }

  private Future<Boolean> use(Moderator moderator, Stored stored, String code) {
    if (RecoveryCodes.isOne(code)) {
      return database.transactionOnce(tx -> useRecoveryCode(tx, moderator, stored, code));
    }
    OptionalLong step = stepOf(moderator.id(), stored, code);
    return step.isEmpty()
        ? Future.succeededFuture(false)
        : SecondFactorStore.use(database.pool(), moderator.id(), step.getAsLong());
  }

  private Future<Boolean> useRecoveryCode(
      SqlConnection tx, Moderator moderator, Stored stored, String code) {
    return SecondFactorStore.useRecoveryCode(
            tx, moderator.id(), recovery.hash(moderator.id(), code))
        .compose(
            used ->
                used
                    ? log(
                            tx,
                            moderator,
                            "recovery code used, " + (stored.recoveryCodes() - 1) + " left")
                        .map(true)
                    : Future.succeededFuture(false));
  }

  private OptionalLong stepOf(UUID moderator, Stored stored, String code) {
    return box.opened(moderator, stored.box().getBytes())
        .map(key -> Totp.stepOf(key, code.replaceAll("\\s", ""), clock.instant()))
        .orElseGet(OptionalLong::empty);
  }

  /** The confirmed factor of a moderator. */
  Future<Optional<Stored>> confirmed(UUID moderator) {
    return SecondFactorStore.of(database.pool(), moderator)
        .map(found -> found.filter(stored -> stored.since().isPresent()));
  }

  /** A new key for a moderator's app, which counts once the app has shown a code. */
  Future<byte[]> begin(Moderator moderator) {
    byte[] key = Totp.newKey();
    return SecondFactorStore.begin(database.pool(), moderator.id(), box.closed(moderator.id(), key))
        .map(
            begun -> {
              if (!begun) {
                throw new Refusal(
                    Problem.CONFLICT, "Your second factor is on already. Switch it off first.");
              }
              return key;
            });
  }

  /** Switches the factor on by the app's first code. Answers the recovery codes. */
  Future<List<String>> confirm(Moderator moderator, String code) {
    return SecondFactorStore.of(database.pool(), moderator.id())
        .compose(
            found -> {
              Stored stored =
                  found
                      .filter(one -> one.since().isEmpty())
                      .orElseThrow(
                          () -> new Refusal(Problem.CONFLICT, "Begin with a new key first"));
              OptionalLong step = stepOf(moderator.id(), stored, code);
              if (step.isEmpty()) {
                throw Refusal.invalid("code", "This code is not right. Enter the one shown now.");
              }
              return database.transactionOnce(tx -> confirm(tx, moderator, step.getAsLong()));
            });
  }

  private Future<List<String>> confirm(SqlConnection tx, Moderator moderator, long step) {
    return SecondFactorStore.confirm(tx, moderator.id(), step)
        .compose(
            confirmed -> {
              if (!confirmed) {
                throw new Refusal(Problem.CONFLICT, "Your second factor is on already");
              }
              return newCodes(tx, moderator, "switched on");
            });
  }

  /** New recovery codes in the place of the old ones. */
  Future<List<String>> renewRecoveryCodes(Moderator moderator) {
    return confirmed(moderator.id())
        .compose(
            stored -> {
              if (stored.isEmpty()) {
                throw new Refusal(Problem.NOT_FOUND, "You have no second factor");
              }
              return database.transactionOnce(tx -> newCodes(tx, moderator, "new recovery codes"));
            });
  }

  private Future<List<String>> newCodes(SqlConnection tx, Moderator moderator, String note) {
    List<String> codes = RecoveryCodes.fresh();
    return SecondFactorStore.replaceRecoveryCodes(
            tx,
            moderator.id(),
            codes.stream().map(code -> recovery.hash(moderator.id(), code)).toList())
        .compose(stored -> log(tx, moderator, note))
        .map(codes);
  }

  /** Switches a moderator's own factor off. */
  Future<Void> remove(Moderator moderator) {
    return database.transactionOnce(
        tx ->
            SecondFactorStore.remove(tx, moderator.id())
                .compose(
                    gone -> gone ? log(tx, moderator, "switched off") : Future.succeededFuture()));
  }

  /** Removes the factor a colleague has lost. */
  Future<Void> remove(Moderator administrator, Moderator whom) {
    return database.transactionOnce(
        tx ->
            SecondFactorStore.remove(tx, whom.id())
                .compose(
                    gone -> {
                      if (!gone) {
                        throw new Refusal(Problem.NOT_FOUND, "This moderator has no second factor");
                      }
                      return logRemoval(tx, administrator, whom);
                    }));
  }

  /**
   * Removes a factor for whoever operates the server, as when the only administrator has lost
   * theirs. Answers false when there is none.
   */
  public static Future<Boolean> removeAsOperator(Database database, Moderator whom) {
    return database.transactionOnce(
        tx ->
            SecondFactorStore.remove(tx, whom.id())
                .compose(
                    gone -> {
                      Future<Boolean> logged = Future.succeededFuture(gone);
                      for (Moderator.SiteName site :
                          gone ? whom.sites() : List.<Moderator.SiteName>of()) {
                        Operated act =
                            new Operated(
                                site.id(), Kind.SECOND_FACTOR, "removed from " + whom.name());
                        logged = logged.compose(before -> Ledger.write(tx, act).map(true));
                      }
                      return logged;
                    }));
  }

  private Future<Void> logRemoval(SqlConnection tx, Moderator administrator, Moderator whom) {
    Future<Void> logged = Future.succeededFuture();
    for (Moderator.SiteName site : whom.sites()) {
      logged =
          logged.compose(
              before ->
                  log.write(
                      tx,
                      administrator,
                      AccountLog.Kind.SECOND_FACTOR,
                      Optional.of(site.id()),
                      Optional.of("removed from " + whom.name())));
    }
    return logged;
  }

  private Future<Void> log(SqlConnection tx, Moderator moderator, String note) {
    return log.write(
        tx, moderator, AccountLog.Kind.SECOND_FACTOR, Optional.empty(), Optional.of(note));
  }
}
