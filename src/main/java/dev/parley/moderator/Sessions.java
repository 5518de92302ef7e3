package dev.parley.moderator;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.comment.EditToken;
import dev.parley.database.Database;
import dev.parley.problem.Problem;
import dev.parley.problem.Refusal;
import dev.parley.site.Site;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Sessions and API tokens. The database holds only hashes of what their holders send. */
final class Sessions {
  /** How long a session lasts on a device that is to be remembered. */
  static final Duration REMEMBERED = Duration.ofDays(30);

  /** How long any other session lasts; its cookie ends with the browser. */
  static final Duration ONE_DAY = Duration.ofHours(16);

  private final Database database;
  private final Moderators moderators;
  private final AccountLog log;
  private final Clock clock;
  private final OpenStreams streams = new OpenStreams();
  private final Cache<Buffer, Moderator> known = shortlyKept();
  private final Cache<Buffer, Program> programs = shortlyKept();

  Sessions(Database database, Moderators moderators, AccountLog log, Clock clock) {
    this.database = database;
    this.moderators = moderators;
    this.log = log;
    this.clock = clock;
  }

  private static <T> Cache<Buffer, T> shortlyKept() {
    return Caffeine.newBuilder()
        .maximumSize(10_000)
        .expireAfterWrite(Duration.ofSeconds(5))
        .build();
  }

