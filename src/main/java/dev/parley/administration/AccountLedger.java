package dev.parley.administration;

import dev.parley.ledger.Act.Administered;
import dev.parley.ledger.Ledger;
import dev.parley.moderator.AccountLog;
import dev.parley.moderator.Moderator;
import dev.parley.moderator.Moderator.SiteName;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Optional;

/** Writes what moderators do to their accounts into the log of each site it concerns. */
public final class AccountLedger implements AccountLog {
  @Override
  public Future<Void> write(
      SqlConnection tx, Moderator by, Kind kind, Optional<Integer> site, Optional<String> note) {
    List<Integer> sites =
        site.map(List::of).orElseGet(() -> by.sites().stream().map(SiteName::id).toList());
    return log(tx, sites, by, kind(kind), note);
  }

  /** Writes the same act into the logs of several sites. */
  static Future<Void> log(
      SqlConnection tx,
      List<Integer> sites,
      Moderator by,
      Administered.Kind kind,
      Optional<String> note) {
    Future<Void> logged = Future.succeededFuture();
    for (int site : sites) {
      Administered act = new Administered(site, by, kind, Optional.empty(), Optional.empty(), note);
      logged = logged.compose(before -> Ledger.write(tx, act));
    }
    return logged;
  }

  private static Administered.Kind kind(Kind kind) {
    return switch (kind) {
      case NAME -> Administered.Kind.MODERATOR;
      case PASSWORD -> Administered.Kind.PASSWORD;
      case SECOND_FACTOR -> Administered.Kind.SECOND_FACTOR;
      case TOKEN -> Administered.Kind.TOKEN;
      case TOKEN_REMOVED -> Administered.Kind.TOKEN_REMOVED;
    };
  }
}
