package dev.parley.moderator;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.Optional;

/**
 * The log of what moderators do to their accounts, written in the transaction that does it. The log
 * itself is in a package above this one.
 */
public interface AccountLog {
  /** The kind of act. */
  enum Kind {
    NAME,
    PASSWORD,
    SECOND_FACTOR,
    TOKEN,
    TOKEN_REMOVED
  }

  /**
   * Logs an act on the site it concerns, or on every site of the moderator who does it.
   *
   * @param site the site whose key a token is
   * @param note the details, in words for the log; empty when the kind says it all
   */
  Future<Void> write(
      SqlConnection tx, Moderator by, Kind kind, Optional<Integer> site, Optional<String> note);
}