  /**
   * Opens a session and answers its token.
   *
   * @param device the browser's description of itself, for the list of sessions
   */
  Future<String> open(UUID moderator, Duration length, Optional<String> device) {
    String token = EditToken.random().text();
    return database
        .pool()
        .preparedQuery(
            """
            insert into session (token_hash, moderator_id, expires_at, device)
            values ($1, $2, $3, $4)
            """)
        .execute(
            Tuple.of(hash(token), moderator, clock.instant().plus(length).atOffset(ZoneOffset.UTC))
                .addValue(device.orElse(null)))
        .map(token);
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

  /** Drops all cached sessions of a moderator except the current one, and ends their streams. */
  void endedOthers(UUID moderator, Buffer present) {
    known
        .asMap()
        .entrySet()
        .removeIf(one -> one.getValue().id().equals(moderator) && !one.getKey().equals(present));
    streams.endOfOthers(moderator, present);
  }

  /** Runs {@code end} when the session or token ends. Run the answer to cancel this. */
  Runnable hold(Buffer credential, UUID moderator, Runnable end) {
    return streams.hold(new OpenStreams.Held(credential, moderator, end));
  }

  /** The moderator whose session a token belongs to. */
  Future<Optional<Moderator>> ofCookie(String token) {
    return find(
        token,
        known,
        """
        select moderator_id from session where token_hash = $1 and expires_at > now()
        """,
        (row, moderator) -> moderator);
  }

  /** The program an API token belongs to. */
  Future<Optional<Program>> ofApiToken(String token) {
    return find(
        ApiToken.asIssued(token),
        programs,
        "select id, moderator_id, site_id from api_token where token_hash = $1",
        (row, moderator) ->
            new Program(
                row.getUUID("id"), moderator, Optional.ofNullable(row.getInteger("site_id"))));
  }

  private <T> Future<Optional<T>> find(
      String token, Cache<Buffer, T> kept, String statement, BiFunction<Row, Moderator, T> reader) {
    Buffer hash = hash(token);
    T holder = kept.getIfPresent(hash);
    if (holder != null) {
      return Future.succeededFuture(Optional.of(holder));
    }
    return database
        .pool()
        .preparedQuery(statement)
        .execute(Tuple.of(hash))
        .compose(
            rows ->
                rows.size() == 0
                    ? Future.succeededFuture(Optional.<T>empty())
                    : holder(rows.iterator().next(), reader))
        .onSuccess(found -> found.ifPresent(one -> kept.put(hash, one)));
  }

  private <T> Future<Optional<T>> holder(Row row, BiFunction<Row, Moderator, T> reader) {
    return moderators
        .withId(row.getUUID("moderator_id"))
        .map(moderator -> moderator.map(one -> reader.apply(row, one)));
  }

  Future<Void> close(String token) {
    Buffer hash = hash(token);
    return database
        .pool()
        .preparedQuery("delete from session where token_hash = $1 or expires_at < now()")
        .execute(Tuple.of(hash))
        .onSuccess(
            closed -> {
              known.invalidate(hash);
              streams.endOf(hash);
            })
        .mapEmpty();
  }

  /**
   * Makes an API token for a moderator's programs. Its secret is shown only now.
   *
   * @param site the site whose key it is to be; empty for all rights of the moderator
   */
  Future<ApiToken.Issued> issueApiToken(Moderator moderator, String name, Optional<Site> site) {
    ApiToken.Issued token = site.isPresent() ? ApiToken.Issued.key() : ApiToken.Issued.token();
    Optional<Integer> of = site.map(Site::id);
    return database.transaction(
        tx ->
            tx.preparedQuery(
                    """
                    insert into api_token (id, token_hash, moderator_id, name, site_id)
                    values ($1, $2, $3, $4, $5)
                    """)
                .execute(
                    Tuple.of(
                        token.id(), hash(token.secret()), moderator.id(), name, of.orElse(null)))
                .compose(
                    issued ->
                        log.write(tx, moderator, AccountLog.Kind.TOKEN, of, Optional.of(name)))
                .map(token));
  }

  /** All API tokens, the latest first. */
  Future<List<ApiToken>> apiTokens() {
    return apiTokens(null);
  }

  /** The API tokens of a moderator, the latest first. */
  Future<List<ApiToken>> apiTokensOf(UUID moderator) {
    return apiTokens(moderator);
  }

  private Future<List<ApiToken>> apiTokens(@Nullable UUID moderator) {
    return database
        .pool()
        .preparedQuery(
            """
            select api_token.id, api_token.name, api_token.created_at,
              moderator.id as moderator_id, moderator.name as moderator_name,
              site.slug as site_slug
            from api_token join moderator on moderator.id = moderator_id
            left join site on site.id = site_id
            where $1::uuid is null or moderator_id = $1
            order by api_token.id desc
            """)
        .execute(Tuple.of(moderator))
        .map(rows -> rows.stream().map(Sessions::apiToken).toList());
  }

  private static ApiToken apiToken(Row row) {
    return new ApiToken(
        row.getUUID("id"),
        row.getString("name"),
        new JsonObject()
            .put("id", row.getUUID("moderator_id").toString())
            .put("name", row.getString("moderator_name")),
        Optional.ofNullable(row.getString("site_slug")),
        row.getOffsetDateTime("created_at").toInstant());
  }

  /**
   * Revokes an API token and deletes its usage counts: here at once, on other nodes within seconds.
   * Administrators may revoke any token, others only their own.
   */
  Future<Void> revokeApiToken(UUID id, Moderator by) {
    return database
        .transaction(tx -> revoke(tx, id, by))
        .map(
            hash -> {
              programs.invalidate(hash);
              streams.endOf(hash);
              return null;
            });
  }

  private Future<Buffer> revoke(SqlConnection tx, UUID id, Moderator by) {
    return tx.preparedQuery(
            """
            with gone as (
              delete from api_token where id = $1 and ($2::uuid is null or moderator_id = $2)
              returning id, token_hash, name, site_id
            ), forgotten as (delete from key_usage where token_id in (select id from gone))
            select token_hash, name, site_id from gone
            """)
        .execute(Tuple.of(id, by.isAdministrator() ? null : by.id()))
        .compose(
            rows -> {
              if (rows.size() == 0) {
                throw new Refusal(Problem.NOT_FOUND, "There is no such token");
              }
              Row gone = rows.iterator().next();
              return log.write(
                      tx,
                      by,
                      AccountLog.Kind.TOKEN_REMOVED,
                      Optional.ofNullable(gone.getInteger("site_id")),
                      Optional.of(gone.getString("name")))
                  .map(gone.getBuffer("token_hash"));
            });
  }

  /** Drops everything cached about a moderator. Consoles reconnect if they still may. */
  void forget(UUID moderator) {
    known.asMap().values().removeIf(one -> one.id().equals(moderator));
    programs.asMap().values().removeIf(one -> one.owner().id().equals(moderator));
    streams.endOf(moderator);
  }

  /** The hash under which the database knows a cookie or token. */
  static Buffer hash(String token) {
    return Buffer.buffer(EditToken.sha256(token));
  }
}
