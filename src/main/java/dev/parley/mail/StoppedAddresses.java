package dev.parley.mail;

import dev.parley.comment.EditToken;
import dev.parley.database.Database;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that no mail goes to any more, because there is no such mailbox or its owner called our
 * mail spam. Kept is a keyed hash, which nobody without the service's secret can try addresses on.
 * Safe for several threads.
 */
public final class StoppedAddresses {
  /** Why. */
  enum Kind {
    BOUNCE,
    COMPLAINT;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Kind> ofCode(String code) {
      return Arrays.stream(values()).filter(kind -> kind.code().equals(code)).findFirst();
    }
  }

  private static final int LISTED = 500;

  private final Database database;
  private final Clock clock;
  private final byte[] secret;

  public StoppedAddresses(Database database, Clock clock, byte[] secret) {
    this.database = database;
    this.clock = clock;
    this.secret = secret.clone();
  }

  private Buffer hash(String email) {
    return Buffer.buffer(EditToken.keyedHash(secret, "stopped-address/" + plain(email)));
  }

  private static String plain(String email) {
    return email.strip().toLowerCase(Locale.ROOT);
  }

  /** Stops mail to an address; one that is stopped stays so. */
  Future<Void> stop(String email, Kind kind, @Nullable String reply) {
    return database.retrying(
        () ->
            database
                .pool()
                .preparedQuery(
                    """
                    insert into stopped_address (hash, masked, kind, reply, created_at)
                    values ($1, $2, $3, $4, $5) on conflict do nothing
                    """)
                .execute(
                    Tuple.of(
                        hash(email),
                        masked(plain(email)),
                        kind.code(),
                        reply,
                        MailQueue.time(clock.instant())))
                .mapEmpty());
  }

  Future<Boolean> contains(String email) {
    return database
        .pool()
        .preparedQuery("select exists (select from stopped_address where hash = $1) as there")
        .execute(Tuple.of(hash(email)))
        .map(rows -> rows.iterator().next().getBoolean("there"));
  }

  /** Lets mail to an address go out again; answers whether it was stopped. */
  public Future<Boolean> lift(String email) {
    return database
        .retrying(
            () ->
                database
                    .pool()
                    .preparedQuery("delete from stopped_address where hash = $1")
                    .execute(Tuple.of(hash(email))))
        .map(gone -> gone.rowCount() > 0);
  }

  /** The latest, as the API shows them. */
  Future<JsonArray> latest() {
    return database
        .pool()
        .preparedQuery(
            """
            select masked, kind, reply, created_at from stopped_address
            order by created_at desc limit $1
            """)
        .execute(Tuple.of(LISTED))
        .map(
            rows -> {
              JsonArray all = new JsonArray();
              rows.forEach(
                  row ->
                      all.add(
                          new JsonObject()
                              .put("email", row.getString("masked"))
                              .put("kind", row.getString("kind"))
                              .put("reply", row.getString("reply"))
                              .put(
                                  "at",
                                  row.getOffsetDateTime("created_at").toInstant().toString())));
              return all;
            });
  }

  /** The first character, and the domain: {@code a…@example.org}. */
  static String masked(String email) {
    int at = email.lastIndexOf('@');
    return at < 1
        ? "…"
        : email.substring(0, email.offsetByCodePoints(0, 1)) + "…" + email.substring(at);
  }
}
