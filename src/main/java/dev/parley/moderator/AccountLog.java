package dev.parley.moderator;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.Optional;

/**
 * Where it is logged what moderators do to their accounts, in the transaction that does it. The log
 * itself stands above this package.
 */
public interface AccountLog {
  /** What is done. */
  enum Kind {
    PASSWORD,
    TOKEN,
    TOKEN_REMOVED
  }

  /**
   * Logs an act on the site it is about, or on every site of whom it is by.
   *
   * @param site the site whose key a token is
   * @param note what exactly, in words for the log; empty when the kind says it
   */
  Future<Void> write(
      SqlConnection tx, Moderator by, Kind kind, Optional<Integer> site, Optional<String> note);
}
