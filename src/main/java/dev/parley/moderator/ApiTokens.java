package dev.parley.moderator;

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
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** API tokens. The database holds only hashes of what programs send. */
final class ApiTokens {
  private final Database database;
  private final AccountLog log;
  private final OpenStreams streams;
  private final Clock clock;
  private final Holders<Program> programs;

  ApiTokens(
      Database database, Moderators moderators, AccountLog log, OpenStreams streams, Clock clock) {
    this.database = database;
    this.log = log;
    this.streams = streams;
    this.clock = clock;
    this.programs =
        new Holders<>(
            database,
            moderators,
            "select id, moderator_id, site_id, scope, scale, expires_at from api_token where token_hash = $1",
            (row, moderator) ->
                new Program(
                    row.getUUID("id"),
                    moderator,
                    Optional.ofNullable(row.getInteger("site_id")),
                    grant(row)));
  }

  /** The program an API token belongs to; empty when it is unknown or has expired. */
  Future<Optional<Program>> program(String token) {
    return programs
        .of(ApiToken.asIssued(token))
        .map(known -> known.filter(program -> program.grant().isValidAt(clock.instant())));
  }

  /**
   * Makes an API token for a moderator's programs. Its secret is shown only now.
   *
   * @param site the site whose key it is to be; empty for rights of the moderator
   */
  Future<ApiToken.Issued> issue(
      Moderator moderator, String name, Optional<Site> site, Grant grant) {
    ApiToken.Issued token = site.isPresent() ? ApiToken.Issued.key() : ApiToken.Issued.token();
    Optional<Integer> of = site.map(Site::id);
    return database.transactionOnce(
        tx ->
            tx.preparedQuery(
                    """
                    insert into api_token (id, token_hash, moderator_id, name, site_id, scope, scale,
                      expires_at)
                    values ($1, $2, $3, $4, $5, $6, $7, $8)
                    """)
                .execute(
                    Tuple.of(
                            token.id(),
                            Sessions.hash(token.secret()),
                            moderator.id(),
                            name,
                            of.orElse(null))
                        .addValue(grant.scope().code())
                        .addValue(grant.scale().code())
                        .addValue(
                            grant.expiresAt().map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null)))
                .compose(
                    issued ->
                        log.write(tx, moderator, AccountLog.Kind.TOKEN, of, Optional.of(name)))
                .map(token));
  }

  /** All API tokens, the latest first. */
  Future<List<ApiToken>> all() {
    return list(null);
  }

  /** The API tokens of a moderator, the latest first. */
  Future<List<ApiToken>> of(UUID moderator) {
    return list(moderator);
  }

  private Future<List<ApiToken>> list(@Nullable UUID moderator) {
    return database
        .pool()
        .preparedQuery(
            """
            select api_token.id, api_token.name, api_token.created_at, scope, scale,
              expires_at,
              moderator.id as moderator_id, moderator.name as moderator_name,
              site.slug as site_slug
            from api_token join moderator on moderator.id = moderator_id
            left join site on site.id = site_id
            where $1::uuid is null or moderator_id = $1
            order by api_token.id desc
            """)
        .execute(Tuple.of(moderator))
        .map(rows -> rows.stream().map(ApiTokens::token).toList());
  }

  private static ApiToken token(Row row) {
    return new ApiToken(
        row.getUUID("id"),
        row.getString("name"),
        new JsonObject()
            .put("id", row.getUUID("moderator_id").toString())
            .put("name", row.getString("moderator_name")),
        Optional.ofNullable(row.getString("site_slug")),
        grant(row),
        row.getOffsetDateTime("created_at").toInstant());
  }

  private static Grant grant(Row row) {
    return new Grant(
        Scope.widest(List.of(row.getString("scope"))),
        ScoreScale.of(row.getString("scale")),
        Optional.ofNullable(row.getOffsetDateTime("expires_at")).map(OffsetDateTime::toInstant));
  }

  /**
   * Revokes an API token and deletes its usage counts: here at once, on other nodes within seconds.
   * Administrators may revoke any token, others only their own.
   */
  Future<Void> revoke(UUID id, Moderator by) {
    return database
        .transactionOnce(tx -> revoke(tx, id, by))
        .map(
            hash -> {
              programs.forget(hash);
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

  /** Drops everything kept about a moderator. */
  void forget(UUID moderator) {
    programs.forget((hash, one) -> one.owner().id().equals(moderator));
  }
}
