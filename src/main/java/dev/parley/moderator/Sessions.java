package dev.parley.moderator;

import dev.parley.comment.EditToken;
import dev.parley.database.Database;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Sessions of moderators. The database holds only hashes of what their holders send. */
final class Sessions {
  /** How long a session lasts on a device that is to be remembered. */
  static final Duration REMEMBERED = Duration.ofDays(30);

  /** How long any other session lasts; its cookie ends with the browser. */
  static final Duration ONE_DAY = Duration.ofHours(16);

  /** Whose session it is; that they were here is kept to the minute. */
  static final String SEEN =
      """
      with seen as (
        update moderator set seen_at = now()
        where id = (
            select moderator_id from session where token_hash = $1 and expires_at > now())
          and (seen_at is null or seen_at < now() - interval '1 minute')
      )
      select moderator_id from session where token_hash = $1 and expires_at > now()
      """;

  private final Database database;
  private final Clock clock;
  private final OpenStreams streams;
  private final Holders<Moderator> known;

  Sessions(Database database, Moderators moderators, OpenStreams streams, Clock clock) {
    this.database = database;
    this.clock = clock;
    this.streams = streams;
    this.known = new Holders<>(database, moderators, SEEN, (row, moderator) -> moderator);
  }

  /**
   * Opens a session and answers its token; refused when the password it is opened with has been
   * changed, or the moderator removed, since it was found right.
   *
   * @param device the browser's description of itself, for the list of sessions
   * @param password the hash of that password; empty for another way to sign in
   */
  Future<String> open(
      UUID moderator, Duration length, Optional<String> device, Optional<String> password) {
    String token = EditToken.random().text();
    return database
        .pool()
        .preparedQuery(
            """
            insert into session (token_hash, moderator_id, expires_at, device)
            select $1, id, $3, $4 from moderator
            where id = $2 and removed_at is null and ($5::text is null or password_hash = $5)
            for share
            """)
        .execute(
            Tuple.of(hash(token), moderator, clock.instant().plus(length).atOffset(ZoneOffset.UTC))
                .addValue(device.orElse(null))
                .addValue(password.orElse(null)))
        .map(
            opened -> {
              if (opened.rowCount() == 0) {
                throw SessionRoutes.wrongPassword();
              }
              return token;
            });
  }

  /** The sessions of a moderator, the latest first. */
  Future<List<JsonObject>> of(UUID moderator, Buffer present) {
    return database
        .pool()
        .preparedQuery(
            """
            select id, created_at, expires_at, device, token_hash = $2 as present from session
            where moderator_id = $1 and expires_at > now() order by created_at desc limit 100
            """)
        .execute(Tuple.of(moderator, present))
        .map(rows -> rows.stream().map(Sessions::session).toList());
  }

  private static JsonObject session(Row row) {
    return new JsonObject()
        .put("id", row.getUUID("id").toString())
        .put("createdAt", row.getOffsetDateTime("created_at").toInstant().toString())
        .put("expiresAt", row.getOffsetDateTime("expires_at").toInstant().toString())
        .put("device", row.getString("device"))
        .put("current", row.getBoolean("present"));
  }

  /** Ends all sessions of a moderator except the current one. */
  Future<Void> endOthers(UUID moderator, Buffer present) {
    return database
        .pool()
        .preparedQuery("delete from session where moderator_id = $1 and token_hash <> $2")
        .execute(Tuple.of(moderator, present))
        .onSuccess(gone -> endedOthers(moderator, present))
        .mapEmpty();
  }

  /** Ends one session of a moderator; refused when they have none of that id. */
  Future<Void> end(UUID moderator, UUID id) {
    return database
        .pool()
        .preparedQuery(
            "delete from session where moderator_id = $1 and id = $2 returning token_hash")
        .execute(Tuple.of(moderator, id))
        .map(
            ended -> {
              if (ended.size() == 0) {
                throw new Refusal(Problem.NOT_FOUND, "There is no such session");
              }
              ended.forEach(row -> forget(row.getBuffer("token_hash")));
              return null;
            });
  }

  private void forget(Buffer hash) {
    known.forget(hash);
    streams.endOf(hash);
  }

  /** Drops all cached sessions of a moderator except the current one, and ends their streams. */
  void endedOthers(UUID moderator, Buffer present) {
    known.forget((hash, one) -> one.id().equals(moderator) && !hash.equals(present));
    streams.endOfOthers(moderator, present);
  }

  /** Runs {@code end} when the session or token ends. Run the answer to cancel this. */
  Runnable hold(Buffer credential, UUID moderator, Runnable end) {
    return streams.hold(new OpenStreams.Held(credential, moderator, end));
  }

  /** The moderator whose session a token belongs to. */
  Future<Optional<Moderator>> ofCookie(String token) {
    return known.of(token);
  }

  Future<Void> close(String token) {
    Buffer hash = hash(token);
    return database
        .pool()
        .preparedQuery("delete from session where token_hash = $1 or expires_at < now()")
        .execute(Tuple.of(hash))
        .onSuccess(closed -> forget(hash))
        .mapEmpty();
  }

  /** Drops what is cached of a moderator whose name has changed; their streams go on. */
  void renamed(UUID moderator) {
    known.forget((hash, one) -> one.id().equals(moderator));
  }

  /** Drops everything cached about a moderator. Consoles reconnect if they still may. */
  void forget(UUID moderator) {
    known.forget((hash, one) -> one.id().equals(moderator));
    streams.endOf(moderator);
  }

  /** The hash under which the database knows a cookie or token. */
  static Buffer hash(String token) {
    return Buffer.buffer(EditToken.sha256(token));
  }
}
