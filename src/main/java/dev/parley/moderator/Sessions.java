package dev.parley.moderator;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.comment.EditToken;
import dev.parley.database.Database;
import dev.parley.database.Ids;
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

/** Sign-ins and API tokens. The store knows only hashes of what their holders send. */
final class Sessions {
  /** How long a sign-in lasts on a device that is to be remembered. */
  static final Duration REMEMBERED = Duration.ofDays(30);

  /** How long one lasts otherwise; its cookie ends with the browser. */
  static final Duration ONE_DAY = Duration.ofHours(16);

  private final Database database;
  private final Moderators moderators;
  private final Clock clock;
  private final Cache<Buffer, Moderator> known =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofSeconds(5)).build();

  Sessions(Database database, Moderators moderators, Clock clock) {
    this.database = database;
    this.moderators = moderators;
    this.clock = clock;
  }

  /** Opens a session and answers its token. */
  Future<String> open(UUID moderator, Duration length) {
    String token = EditToken.random().text();
    return database
        .pool()
        .preparedQuery(
            "insert into session (token_hash, moderator_id, expires_at) values ($1, $2, $3)")
        .execute(
            Tuple.of(hash(token), moderator, clock.instant().plus(length).atOffset(ZoneOffset.UTC)))
        .map(token);
  }

  /** Whose session a token is. */
  Future<Optional<Moderator>> ofCookie(String token) {
    return find(
        token,
        """
        select moderator_id from session where token_hash = $1 and expires_at > now()
        """);
  }

  /** Whose API token it is. */
  Future<Optional<Moderator>> ofApiToken(String token) {
    return find(token, "select moderator_id from api_token where token_hash = $1");
  }

  private Future<Optional<Moderator>> find(String token, String statement) {
    Buffer hash = hash(token);
    Moderator moderator = known.getIfPresent(hash);
    if (moderator != null) {
      return Future.succeededFuture(Optional.of(moderator));
    }
    return database
        .pool()
        .preparedQuery(statement)
        .execute(Tuple.of(hash))
        .compose(
            rows ->
                rows.size() == 0
                    ? Future.succeededFuture(Optional.<Moderator>empty())
                    : moderators.withId(rows.iterator().next().getUUID("moderator_id")))
        .onSuccess(found -> found.ifPresent(one -> known.put(hash, one)));
  }

  Future<Void> close(String token) {
    known.invalidate(hash(token));
    return database
        .pool()
        .preparedQuery("delete from session where token_hash = $1 or expires_at < now()")
        .execute(Tuple.of(hash(token)))
        .mapEmpty();
  }

  /** Makes an API token for a moderator's programs; it is shown this once. */
  Future<ApiToken.Issued> issueApiToken(UUID moderator, String name) {
    ApiToken.Issued token = new ApiToken.Issued(Ids.next(), "parley_" + EditToken.random().text());
    return database
        .pool()
        .preparedQuery(
            "insert into api_token (id, token_hash, moderator_id, name) values ($1, $2, $3, $4)")
        .execute(Tuple.of(token.id(), hash(token.secret()), moderator, name))
        .map(token);
  }

  /** All API tokens, the latest first. */
  Future<List<ApiToken>> apiTokens() {
    return database
        .pool()
        .query(
            """
            select api_token.id, api_token.name, api_token.created_at,
              moderator.id as moderator_id, moderator.name as moderator_name
            from api_token join moderator on moderator.id = moderator_id
            order by api_token.id desc
            """)
        .execute()
        .map(rows -> rows.stream().map(Sessions::apiToken).toList());
  }

  private static ApiToken apiToken(Row row) {
    return new ApiToken(
        row.getUUID("id"),
        row.getString("name"),
        new JsonObject()
            .put("id", row.getUUID("moderator_id").toString())
            .put("name", row.getString("moderator_name")),
        row.getOffsetDateTime("created_at").toInstant());
  }

  /** Ends an API token: here at once, on other nodes within seconds. */
  Future<Void> revokeApiToken(UUID id) {
    return database
        .pool()
        .preparedQuery("delete from api_token where id = $1 returning token_hash")
        .execute(Tuple.of(id))
        .map(
            rows -> {
              if (rows.size() == 0) {
                throw new Refusal(Problem.NOT_FOUND, "There is no such token");
              }
              known.invalidate(rows.iterator().next().getBuffer("token_hash"));
              return null;
            });
  }

  /** Believes nothing remembered of a moderator. */
  void forget(UUID moderator) {
    known.asMap().values().removeIf(one -> one.id().equals(moderator));
  }

  private static Buffer hash(String token) {
    return Buffer.buffer(EditToken.sha256(token));
  }
}
