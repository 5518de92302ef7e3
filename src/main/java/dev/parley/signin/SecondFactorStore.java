package dev.parley.signin;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The stored second factors. */
final class SecondFactorStore {
  private SecondFactorStore() {}

  /**
   * A key that is shared with an app.
   *
   * @param box the encrypted key
   * @param since when the app showed its first code; empty before
   * @param recoveryCodes how many are left
   */
  record Stored(Buffer box, Optional<Instant> since, int recoveryCodes) {}

  static Future<Optional<Stored>> of(SqlClient on, UUID moderator) {
    return on.preparedQuery(
            """
            select secret, confirmed_at,
              (select count(*) from recovery_code where moderator_id = $1)::int as codes
            from second_factor where moderator_id = $1
            """)
        .execute(Tuple.of(moderator))
        .map(rows -> rows.stream().findFirst().map(SecondFactorStore::stored));
  }

  private static Stored stored(Row row) {
    return new Stored(
        row.getBuffer("secret"),
        Optional.ofNullable(row.getOffsetDateTime("confirmed_at")).map(OffsetDateTime::toInstant),
        row.getInteger("codes"));
  }

  /** Keeps a new key. Answers false where another one is confirmed already. */
  static Future<Boolean> begin(SqlClient on, UUID moderator, byte[] box) {
    return on.preparedQuery(
            """
            insert into second_factor (moderator_id, secret) values ($1, $2)
            on conflict (moderator_id) do update
              set secret = excluded.secret, last_step = 0, created_at = now()
              where second_factor.confirmed_at is null
            """)
        .execute(Tuple.of(moderator, Buffer.buffer(box)))
        .map(rows -> rows.rowCount() == 1);
  }

  /** The app has shown a code of this half-minute. Answers false when it was confirmed before. */
  static Future<Boolean> confirm(SqlClient on, UUID moderator, long step) {
    return on.preparedQuery(
            """
            update second_factor set confirmed_at = now(), last_step = $2
            where moderator_id = $1 and confirmed_at is null
            """)
        .execute(Tuple.of(moderator, step))
        .map(rows -> rows.rowCount() == 1);
  }

  /** Uses the code of a half-minute. Answers false when it, or a later one, was used before. */
  static Future<Boolean> use(SqlClient on, UUID moderator, long step) {
    return on.preparedQuery(
            """
            update second_factor set last_step = $2
            where moderator_id = $1 and last_step < $2 and confirmed_at is not null
            """)
        .execute(Tuple.of(moderator, step))
        .map(rows -> rows.rowCount() == 1);
  }

  /** Uses a recovery code up. Answers false when there is none with this hash. */
  static Future<Boolean> useRecoveryCode(SqlClient on, UUID moderator, Buffer hash) {
    return on.preparedQuery("delete from recovery_code where moderator_id = $1 and code_hash = $2")
        .execute(Tuple.of(moderator, hash))
        .map(rows -> rows.rowCount() == 1);
  }

  /** Puts new recovery codes in the place of the old ones. */
  static Future<Void> replaceRecoveryCodes(SqlConnection tx, UUID moderator, List<Buffer> hashes) {
    return tx.preparedQuery("delete from recovery_code where moderator_id = $1")
        .execute(Tuple.of(moderator))
        .compose(
            gone ->
                tx.preparedQuery(
                        """
                        insert into recovery_code (moderator_id, code_hash)
                        select $1, unnest($2::bytea[])
                        """)
                    .execute(Tuple.of(moderator, (Object) hashes.toArray(Buffer[]::new))))
        .mapEmpty();
  }

  /** Removes a moderator's factor and recovery codes. Answers false when it was not confirmed. */
  static Future<Boolean> remove(SqlConnection tx, UUID moderator) {
    return tx.preparedQuery(
            """
            with codes as (delete from recovery_code where moderator_id = $1)
            delete from second_factor where moderator_id = $1 returning confirmed_at
            """)
        .execute(Tuple.of(moderator))
        .map(rows -> rows.stream().anyMatch(row -> row.getOffsetDateTime("confirmed_at") != null));
  }
}
